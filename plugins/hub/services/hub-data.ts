import { ChannelRoles, type Erasure, type PersonalData, type PersonalRow, type PluginContext } from 'roomkeeper';
import { isAbout } from '../domain/forgetting.js';
import { ownership } from '../domain/ownership.js';
import type { OwnershipEvent } from '../domain/ownership-events.js';
import { isPresent, type Hub, type Room } from '../domain/room.js';
import { personal } from '../privacy-messages.js';
import type { HubParts } from './composition.js';
import { queueKey } from './flow.js';
import { GuildRules } from './room-settings.js';
import { Hubs } from './store/hubs.js';
import { Rooms, type StoredRoom } from './store/rooms.js';

/** What hub's hooks work with: the services, or only the tables while hub is off. */
type Stores = Pick<HubParts, 'hubs' | 'rooms'> & Partial<Pick<HubParts, 'flow'>>;

/** What hub stores about people. */
export const hubData: PersonalData<HubParts> = {
  stored: personal.stored,
  lost: personal.lost,
  async export(context, _api, userId) {
    // From the tables: those of all processes.
    const { rooms, hubs } = await storesOf(context);
    return [
      ...rooms.all().flatMap((stored) => roomOf(stored, userId)),
      ...hubs.all().flatMap((hub) => permissionsIn(hub, userId)),
    ];
  },
  async erase(context, api, erasure) {
    const stores = api ?? (await storesOf(context));
    const rooms = stores.rooms.all().filter(({ room }) => isAbout(room, erasure.userId));
    const kept: string[] = [];
    for (const { room } of rooms) kept.push(...(await forgetIn(context, stores, room, erasure)));
    for (const hub of stores.hubs.all()) kept.push(...(await forgetInHub(context, stores, hub, erasure)));
    return api ? [...kept, ...(await elsewhere(context, erasure))] : kept;
  },
};

/** Only what is about the person: not who else hosts, or is blocked. */
function roomOf({ room }: StoredRoom, userId: string): PersonalRow[] {
  if (!isAbout(room, userId)) return [];
  const joined = room.members.find((member) => member.userId === userId)?.joinedAt;
  return [
    {
      table: 'auto_channels',
      guildId: room.guildId,
      voiceChannelId: room.voiceChannelId,
      createdAt: new Date(room.createdAt),
      owner: room.ownerId === userId,
      actingOwner: room.actingOwnerId === userId,
      host: room.hostIds.includes(userId),
      admitted: room.admittedIds.includes(userId),
      permitted: room.allowedUserIds.includes(userId),
      blocked: room.blockedUserIds.includes(userId),
    },
    ...(joined === undefined
      ? []
      : [{ table: 'auto_channel_members', voiceChannelId: room.voiceChannelId, joinedAt: new Date(joined) }]),
  ];
}

/** What the channel of a hub allows and denies the person, as permission bits. */
function permissionsIn({ guildId, channelId, blueprint, lockdownPrevious }: Hub, userId: string): PersonalRow[] {
  return [...blueprint.overwrites, ...(lockdownPrevious ?? [])]
    .filter(({ id }) => id === userId)
    .map(({ allow, deny }) => ({
      table: 'hub_channels',
      guildId,
      channelId,
      allow: String(allow),
      deny: String(deny),
    }));
}

async function forgetIn(context: PluginContext, stores: Stores, room: Room, erasure: Erasure): Promise<string[]> {
  const { guildId, voiceChannelId } = room;
  const { userId } = erasure;
  // A copy from before the bot was removed, or hub switched off, may have them in a room that they left long ago.
  const gone = context.voice.channelOf(guildId, userId) !== voiceChannelId;
  if (gone && isPresent(room, userId)) await apply(context, stores, room, { kind: 'left', userId });
  await apply(context, stores, room, { kind: 'forgotten', person: erasure });
  const after = stores.rooms.get(voiceChannelId)?.room;
  if (!after || !isAbout(after, userId)) return [];
  if (isPresent(after, userId)) return [personal.kept.present(voiceChannelId)];
  return [after.state === 'pending' ? personal.kept.pending(voiceChannelId) : personal.kept.blocked(voiceChannelId)];
}

/** By the flow, so that Discord follows; while hub is off, in the tables only. */
async function apply(
  context: PluginContext,
  { rooms, flow }: Stores,
  { guildId, voiceChannelId }: Room,
  event: OwnershipEvent,
): Promise<void> {
  if (flow) return void (await flow.apply(guildId, voiceChannelId, event));
  const stored = rooms.get(voiceChannelId);
  if (!stored) return;
  const { room } = ownership(stored.room, event, context.clock.now(), new GuildRules(context).of(guildId));
  if (room !== stored.room) await rooms.save({ ...stored, room });
}

/** The permissions of hubs' channels are the server's own: a copy of one that names the person stays as long as it does there. */
async function forgetInHub(
  { queue }: PluginContext,
  { hubs }: Stores,
  { id, guildId }: Hub,
  { userId, restrictions }: Erasure,
): Promise<string[]> {
  return queue.run(queueKey(guildId), async () => {
    const hub = hubs.get(id);
    if (!hub) return [];
    const { blueprint, lockdownPrevious } = hub;
    const named = [...blueprint.overwrites, ...(lockdownPrevious ?? [])].some((overwrite) => overwrite.id === userId);
    if (!named) return [];
    if (restrictions === 'keep') return [personal.kept.overwrite(hub.channelId ?? '')];
    const others = <One extends { readonly id: string }>(all: readonly One[]): One[] =>
      all.filter((overwrite) => overwrite.id !== userId);
    await hubs.save({
      ...hub,
      blueprint: { ...blueprint, overwrites: others(blueprint.overwrites) },
      lockdownPrevious: lockdownPrevious && others(lockdownPrevious),
    });
    return [];
  });
}

/** What other processes run they have in memory too, and would store again: each of them answers on its own servers. */
async function elsewhere(context: PluginContext, { userId }: Erasure): Promise<string[]> {
  if (context.shards.areAll) return [];
  const { rooms } = await storesOf(context);
  const others = rooms.all().filter(({ room }) => !context.shards.owns(room.guildId) && isAbout(room, userId));
  return others.map(({ room }) => personal.kept.elsewhere(room.voiceChannelId));
}

/** The tables, with copies of their own: for guilds that nobody acts for in this process. */
async function storesOf(context: PluginContext): Promise<Stores> {
  const roles = new ChannelRoles();
  const stores = { hubs: new Hubs(context.orm, roles), rooms: new Rooms(context.orm, roles) };
  await stores.hubs.load();
  await stores.rooms.load();
  return stores;
}
