import { GatewayDispatchEvents, MessageType, type APIMessage, type APIMessageReference } from 'discord-api-types/v10';
import { noFlags } from './flags.js';
import type { MessageContent } from './message-content.js';
import { isoTime } from './project-member.js';
import { projectMessageEvent } from './project-message.js';
import { projectUser } from './project-user.js';
import type { ChannelRecord, MessageRecord, UserRecord } from './records.js';
import { dispatchInText } from './text-places.js';
import type { World } from './world.js';

/** A message that is allowed and complete. */
export interface NewMessage {
  readonly author: UserRecord;
  readonly content: MessageContent;
  readonly type?: MessageType;
  readonly tts?: boolean;
  readonly nonce?: string | number | null;
  readonly reference?: APIMessageReference | null;
  /** The only one who sees it. */
  readonly ephemeralFor?: string | null;
  /** What messages of interactions, and forwards, have besides. */
  readonly origin?: Pick<APIMessage, 'application_id' | 'webhook_id' | 'interaction_metadata' | 'message_snapshots'>;
  /** Written at that time, epoch milliseconds, without anybody hearing of it. Default now. */
  readonly writtenAt?: number;
}

/** Puts a message into a channel and tells the bot. */
export function addMessage(world: World, channel: ChannelRecord, message: NewMessage): MessageRecord {
  const { author, content, nonce = null, reference = null, ephemeralFor = null, writtenAt } = message;
  const record: MessageRecord = {
    api: {
      id: writtenAt === undefined ? world.snowflake() : world.snowflakeAt(writtenAt),
      channel_id: channel.id,
      type: message.type ?? MessageType.Default,
      author: projectUser(author),
      timestamp: isoTime(writtenAt ?? world.clock.now()),
      edited_timestamp: null,
      tts: message.tts ?? false,
      pinned: false,
      ...content,
      ...(nonce !== null && { nonce }),
      ...(reference && { message_reference: reference }),
      ...message.origin,
    },
    reactions: new Map(),
    ephemeralFor,
    nonce: nonce === null ? null : String(nonce),
    pinnedAt: null,
  };
  if (writtenAt !== undefined) {
    insertInOrder(channel, record);
    return record;
  }
  channel.messages.set(record.api.id, record);
  if (ephemeralFor === null) channel.lastMessageId = record.api.id;
  countInThread(channel, record, 1);
  announceMessage(world, channel, record, GatewayDispatchEvents.MessageCreate);
  return record;
}

function insertInOrder(channel: ChannelRecord, record: MessageRecord): void {
  const id = BigInt(record.api.id);
  const later = [...channel.messages.values()].filter(({ api }) => BigInt(api.id) > id);
  if (later.length === 0) channel.lastMessageId = record.api.id;
  for (const { api } of later) channel.messages.delete(api.id);
  for (const message of [record, ...later]) channel.messages.set(message.api.id, message);
}

function countInThread({ thread }: ChannelRecord, { api }: MessageRecord, step: 1 | -1): void {
  if (!thread || api.type === MessageType.ThreadStarterMessage) return;
  thread.messageCount += step;
  thread.totalSent += Math.max(0, step);
}

/** Changes what a message says and tells the bot. */
export function rewriteMessage(
  world: World,
  channel: ChannelRecord,
  record: MessageRecord,
  content: MessageContent,
  edited = true,
): void {
  record.api = {
    ...record.api,
    ...content,
    edited_timestamp: edited ? isoTime(world.clock.now()) : record.api.edited_timestamp,
  };
  announceMessage(world, channel, record, GatewayDispatchEvents.MessageUpdate);
}

/** Takes a message out of its channel and tells the bot. */
export function dropMessage(world: World, channel: ChannelRecord, record: MessageRecord): void {
  channel.messages.delete(record.api.id);
  countInThread(channel, record, -1);
  if (record.ephemeralFor !== null) return;
  const data = { id: record.api.id, channel_id: channel.id };
  dispatchInText(world, channel, GatewayDispatchEvents.MessageDelete, data);
}

/** Tells the bot of a message as it is now, unless it is private to somebody. */
export function announceMessage(
  world: World,
  channel: ChannelRecord,
  record: MessageRecord,
  event: GatewayDispatchEvents.MessageCreate | GatewayDispatchEvents.MessageUpdate,
): void {
  if (record.ephemeralFor === null) dispatchInText(world, channel, event, projectMessageEvent(world, record));
}

/** What a message says now, as the start of an edit. */
export function contentOf({ api }: MessageRecord): MessageContent {
  return {
    content: api.content,
    embeds: api.embeds,
    attachments: api.attachments,
    components: api.components ?? [],
    mentions: api.mentions,
    mention_roles: api.mention_roles,
    mention_everyone: api.mention_everyone,
    flags: api.flags ?? noFlags(),
  };
}
