import { AuditLogEvent, GatewayDispatchEvents, MessageType, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { audit, type Actor } from './audit-log.js';
import { refuse } from './errors.js';
import { nothingSaid } from './message-content.js';
import { addMessage, announceMessage } from './message-log.js';
import { referenceTo } from './messages.js';
import { isoTime } from './project-member.js';
import type { PlacedMessage } from './reactions.js';
import type { ChannelRecord, MessageRecord } from './records.js';
import { dispatchInText, guildOfChannel, mayInText, requireInText } from './text-places.js';
import type { World } from './world.js';

const MAX_PINS = 250;

/**
 * Pins a message, which a message of the system announces. Pinning twice changes nothing.
 *
 * @throws {DiscordError} 30003 for the 251st, 50001, 50013 without Pin Messages
 */
export function pinMessage(world: World, { channel, record }: PlacedMessage, actor: Actor): void {
  requireInText(world, channel, actor.userId, Bits.PinMessages);
  const author = world.users.get(actor.userId);
  if (record.api.pinned || !author) return;
  if (pinned(channel).length >= MAX_PINS) throw refuse('maxPins');
  setPinned(world, channel, record, true);
  auditPin(world, channel, actor, record, AuditLogEvent.MessagePin);
  addMessage(world, channel, {
    author,
    content: nothingSaid,
    type: MessageType.ChannelPinnedMessage,
    reference: referenceTo(channel, record),
  });
}

/** @throws {DiscordError} 50001, 50013 without Pin Messages */
export function unpinMessage(world: World, { channel, record }: PlacedMessage, actor: Actor): void {
  requireInText(world, channel, actor.userId, Bits.PinMessages);
  if (!record.api.pinned) return;
  setPinned(world, channel, record, false);
  auditPin(world, channel, actor, record, AuditLogEvent.MessageUnpin);
}

function setPinned(world: World, channel: ChannelRecord, record: MessageRecord, value: boolean): void {
  record.api = { ...record.api, pinned: value };
  record.pinnedAt = value ? world.clock.now() : null;
  announceMessage(world, channel, record, GatewayDispatchEvents.MessageUpdate);
  const last = pinned(channel)[0]?.pinnedAt ?? null;
  const data = { channel_id: channel.id, last_pin_timestamp: last === null ? null : isoTime(last) };
  dispatchInText(world, channel, GatewayDispatchEvents.ChannelPinsUpdate, data);
}

function auditPin(
  world: World,
  channel: ChannelRecord,
  actor: Actor,
  record: MessageRecord,
  event: AuditLogEvent.MessagePin | AuditLogEvent.MessageUnpin,
): void {
  const guild = guildOfChannel(world, channel);
  const options = { channel_id: channel.id, message_id: record.api.id };
  if (guild) audit(world, guild, actor, event, record.api.author.id, options);
}

/** The pinned messages of a channel, the one pinned last first. Without Read Message History there are none. */
export function pinsOf(world: World, channel: ChannelRecord, userId: string): MessageRecord[] {
  requireInText(world, channel, userId);
  const mayRead = channel.guildId === null || mayInText(world, channel, userId, Bits.ReadMessageHistory);
  return mayRead ? pinned(channel) : [];
}

function pinned(channel: ChannelRecord): MessageRecord[] {
  const records = [...channel.messages.values()].filter(({ pinnedAt }) => pinnedAt !== null);
  return records.toReversed().sort((a, b) => (b.pinnedAt ?? 0) - (a.pinnedAt ?? 0));
}
