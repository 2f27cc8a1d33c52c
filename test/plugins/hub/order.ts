import { AuditLogEvent, ChannelType } from 'discord-api-types/v10';
import type { ChannelRecord, GuildHandle } from 'roomkeeper/sandbox';
import { lockedDown, lockedUntil } from '../../../plugins/hub/domain/lockdown.js';
import { sameOverwrites } from '../../../plugins/hub/domain/overwrite-diff.js';
import { textOverwrites, voiceOverwrites } from '../../../plugins/hub/domain/overwrites.js';
import { defaultSettings, type Hub, type Room } from '../../../plugins/hub/domain/room.js';
import { overwritesIn, type StoredState } from './stored-state.js';

/** What else there is to know of a guild. */
export interface Around {
  /** Until when all its hubs are locked; null when they are not. */
  readonly lockdownUntil?: number | null;
  /** Channels that another plugin has made and knows. */
  readonly tracked?: readonly (string | null)[];
}

/**
 * What is wrong with a guild: hubs without a channel, channels that nobody tracks, rooms that Discord and the tables see
 * differently, locks that are not as they are stored. Empty when all is in order.
 */
export async function disorder(
  guild: GuildHandle,
  state: StoredState,
  now: number,
  { lockdownUntil = null, tracked = [] }: Around = {},
): Promise<string[]> {
  const hubs = (await state.hubs()).filter(({ guildId }) => guildId === guild.id);
  const rooms = (await state.rooms()).map(({ room }) => room).filter(({ guildId }) => guildId === guild.id);
  return [
    ...hubs.flatMap((hub) => hubFaults(guild, hub, rooms, { lockdownUntil, now })),
    ...rooms.flatMap((room) => roomFaults(guild, room)),
    ...ghosts(guild, hubs, rooms, tracked),
  ];
}

interface Locks {
  /** Of the whole guild. */
  readonly lockdownUntil: number | null;
  readonly now: number;
}

function hubFaults(guild: GuildHandle, hub: Hub, rooms: readonly Room[], locks: Locks): string[] {
  const channel = guild.record.channels.get(hub.channelId ?? '');
  if (!channel) return [`hub ${hub.id} has no channel`];
  return [
    ...(hub.pending === null ? [] : [`hub ${hub.id} still waits`]),
    ...(channel.name === hub.blueprint.name ? [] : [`the hub's channel is called ${channel.name}`]),
    ...(rooms.some(({ voiceChannelId }) => voiceChannelId === channel.id) ? [`a hub that is a room`] : []),
    ...humansIn(guild, channel.id).map((id) => `${id} is stranded in the hub`),
    ...hubLockFaults(guild, hub, channel, locks),
  ];
}

function hubLockFaults(guild: GuildHandle, hub: Hub, channel: ChannelRecord, locks: Locks): string[] {
  const has = overwritesIn(channel);
  if (lockedUntil(hub.lockdownUntil, locks.lockdownUntil, locks.now) === null) {
    if (hub.lockdownPrevious !== null) return ['an open hub that waits to be opened'];
    const others = has.filter(({ id }) => id !== guild.bot.id);
    const wanted = hub.blueprint.overwrites.filter(({ id }) => id !== guild.bot.id);
    return sameOverwrites(others, wanted) ? [] : ['an open hub with other overwrites than its blueprint'];
  }
  const { overwrites } = lockedDown(has, hub.lockdownPrevious, guild.id, guild.bot.id);
  return sameOverwrites(has, overwrites) ? [] : ['a locked hub that is open'];
}

function roomFaults(guild: GuildHandle, room: Room): string[] {
  const name = `room ${room.voiceChannelId}`;
  const { channels } = guild.record;
  const voice = channels.get(room.voiceChannelId);
  const text = room.textChannelId === null ? null : channels.get(room.textChannelId);
  const present = humansIn(guild, room.voiceChannelId);
  if (room.state !== 'open') return [`${name} is ${room.state}`];
  if (!voice || text === undefined) return [`${name} lacks a channel`];
  const members = room.members.map(({ userId }) => userId);
  if (members.toSorted().join() !== present.toSorted().join()) return [`${name} has other members than Discord`];
  if (members.length === 0) return room.deleteAt === null ? [`${name} is empty for ever`] : [];
  const isAwaited = room.graceExpiresAt !== null || room.claimableAt !== null;
  return [
    ...(room.pendingText === null && room.pendingName === null ? [] : [`${name} still waits`]),
    ...(room.deleteAt === null ? [] : [`${name} is occupied, and to be deleted`]),
    ...(members.includes(room.ownerId) || isAwaited ? [] : [`${name} has lost its owner`]),
    ...overwriteFaults(guild, room, voice, text),
  ];
}

function overwriteFaults(guild: GuildHandle, room: Room, voice: ChannelRecord, text: ChannelRecord | null): string[] {
  const settings = { ...defaultSettings, botId: guild.bot.id };
  const occupants = [...guild.record.voiceStates.values()]
    .filter(({ channelId }) => channelId === room.voiceChannelId)
    .map(({ userId }) => ({ id: userId, bot: guild.record.members.get(userId)?.user.bot ?? false }));
  const isVoiceRight = sameOverwrites(overwritesIn(voice), voiceOverwrites(room, occupants, settings));
  const isTextRight = !text || sameOverwrites(overwritesIn(text), textOverwrites(room, occupants, settings));
  return [
    ...(isVoiceRight ? [] : [`room ${voice.id} has wrong overwrites (locked: ${room.locked})`]),
    ...(isTextRight ? [] : [`room ${voice.id} has a text channel with wrong overwrites`]),
  ];
}

/** Channels that the bot made, and that are neither a hub nor a room's. */
function ghosts(
  guild: GuildHandle,
  hubs: readonly Hub[],
  rooms: readonly Room[],
  others: readonly (string | null)[],
): string[] {
  const tracked = new Set([
    ...others,
    ...hubs.map(({ channelId }) => channelId),
    ...rooms.flatMap(({ voiceChannelId, textChannelId }) => [voiceChannelId, textChannelId]),
  ]);
  return madeByBot(guild).flatMap(({ id, name }) => (tracked.has(id) ? [] : [`nobody tracks ${name} (${id})`]));
}

/** The channels that the bot has made and that are still there. */
export function madeByBot(guild: GuildHandle): ChannelRecord[] {
  const { auditLog, channels } = guild.record;
  const made = auditLog.filter((entry) => entry.actionType === AuditLogEvent.ChannelCreate);
  return made.flatMap(({ userId, targetId }) => {
    const channel = userId === guild.bot.id ? channels.get(targetId ?? '') : undefined;
    return channel ? [channel] : [];
  });
}

export function humansIn(guild: GuildHandle, channelId: string): string[] {
  const { voiceStates, members } = guild.record;
  const inside = [...voiceStates.values()].filter((voice) => voice.channelId === channelId);
  return inside.map(({ userId }) => userId).filter((userId) => members.get(userId)?.user.bot === false);
}

/** The text channels of a guild. */
export function textChannelsOf(guild: GuildHandle): ChannelRecord[] {
  return [...guild.record.channels.values()].filter(({ type }) => type === ChannelType.GuildText);
}
