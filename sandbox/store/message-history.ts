import { AuditLogEvent, GatewayDispatchEvents, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { audit, type Actor } from './audit-log.js';
import { invalidForm, refuse } from './errors.js';
import { mayReadHistory, requireManaging } from './message-acts.js';
import { messageOf } from './messages.js';
import type { ChannelRecord, MessageRecord } from './records.js';
import { snowflakeTime } from './snowflake.js';
import { dispatchInText, guildOfChannel, requireInText } from './text-places.js';
import type { World } from './world.js';

const TWO_WEEKS = 14 * 24 * 60 * 60_000;

/** Which messages of a channel to read: those before, after or around an id; without any the newest. */
export interface HistoryPage {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly around?: string | undefined;
  /** At most so many, 1 to 100. */
  readonly limit: number;
}

/**
 * Reads messages, the newest first. Without Read Message History there are none.
 *
 * @throws {DiscordError} 50001, 50008, 50035 for two anchors at once
 */
export function readHistory(world: World, channel: ChannelRecord, userId: string, page: HistoryPage): MessageRecord[] {
  requireInText(world, channel, userId);
  const { before, after, around, limit } = page;
  const anchors = [before, after, around].filter((anchor) => anchor !== undefined);
  if (anchors.length > 1) {
    throw invalidForm('before', 'MESSAGE_ANCHORS_EXCLUSIVE', 'before, after and around are mutually exclusive');
  }
  if (!mayReadHistory(world, channel, userId)) return [];
  const newestFirst = [...channel.messages.values()].filter(({ ephemeralFor }) => ephemeralFor === null).toReversed();
  const isBefore = (id: string) => newestFirst.filter(({ api }) => BigInt(api.id) < BigInt(id));
  const isAfter = (id: string) => newestFirst.filter(({ api }) => BigInt(api.id) > BigInt(id));
  if (before !== undefined) return isBefore(before).slice(0, limit);
  if (after !== undefined) return isAfter(after).slice(-limit);
  if (around === undefined) return newestFirst.slice(0, limit);
  const half = Math.floor(limit / 2);
  const middle = newestFirst.filter(({ api }) => api.id === around);
  const later = half === 0 ? [] : isAfter(around).slice(-half);
  return [...later, ...middle, ...isBefore(around).slice(0, half)].slice(0, limit);
}

/**
 * Reads one message.
 *
 * @throws {DiscordError} 10008, 50001, 50013 without Read Message History
 */
export function readMessage(world: World, channel: ChannelRecord, userId: string, messageId: string): MessageRecord {
  requireInText(world, channel, userId, Bits.ReadMessageHistory);
  return messageOf(channel, messageId);
}

/**
 * Deletes 2 to 100 messages at once. Ids of messages that do not exist are passed over.
 *
 * @throws {DiscordError} 50003, 50013, 50016 for too few or too many, 50034 for one older than two weeks, 50035
 *   for an id given twice
 */
export function bulkDelete(world: World, channel: ChannelRecord, actor: Actor, messageIds: readonly string[]): void {
  requireManaging(world, channel, actor.userId);
  const ids = messageIds;
  const repeated = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (repeated !== -1) {
    throw invalidForm(`messages.${repeated}`, 'SET_TYPE_ALREADY_CONTAINS_VALUE', 'The set already contains this value');
  }
  if (ids.length < 2 || ids.length > 100) throw refuse('bulkDeleteCount');
  const oldest = world.clock.now() - TWO_WEEKS;
  if (ids.some((id) => snowflakeTime(id) < oldest)) throw refuse('bulkDeleteTooOld');
  const known = ids.filter((id) => channel.messages.get(id)?.ephemeralFor === null);
  if (known.length === 0) return;
  for (const id of known) channel.messages.delete(id);
  const data = { ids: known, channel_id: channel.id };
  dispatchInText(world, channel, GatewayDispatchEvents.MessageDeleteBulk, data);
  const guild = guildOfChannel(world, channel);
  const options = { count: String(known.length) };
  if (guild) audit(world, guild, actor, AuditLogEvent.MessageBulkDelete, channel.id, options);
}
