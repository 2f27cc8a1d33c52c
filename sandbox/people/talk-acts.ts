import { AllowedMentionsTypes } from 'discord-api-types/v10';
import { uploadOf, type FileInput } from '../store/attachments.js';
import { parseEmoji } from '../store/emojis.js';
import { editOwnMessage, removeMessage, sendMessage } from '../store/message-acts.js';
import {
  addReaction,
  clearReactions,
  clearReactionsOf,
  reactionOn,
  removeReaction,
  type PlacedMessage,
} from '../store/reactions.js';
import type { ChannelRecord, MessageRecord } from '../store/records.js';
import type { Actor } from '../store/audit-log.js';
import { refuse } from '../store/errors.js';
import { pinMessage, unpinMessage } from '../store/pins.js';
import { startTyping } from '../store/typing.js';
import type { World } from '../store/world.js';

/** How somebody says something. */
export interface SayOptions {
  /** The message that he replies to. */
  readonly replyTo?: MessageRecord;
  /** Whether the reply mentions whom he replies to. Default true. */
  readonly mention?: boolean;
  readonly files?: readonly FileInput[];
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
  { replyTo, mention = true, files }: SayOptions = {},
): MessageRecord {
  return sendMessage(world, channel, userId, {
    content: text,
    ...(files && { uploads: files.map(uploadOf) }),
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
  takeReaction(world, userId, message, emoji, userId);
}

/**
 * Somebody takes a reaction from a message: his own, or as a moderator that of `whose`.
 *
 * @throws {DiscordError} 10008, 10014 when nobody has reacted with this emoji, 50001, 50013
 */
export function takeReaction(world: World, userId: string, message: MessageRecord, emoji: string, whose: string): void {
  const at = placed(world, message);
  removeReaction(world, at, userId, present(at, emoji), whose);
}

/**
 * A moderator takes all reactions from a message, or all of one emoji.
 *
 * @throws {DiscordError} 10008, 10014 when nobody has reacted with this emoji, 50001, 50013
 */
export function takeReactions(world: World, userId: string, message: MessageRecord, emoji?: string): void {
  const at = placed(world, message);
  if (emoji === undefined) clearReactions(world, at, userId);
  else clearReactionsOf(world, at, userId, present(at, emoji));
}

function present(at: PlacedMessage, emoji: string) {
  const emojiOnMessage = reactionOn(at, emoji);
  if (!emojiOnMessage) throw refuse('unknownEmoji');
  return emojiOnMessage;
}

/** Somebody pins a message, or with false unpins it. @throws {DiscordError} 10008, 30003, 50001, 50013 */
export function pin(world: World, actor: Actor, message: MessageRecord, pinned: boolean): void {
  const at = placed(world, message);
  if (pinned) pinMessage(world, at, actor);
  else unpinMessage(world, at, actor);
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
