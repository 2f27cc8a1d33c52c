import { GatewayDispatchEvents, PermissionFlagsBits as Bits, ReactionType } from 'discord-api-types/v10';
import { canonical, emojiKey, emojiOfKey, homeOfEmoji, type Emoji } from './emojis.js';
import { refuse } from './errors.js';
import { requireManaging } from './message-acts.js';
import { projectMember } from './project-member.js';
import type { ChannelRecord, MessageRecord } from './records.js';
import { dispatchInText, guildOfChannel, requireInText } from './text-places.js';
import type { World } from './world.js';

const MAX_REACTIONS = 20;

/** A message where it stands. */
export interface PlacedMessage {
  readonly channel: ChannelRecord;
  readonly record: MessageRecord;
}

/**
 * Somebody reacts. Needs Read Message History, and Add Reactions unless somebody reacted with this emoji before, and Use
 * External Emojis for one of another guild. Reacting twice changes nothing.
 *
 * @throws {DiscordError} 30010 for the 21st emoji, 50001, 50013, 50083 in an archived thread
 */
export function addReaction(world: World, at: PlacedMessage, userId: string, emoji: Emoji): void {
  const { channel, record } = at;
  const key = emojiKey(emoji);
  const present = record.reactions.get(key);
  const isExternal = emoji.id !== null && homeOfEmoji(world, emoji.id, userId)?.id !== channel.guildId;
  const external = isExternal && channel.guildId !== null ? Bits.UseExternalEmojis : 0n;
  requireInText(world, channel, userId, Bits.ReadMessageHistory | (present ? 0n : Bits.AddReactions | external));
  if (channel.thread?.archived) throw refuse('threadArchived');
  if (present?.has(userId)) return;
  if (!present && record.reactions.size >= MAX_REACTIONS) throw refuse('maxReactions');
  record.reactions.set(key, (present ?? new Set()).add(userId));
  const member = guildOfChannel(world, channel)?.members.get(userId);
  dispatchInText(world, channel, GatewayDispatchEvents.MessageReactionAdd, {
    ...reactionData(at, userId, emoji),
    message_author_id: record.api.author.id,
    burst_colors: [],
    ...(member && { member: projectMember(member) }),
  });
}

/**
 * Somebody takes back a reaction: his own, or with Manage Messages another's.
 *
 * @throws {DiscordError} 10014 when nobody reacted with this emoji, 50001, 50003, 50013
 */
export function removeReaction(world: World, at: PlacedMessage, actorId: string, emoji: Emoji, userId: string): void {
  requireInText(world, at.channel, actorId);
  if (actorId !== userId) requireManaging(world, at.channel, actorId);
  const key = emojiKey(emoji);
  const users = at.record.reactions.get(key);
  if (!users) throw refuse('unknownEmoji');
  if (!users.delete(userId)) return;
  if (users.size === 0) at.record.reactions.delete(key);
  const data = reactionData(at, userId, emoji);
  dispatchInText(world, at.channel, GatewayDispatchEvents.MessageReactionRemove, data);
}

function reactionData({ channel, record }: PlacedMessage, userId: string, emoji: Emoji) {
  return {
    user_id: userId,
    channel_id: channel.id,
    message_id: record.api.id,
    emoji,
    burst: false,
    type: ReactionType.Normal,
  };
}

/** @throws {DiscordError} 50001, 50003, 50013 without Manage Messages */
export function clearReactions(world: World, { channel, record }: PlacedMessage, actorId: string): void {
  requireManaging(world, channel, actorId);
  if (record.reactions.size === 0) return;
  record.reactions.clear();
  const data = { channel_id: channel.id, message_id: record.api.id };
  dispatchInText(world, channel, GatewayDispatchEvents.MessageReactionRemoveAll, data);
}

/** @throws {DiscordError} 10014 when nobody reacted with this emoji, 50001, 50003, 50013 without Manage Messages */
export function clearReactionsOf(world: World, at: PlacedMessage, actorId: string, emoji: Emoji): void {
  const { channel, record } = at;
  requireManaging(world, channel, actorId);
  if (!record.reactions.delete(emojiKey(emoji))) throw refuse('unknownEmoji');
  const data = { channel_id: channel.id, message_id: record.api.id, emoji };
  dispatchInText(world, channel, GatewayDispatchEvents.MessageReactionRemoveEmoji, data);
}

/**
 * The ids of those who reacted with an emoji.
 *
 * @throws {DiscordError} 10014 when nobody did, 50001, 50013 without Read Message History
 */
export function reactorsOf(world: World, at: PlacedMessage, userId: string, emoji: Emoji): string[] {
  requireInText(world, at.channel, userId, Bits.ReadMessageHistory);
  const users = at.record.reactions.get(emojiKey(emoji));
  if (!users) throw refuse('unknownEmoji');
  return [...users];
}

/** Finds the emoji of a reaction on a message, written with or without U+FE0F, also a custom one that its guild has deleted since. */
export function reactionOn({ record }: PlacedMessage, text: string): Emoji | undefined {
  const emojis = [...record.reactions.keys()].map(emojiOfKey);
  const id = /:(\d+)$/.exec(text)?.[1];
  const name = canonical(text) ?? text;
  return emojis.find((emoji) => (id === undefined ? emoji.name === name : emoji.id === id));
}
