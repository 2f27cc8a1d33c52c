import { MessageFlags, MessageType, type APIMessageInteractionMetadata } from 'discord-api-types/v10';
import { refuse } from './errors.js';
import { composeContent, nothingSaid, type MessageBody } from './message-content.js';
import { addMessage, contentOf, dropMessage, rewriteMessage } from './message-log.js';
import type { ChannelRecord, MessageRecord, UserRecord } from './records.js';
import type { World } from './world.js';

/** For how long `enforce_nonce` remembers, in milliseconds. Discord says "a few minutes". */
const NONCE_MEMORY = 5 * 60_000;

/** The flags that a message can come with. */
const POSSIBLE =
  MessageFlags.SuppressEmbeds |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsComponentsV2 |
  MessageFlags.Ephemeral |
  MessageFlags.Loading;

/** The flags that an edit can set. */
const EDITABLE = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2;

/** A message to put into a channel. */
export interface MessageDraft extends MessageBody {
  readonly channel: ChannelRecord;
  readonly author: UserRecord;
  readonly tts?: boolean | undefined;
  /** The message that it replies to. */
  readonly replyTo?: MessageRecord | null | undefined;
  readonly nonce?: string | number | null | undefined;
  /** With a nonce that this author used a few minutes ago, answer that message instead of sending another. */
  readonly enforceNonce?: boolean | undefined;
  readonly webhookId?: string | undefined;
  readonly applicationId?: string | undefined;
  readonly interaction?: APIMessageInteractionMetadata | undefined;
  /** The only one who sees it. The flag Ephemeral follows from this. */
  readonly ephemeralFor?: string | null | undefined;
  /** Default: Reply with `replyTo`, else Default. */
  readonly type?: MessageType | undefined;
}

/**
 * Puts a message into a channel, and tells the bot unless it is ephemeral. Asks for no permission: who may send is decided
 * in {@link sendMessage}, and replies to interactions need none.
 *
 * @throws {DiscordError} 50006, 50035
 */
export function createMessage(world: World, draft: MessageDraft): MessageRecord {
  const { channel, author, replyTo = null, ephemeralFor = null } = draft;
  const repeated = draft.enforceNonce ? sentWithNonce(world, draft) : undefined;
  if (repeated) return repeated;
  const flags = (draft.flags ?? 0) & POSSIBLE & ~MessageFlags.Ephemeral;
  const setting = { channel, authorId: author.id, repliedTo: replyTo?.api.author.id ?? null, before: nothingSaid };
  return addMessage(world, channel, {
    author,
    content: composeContent(world, setting, draft, ephemeralFor === null ? flags : flags | MessageFlags.Ephemeral),
    type: draft.type ?? (replyTo ? MessageType.Reply : MessageType.Default),
    tts: draft.tts ?? false,
    nonce: draft.nonce ?? null,
    reference: replyTo && referenceTo(channel, replyTo),
    ephemeralFor,
    origin: {
      ...(draft.webhookId !== undefined && { webhook_id: draft.webhookId }),
      ...(draft.applicationId !== undefined && { application_id: draft.applicationId }),
      ...(draft.interaction && { interaction_metadata: draft.interaction }),
    },
  });
}

function sentWithNonce(world: World, { channel, author, nonce }: MessageDraft): MessageRecord | undefined {
  if (nonce === undefined || nonce === null) return undefined;
  const since = world.clock.now() - NONCE_MEMORY;
  return [...channel.messages.values()].findLast(
    ({ nonce: used, api }) =>
      used === String(nonce) && api.author.id === author.id && Date.parse(api.timestamp) > since,
  );
}

/** How a message names another one of its channel. */
export function referenceTo(channel: ChannelRecord, target: MessageRecord) {
  const guild = channel.guildId === null ? {} : { guild_id: channel.guildId };
  return { type: 0, channel_id: channel.id, message_id: target.api.id, ...guild };
}

/**
 * Changes what a message says, and tells the bot unless it is ephemeral. Of the flags SuppressEmbeds can be set and taken
 * back, IsComponentsV2 only set; the others stay, but for Loading, which an edit ends.
 *
 * @throws {DiscordError} 50006, 50035
 */
export function editMessage(world: World, message: MessageRecord, change: MessageBody): MessageRecord {
  const before = contentOf(message);
  const channel = world.channel(message.api.channel_id);
  const setting = { channel, authorId: message.api.author.id, repliedTo: repliedTo(channel, message), before };
  const content = composeContent(
    world,
    setting,
    change,
    flagsAfter(before.flags & ~MessageFlags.Loading, change.flags),
  );
  rewriteMessage(world, channel, message, content);
  return message;
}

function repliedTo(channel: ChannelRecord, { api }: MessageRecord): string | null {
  if (api.type !== MessageType.Reply) return null;
  return channel.messages.get(api.message_reference?.message_id ?? '')?.api.author.id ?? null;
}

function flagsAfter(before: number, wanted: number | null | undefined): number {
  if (wanted === undefined || wanted === null) return before;
  return (before & ~MessageFlags.SuppressEmbeds) | (wanted & EDITABLE);
}

/** Takes a message away, and tells the bot unless it is ephemeral. */
export function deleteMessage(world: World, message: MessageRecord): void {
  const channel = world.channels.get(message.api.channel_id);
  if (channel?.messages.get(message.api.id) === message) dropMessage(world, channel, message);
}

/**
 * The message of a channel, as long as everybody there can see it.
 *
 * @throws {DiscordError} 10008 also for an ephemeral one
 */
export function messageOf(channel: ChannelRecord, id: string): MessageRecord {
  const message = channel.messages.get(id);
  if (!message || message.ephemeralFor !== null) throw refuse('unknownMessage');
  return message;
}
