import { InteractionType, MessageFlags, MessageType, type APIMessageInteractionMetadata } from 'discord-api-types/v10';
import { refuse } from './errors.js';
import type { InteractionRecord } from './interaction-record.js';
import type { MessageBody } from './message-content.js';
import { createMessage, editMessage } from './messages.js';
import type { MessageRecord } from './records.js';
import type { World } from './world.js';

/** What the bot replies with. */
export interface ReplyBody extends MessageBody {
  readonly tts?: boolean | undefined;
}

/** The flags that a reply can have from the start. */
const REPLY_FLAGS =
  MessageFlags.SuppressEmbeds |
  MessageFlags.Ephemeral |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsComponentsV2;

/**
 * Sends a reply to an interaction. The bot needs no permission in the channel for it.
 *
 * @throws {DiscordError} 50006, 50035
 */
export function createReply(world: World, record: InteractionRecord, body: ReplyBody): MessageRecord {
  return addReply(world, record, body, (body.flags ?? 0) & REPLY_FLAGS);
}

/** Sends the message that says that the bot thinks. Of `flags` only Ephemeral has an effect. */
export function createLoadingReply(world: World, record: InteractionRecord, flags: number): MessageRecord {
  return addReply(world, record, {}, MessageFlags.Loading | (flags & MessageFlags.Ephemeral));
}

function addReply(world: World, record: InteractionRecord, body: ReplyBody, flags: number): MessageRecord {
  const { application, users } = world;
  const { channel, source, user } = record;
  const author = users.get(application.botId);
  if (!author) throw refuse('unknownApplication');
  const message = createMessage(world, {
    ...body,
    channel,
    author,
    flags,
    type: replyType(record),
    replyTo: source,
    webhookId: application.id,
    applicationId: application.id,
    interaction: metadataOf(record),
    ephemeralFor: (flags & MessageFlags.Ephemeral) === 0 ? null : user.id,
  });
  record.replies.push(message);
  return message;
}

function replyType({ type, source }: InteractionRecord): MessageType {
  if (source) return MessageType.Reply;
  return type === InteractionType.ApplicationCommand ? MessageType.ChatInputCommand : MessageType.Default;
}

/** A follow-up names the first answer. */
function metadataOf({ metadata, original, source }: InteractionRecord): APIMessageInteractionMetadata | undefined {
  if (!metadata || !original || original === source) return metadata ?? undefined;
  return { ...metadata, original_response_message_id: original.api.id };
}

/**
 * Sends a further message. The first one after a deferred answer takes the place of the loading message, and is as public
 * or private as that one.
 *
 * @throws {DiscordError} 50006, 50035
 */
export function followUp(world: World, record: InteractionRecord, body: ReplyBody): MessageRecord {
  const { original } = record;
  const loading = original && isPresent(record, original) && ((original.api.flags ?? 0) & MessageFlags.Loading) !== 0;
  return loading ? editReply(world, original, body) : createReply(world, record, body);
}

/**
 * Edits a reply, or the message that was updated. It then no longer loads.
 *
 * @throws {DiscordError} 50006, 50035
 */
export function editReply(world: World, message: MessageRecord, body: MessageBody): MessageRecord {
  return editMessage(world, message, body);
}

/**
 * The message that `@original` or an id means to the interaction's webhook.
 *
 * @throws {DiscordError} 10008 for a message that is not the interaction's, or is gone
 */
export function replyOf(record: InteractionRecord, id: string): MessageRecord {
  const { original, replies } = record;
  const found = id === '@original' ? original : [original, ...replies].find((reply) => reply?.api.id === id);
  if (!found || !isPresent(record, found)) throw refuse('unknownMessage');
  return found;
}

/** Whether nobody has deleted a message. */
export function isPresent({ channel }: Pick<InteractionRecord, 'channel'>, message: MessageRecord): boolean {
  return channel.messages.get(message.api.id) === message;
}
