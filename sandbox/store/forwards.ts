import {
  MessageFlags,
  MessageReferenceType,
  MessageType,
  PermissionFlagsBits as Bits,
  type APIMessageSnapshotFields,
} from 'discord-api-types/v10';
import { refuse } from './errors.js';
import { asFlags } from './flags.js';
import { nothingSaid } from './message-content.js';
import { addMessage } from './message-log.js';
import { messageOf, referenceTo } from './messages.js';
import type { ChannelRecord, MessageRecord } from './records.js';
import { requireInText } from './text-places.js';
import { speakInThread } from './thread-edits.js';
import type { World } from './world.js';

/**
 * Somebody forwards a message: what he sends says nothing itself, and holds what the other message says now.
 *
 * @throws {DiscordError} 10003, 10008, 50001, 50013 without Read Message History there and Send Messages here, 50021
 */
export function forwardMessage(
  world: World,
  userId: string,
  message: MessageRecord,
  channel: ChannelRecord,
): MessageRecord {
  const source = world.channel(message.api.channel_id);
  requireInText(world, source, userId, Bits.ReadMessageHistory);
  messageOf(source, message.api.id);
  if (!forwardable.has(message.api.type)) throw refuse('systemMessage');
  requireInText(world, channel, userId, Bits.SendMessages);
  speakInThread(world, channel, userId);
  const author = world.users.get(userId);
  if (!author) throw refuse('unknownUser');
  return addMessage(world, channel, {
    author,
    content: { ...nothingSaid, flags: asFlags(MessageFlags.HasSnapshot) },
    reference: { ...referenceTo(source, message), type: MessageReferenceType.Forward },
    origin: { message_snapshots: [{ message: snapshotOf(message) }] },
  });
}

const forwardable: ReadonlySet<MessageType> = new Set([
  MessageType.Default,
  MessageType.Reply,
  MessageType.ChatInputCommand,
  MessageType.ContextMenuCommand,
]);

/** A forward of a forward passes on what that one holds. */
function snapshotOf({ api }: MessageRecord): APIMessageSnapshotFields {
  const inner = api.message_snapshots?.[0]?.message;
  if (inner) return inner;
  const { type, content, embeds, attachments, timestamp, edited_timestamp, flags, mentions, mention_roles } = api;
  return {
    type,
    content,
    embeds,
    attachments,
    timestamp,
    edited_timestamp,
    flags: asFlags(flags ?? 0),
    mentions,
    mention_roles,
    components: api.components ?? [],
  };
}
