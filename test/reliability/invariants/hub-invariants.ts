import { isDeepStrictEqual } from 'node:util';
import type { ChannelRecord, GuildHandle } from 'roomkeeper/sandbox';
import { lockedDown, lockedUntil } from '../../../plugins/hub/domain/lockdown.js';
import { sameOverwrites } from '../../../plugins/hub/domain/overwrite-diff.js';
import { textOverwrites, voiceOverwrites } from '../../../plugins/hub/domain/overwrites.js';
import type { Hub, Overwrite, Person, Room, RoomSettings } from '../../../plugins/hub/domain/room.js';
import type { StoredRoom } from '../../../plugins/hub/plugin.js';
import { humansIn } from '../../plugins/hub/order.js';
import { overwritesIn } from '../../plugins/hub/stored-state.js';

/** What is looked at: a guild at rest, and what is stored of it. */
export interface HubFacts {
  readonly guild: GuildHandle;
  readonly hubs: readonly Hub[];
  readonly rooms: readonly StoredRoom[];
  /** What the bot has in memory; undefined where it is in another process. */
  readonly inMemory?: { readonly hubs: readonly Hub[]; readonly rooms: readonly StoredRoom[] };
  readonly settings: RoomSettings;
  readonly guildLockdownUntil: number | null;
  readonly now: number;
}

/** How late a deadline may be, in milliseconds. */
const LATE = 1000;

type Check = readonly [holds: boolean, otherwise: string];

const broken = (checks: readonly Check[]): string[] => checks.flatMap(([holds, text]) => (holds ? [] : [text]));

/** What is wrong with the hubs and rooms of a guild at rest, in words. Empty when all holds. */
export function hubFaults(facts: HubFacts): string[] {
  const { rooms, hubs } = facts;
  return [
    ...rooms.flatMap((stored) =>
      roomFaults(facts, stored.room).map((text) => `room ${nameOf(facts, stored)}: ${text}`),
    ),
    ...hubs.flatMap((hub) => oneHubFaults(facts, hub).map((text) => `hub ${hub.id}: ${text}`)),
    ...memoryFaults(facts),
  ];
}

/** The channels that hub tracks. */
export function trackedByHub({ hubs, rooms }: Pick<HubFacts, 'hubs' | 'rooms'>): string[] {
  const ofRooms = rooms.flatMap(({ room }) => [room.voiceChannelId, room.textChannelId]);
  return [...hubs.map(({ channelId }) => channelId), ...ofRooms].filter((id) => id !== null);
}

/** The rules of ownership and of members, of a room alone. */
export function ownershipFaults(room: Room, humans: ReadonlySet<string>, now: number): string[] {
  const { ownerId, hostIds, actingOwnerId, graceExpiresAt, actingExpiresAt, members } = room;
  const present = new Set(members.map(({ userId }) => userId));
  const isActingThere = actingOwnerId !== null && present.has(actingOwnerId);
  return broken([
    [humans.has(ownerId), `its owner ${ownerId} is no human`],
    [!hostIds.includes(ownerId), 'its owner is a host'],
    [new Set(hostIds).size === hostIds.length, 'a host twice'],
    [present.size === members.length, 'a member twice'],
    [(graceExpiresAt === null) === (actingOwnerId === null), 'a grace without an acting owner, or the other way round'],
    [graceExpiresAt === null || !present.has(ownerId), 'a grace although the owner is there'],
    [actingExpiresAt === null || graceExpiresAt !== null, 'a window without a grace'],
    [
      actingOwnerId === null || isActingThere !== (actingExpiresAt !== null),
      'an acting owner neither there nor awaited',
    ],
    [graceExpiresAt === null || actingExpiresAt !== null || graceExpiresAt > now - LATE, 'a grace is overdue'],
    [actingExpiresAt === null || actingExpiresAt > now - LATE, 'the acting owner’s window is overdue'],
    [members.length > 0 || graceExpiresAt === null, 'a grace in an empty room'],
    [members.length > 0 || room.deleteAt !== null, 'empty, without a deadline'],
    [members.length === 0 || room.deleteAt === null, 'occupied, with a deadline'],
    [room.deleteAt === null || room.deleteAt > now - LATE, 'its deletion is overdue'],
  ]);
}

function roomFaults(facts: HubFacts, room: Room): string[] {
  const { guild, now } = facts;
  const { channels, members } = guild.record;
  const voice = channels.get(room.voiceChannelId);
  const text = room.textChannelId === null ? null : channels.get(room.textChannelId);
  if (room.state !== 'open') return [`it is ${room.state} although nothing is under way`];
  if (!voice) return ['its voice channel is gone'];
  if (text === undefined) return ['its text channel is gone'];
  const humans = new Set([...members.values()].filter(({ user }) => !user.bot).map(({ user }) => user.id));
  const gone = humans.has(room.ownerId) ? [] : [room.ownerId];
  const present = humansIn(guild, room.voiceChannelId).toSorted();
  const stored = room.members.map(({ userId }) => userId).toSorted();
  return [
    // Somebody who has left the guild may still own an empty room, or one in which their grace runs.
    ...ownershipFaults(room, new Set([...humans, ...gone]), now),
    ...broken([
      [stored.join() === present.join(), `its members are ${stored.join(' ')}, but inside are ${present.join(' ')}`],
      [room.pendingName === null && room.pendingText === null, 'open, and something is pending'],
      [
        present.length === 0 ||
          present.includes(room.ownerId) ||
          room.graceExpiresAt !== null ||
          room.claimableAt !== null,
        'its owner is neither there nor awaited',
      ],
    ]),
    ...(present.length === 0 ? [] : roomOverwriteFaults(facts, room, voice, text)),
  ];
}

function roomOverwriteFaults(facts: HubFacts, room: Room, voice: ChannelRecord, text: ChannelRecord | null): string[] {
  const { guild, settings } = facts;
  const occupants = occupantsOf(guild, room.voiceChannelId);
  const ofRoles = (all: readonly Overwrite[]) =>
    all.filter(({ id, type }) => type === 'member' || guild.record.roles.has(id));
  const [isVoice, isText] = [overwritesIn(voice), text ? overwritesIn(text) : []];
  const wantedVoice = ofRoles(voiceOverwrites(room, occupants, settings));
  const wantedText = text ? ofRoles(textOverwrites(room, occupants, settings)) : [];
  return broken([
    [sameOverwrites(ofRoles(isVoice), wantedVoice), `voice overwrites ${told(isVoice)}, not ${told(wantedVoice)}`],
    [sameOverwrites(ofRoles(isText), wantedText), `text overwrites ${told(isText)}, not ${told(wantedText)}`],
  ]);
}

function oneHubFaults(facts: HubFacts, hub: Hub): string[] {
  const { guild, now, rooms, guildLockdownUntil } = facts;
  if (hub.channelId === null) return ['it has no channel although nothing is under way'];
  const channel = guild.record.channels.get(hub.channelId);
  if (!channel) return ['its channel is gone'];
  const has = overwritesIn(channel);
  const until = lockedUntil(hub.lockdownUntil, guildLockdownUntil, now - LATE);
  const locked = lockedDown(has, hub.lockdownPrevious, guild.id, guild.bot.id).overwrites;
  return broken([
    [hub.pending === null, 'it still waits for its channel'],
    [rooms.every(({ room }) => room.voiceChannelId !== channel.id), 'its channel is a room'],
    [humansIn(guild, channel.id).length === 0, `${humansIn(guild, channel.id).join(' ')} stranded in it`],
    [until !== null || hub.lockdownPrevious === null, 'open, and yet to be opened'],
    [until === null || sameOverwrites(has, locked), 'locked, but its channel is open'],
  ]);
}

/** What the bot remembers is what is stored. */
function memoryFaults({ inMemory, hubs, rooms }: HubFacts): string[] {
  if (!inMemory) return [];
  const byId = <Item>(items: readonly Item[], id: (item: Item) => string): Item[] =>
    items.toSorted((one, other) => id(one).localeCompare(id(other)));
  const rowsOf = (all: readonly StoredRoom[]) => byId(all.map(normal), ({ room }) => room.voiceChannelId);
  return broken([
    [
      isDeepStrictEqual(rowsOf(inMemory.rooms), rowsOf(rooms)),
      `rooms in memory ${JSON.stringify(rowsOf(inMemory.rooms), bigText)}, stored ${JSON.stringify(rowsOf(rooms), bigText)}`,
    ],
    [
      JSON.stringify(
        byId(inMemory.hubs, ({ id }) => id),
        sorted,
      ) ===
        JSON.stringify(
          byId(hubs, ({ id }) => id),
          sorted,
        ),
      'hubs in memory are not those that are stored',
    ],
  ]);
}

/** The order of members who came at one moment is nobody's to tell. */
function normal(stored: StoredRoom): StoredRoom {
  const members = stored.room.members.toSorted((one, other) => one.userId.localeCompare(other.userId));
  return JSON.parse(JSON.stringify({ ...stored, room: { ...stored.room, members } }, sorted)) as StoredRoom;
}

function occupantsOf(guild: GuildHandle, channelId: string): Person[] {
  const { voiceStates, members } = guild.record;
  const inside = [...voiceStates.values()].filter((voice) => voice.channelId === channelId);
  return inside.map(({ userId }) => ({ id: userId, bot: members.get(userId)?.user.bot ?? false }));
}

function nameOf({ guild }: HubFacts, { room }: StoredRoom): string {
  return `"${guild.record.channels.get(room.voiceChannelId)?.name ?? '?'}" (${room.voiceChannelId})`;
}

const told = (overwrites: readonly Overwrite[]): string => JSON.stringify(overwrites, bigText);

function bigText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

function sorted(key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return bigText(key, value);
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => one.localeCompare(other)));
}
