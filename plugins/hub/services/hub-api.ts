import type { Guild, GuildMember } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import type { HubApi, RoomActions } from '../api.js';
import type { Actor } from '../domain/access.js';
import type { Player } from '../domain/games.js';
import { decide } from '../domain/rename-budget.js';
import { isPresent, type Room } from '../domain/room.js';
import type { HubEvents } from '../events.js';
import { queueKey } from './flow.js';
import type { HubBus } from './hub-bus.js';
import { playersOf, voiceChannel } from './live-guild.js';
import type { Orders } from './acting/orders.js';
import type { Rooms, StoredRoom } from './store/rooms.js';

export interface HubApiParts {
  readonly actions: RoomActions;
  readonly orders: Orders;
  readonly rooms: Rooms;
  readonly bus: HubBus;
}

/** What other plugins get by `use(hub)`. */
export function hubApi(context: PluginContext, { actions, orders, rooms, bus }: HubApiParts): HubApi {
  return {
    actions,
    room: (voiceChannelId) => rooms.get(voiceChannelId),
    roomOfText: (channelId) => rooms.byText(channelId) ?? rooms.get(channelId),
    roomOf: (guildId, userId) => roomOf(rooms.ofGuild(guildId), userId),
    roomsIn: (guildId) => rooms.ofGuild(guildId),
    storedRooms: (voiceChannelIds) => rooms.storedAmong(voiceChannelIds),
    players: (guild: Guild, { members }: Room): Player[] =>
      playersOf(
        guild,
        members.map(({ userId }) => userId),
      ),
    actorOf: (member: GuildMember): Actor => orders.actorOf(member),
    waitingName: (stored) => waitingName(context, stored),
    notePanel: (voiceChannelId, messageId) => notePanel(context, rooms, voiceChannelId, messageId),
    on: <Name extends keyof HubEvents>(name: Name, listener: (...args: HubEvents[Name]) => void): void =>
      bus.on(name, listener),
  };
}

function roomOf(all: readonly StoredRoom[], userId: string): StoredRoom | undefined {
  const inside = all.find(({ room }) => isPresent(room, userId));
  const owned = all.filter(({ room }) => room.ownerId === userId && room.state !== 'deleting');
  return inside ?? owned.toSorted((one, other) => other.room.createdAt - one.room.createdAt)[0];
}

function waitingName(context: PluginContext, { room, names }: StoredRoom): { name: string; at: number } | null {
  const guild = context.client.guilds.cache.get(room.guildId);
  const channel = guild && voiceChannel(guild, room.voiceChannelId);
  if (names.wish?.by !== 'human' || !channel) return null;
  const decision = decide(names.wish, channel.name, names.stamps, context.clock.now());
  return decision.kind === 'wait' ? { name: names.wish.name, at: decision.until } : null;
}

/** Tells nobody: the room is as it was. */
async function notePanel(
  context: PluginContext,
  rooms: Rooms,
  voiceChannelId: string,
  controlPanelMessageId: string | null,
): Promise<void> {
  const known = rooms.get(voiceChannelId);
  if (!known) return;
  await context.queue.run(queueKey(known.room.guildId), async () => {
    const stored = rooms.get(voiceChannelId);
    if (!stored || stored.controlPanelMessageId === controlPanelMessageId) return;
    await rooms.save({ ...stored, controlPanelMessageId });
  });
}
