import {
  AuditLogEvent,
  ChannelType,
  GatewayDispatchEvents,
  MessageFlags,
  MessageType,
  PermissionFlagsBits as Bits,
  ThreadAutoArchiveDuration,
} from 'discord-api-types/v10';
import { audit, type Actor } from './audit-log.js';
import { checkLength } from './bounds.js';
import { refuse } from './errors.js';
import { nothingSaid } from './message-content.js';
import { addMessage, announceMessage } from './message-log.js';
import { messageOf, referenceTo } from './messages.js';
import { require } from './permissions.js';
import type { ChannelRecord, GuildRecord, MessageRecord, ThreadRecord, UserRecord } from './records.js';
import { announceThread } from './thread-events.js';
import type { World } from './world.js';

/** A public thread to start: from a message of the channel, or from nothing. */
export interface ThreadDraft {
  readonly name: string;
  readonly message?: MessageRecord | undefined;
  readonly autoArchiveMinutes?: ThreadAutoArchiveDuration | undefined;
}

/**
 * Starts a public thread. One from a message has the message's id and begins with a pointer to it; of another one a message of
 * the system tells in the channel.
 *
 * @throws {DiscordError} 10008, 50001, 50013 without Create Public Threads, 50024 for a channel that has none, 50035, 160004
 */
export function startThread(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  parent: ChannelRecord,
  draft: ThreadDraft,
): ChannelRecord {
  const { message } = draft;
  const history = message ? Bits.ReadMessageHistory : 0n;
  require(world, guild, actor.userId, parent, Bits.CreatePublicThreads | history);
  if (!threadTypes.has(parent.type)) throw refuse('cannotActOnChannelType');
  checkLength('name', draft.name, 1, 100);
  if (message && messageOf(parent, message.api.id) && guild.channels.has(message.api.id)) throw refuse('hasThread');
  const author = world.users.get(actor.userId);
  if (!author) throw refuse('unknownUser');
  const thread = newThread(world, parent, actor.userId, draft);
  guild.channels.set(thread.id, thread);
  world.channels.set(thread.id, thread);
  announceThread(world, thread, GatewayDispatchEvents.ThreadCreate);
  audit(world, guild, actor, AuditLogEvent.ThreadCreate, thread.id);
  if (message) pointAtSource(world, parent, thread, author, message);
  else tellInParent(world, parent, thread, author);
  return thread;
}

const threadTypes: ReadonlyMap<ChannelType, ChannelType> = new Map([
  [ChannelType.GuildText, ChannelType.PublicThread],
  [ChannelType.GuildAnnouncement, ChannelType.AnnouncementThread],
]);

function newThread(world: World, parent: ChannelRecord, ownerId: string, draft: ThreadDraft): ChannelRecord {
  const now = world.clock.now();
  const thread: ThreadRecord = {
    ownerId,
    createdAt: now,
    archived: false,
    locked: false,
    archiveChangedAt: now,
    autoArchiveMinutes: draft.autoArchiveMinutes ?? ThreadAutoArchiveDuration.ThreeDays,
    members: new Map([[ownerId, now]]),
    messageCount: 0,
    totalSent: 0,
  };
  return {
    ...parent,
    id: draft.message?.api.id ?? world.snowflake(),
    type: threadTypes.get(parent.type) ?? ChannelType.PublicThread,
    name: draft.name,
    parentId: parent.id,
    position: 0,
    overwrites: [],
    topic: null,
    slowmode: 0,
    lastMessageId: null,
    messages: new Map(),
    thread,
  };
}

function pointAtSource(
  world: World,
  parent: ChannelRecord,
  thread: ChannelRecord,
  author: UserRecord,
  message: MessageRecord,
): void {
  message.api = { ...message.api, flags: (message.api.flags ?? 0) | MessageFlags.HasThread };
  announceMessage(world, parent, message, GatewayDispatchEvents.MessageUpdate);
  const reference = referenceTo(parent, message);
  addMessage(world, thread, { author, content: nothingSaid, type: MessageType.ThreadStarterMessage, reference });
}

function tellInParent(world: World, parent: ChannelRecord, thread: ChannelRecord, author: UserRecord): void {
  addMessage(world, parent, {
    author,
    content: { ...nothingSaid, content: thread.name },
    type: MessageType.ThreadCreated,
    reference: { type: 0, channel_id: thread.id, ...(parent.guildId !== null && { guild_id: parent.guildId }) },
  });
}

/**
 * Deletes a thread with its messages.
 *
 * @throws {DiscordError} 50001, 50013 without Manage Threads
 */
export function deleteThread(world: World, guild: GuildRecord, actor: Actor, thread: ChannelRecord): void {
  require(world, guild, actor.userId, thread, Bits.ManageThreads);
  announceThread(world, thread, GatewayDispatchEvents.ThreadDelete);
  guild.channels.delete(thread.id);
  world.channels.delete(thread.id);
  audit(world, guild, actor, AuditLogEvent.ThreadDelete, thread.id);
}
