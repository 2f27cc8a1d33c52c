import { AllowedMentionsTypes } from 'discord-api-types/v10';
import { parseEmoji } from '../store/emojis.js';
import { editOwnMessage, removeMessage, sendMessage } from '../store/message-acts.js';
import { addReaction, reactionOn, removeReaction, type PlacedMessage } from '../store/reactions.js';
import type { ChannelRecord, MessageRecord } from '../store/records.js';
import { refuse } from '../store/errors.js';
import { startTyping } from '../store/typing.js';
import type { World } from '../store/world.js';

/** How somebody says something. */
export interface SayOptions {
  /** The message that he replies to. */
  readonly replyTo?: MessageRecord;
  /** Whether the reply mentions whom he replies to. Default true. */
  readonly mention?: boolean;
}

/**
 * Somebody writes a message.
 *
 * @throws {DiscordError} 50001, 50006, 50008, 50013, 50035 for over 2000 characters, 160002
 */
export function say(
  world: World,
  userId: string,
  channel: ChannelRecord,
  text: string,
  { replyTo, mention = true }: SayOptions = {},
): MessageRecord {
  return sendMessage(world, channel, userId, {
    content: text,
    ...(replyTo && { replyTo: { messageId: replyTo.api.id, failIfNotExists: true } }),
    ...(!mention && { allowedMentions: { parse: everything, replied_user: false } }),
  });
}

const everything = [AllowedMentionsTypes.User, AllowedMentionsTypes.Role, AllowedMentionsTypes.Everyone];

/** @throws {DiscordError} 10008 when the message is gone, 50005 for somebody else's */
export function edit(world: World, userId: string, message: MessageRecord, text: string): void {
  editOwnMessage(world, placed(world, message).record, userId, { content: text });
}

/** @throws {DiscordError} 10008 when the message is gone, 50013 for somebody else's without Manage Messages */
export function deleteMessage(world: World, userId: string, message: MessageRecord): void {
  removeMessage(world, placed(world, message).record, { userId, reason: null });
}

/**
 * Somebody reacts to a message.
 *
 * @param emoji - A character, or `name:id` of a custom emoji.
 * @throws {DiscordError} 10008, 10014, 30010, 50001, 50013
 */
export function react(world: World, userId: string, message: MessageRecord, emoji: string): void {
  const at = placed(world, message);
  addReaction(world, at, userId, reactionOn(at, emoji) ?? parseEmoji(world, emoji, userId));
}

/**
 * Somebody takes his reaction back.
 *
 * @throws {DiscordError} 10008, 10014 when nobody has reacted with this emoji
 */
export function unreact(world: World, userId: string, message: MessageRecord, emoji: string): void {
  const at = placed(world, message);
  const present = reactionOn(at, emoji);
  if (!present) throw refuse('unknownEmoji');
  removeReaction(world, at, userId, present, userId);
}

/** Somebody begins to write. @throws {DiscordError} 50001, 50008, 50013 */
export function startsTyping(world: World, userId: string, channel: ChannelRecord): void {
  startTyping(world, channel, userId);
}

function placed(world: World, record: MessageRecord): PlacedMessage {
  const channel = world.channel(record.api.channel_id);
  if (channel.messages.get(record.api.id) !== record) throw refuse('unknownMessage');
  return { channel, record };
}
