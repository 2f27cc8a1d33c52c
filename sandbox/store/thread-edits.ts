import { AuditLogEvent, GatewayDispatchEvents, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { audit, type Actor } from './audit-log.js';
import { checkLength } from './bounds.js';
import { refuse } from './errors.js';
import { may, require } from './permissions.js';
import type { ChannelRecord, GuildRecord, ThreadRecord } from './records.js';
import { guildOfChannel } from './text-places.js';
import { announceThread, enterThread } from './thread-events.js';
import type { World } from './world.js';

/** What an edit of a thread may change. */
export interface ThreadChanges {
  readonly name?: string | undefined;
  readonly archived?: boolean | undefined;
  readonly locked?: boolean | undefined;
}

/**
 * Renames, archives, takes back, locks or unlocks a thread.
 *
 * @throws {DiscordError} 50001, 50013 unless the actor started it or has Manage Threads (a locked one needs that, to take one
 *   back takes no more than to send messages), 50035, 50083 for a change of an archived one that does not take it back
 */
export function editThread(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  channel: ChannelRecord,
  changes: ThreadChanges,
): void {
  const thread = threadOf(channel);
  const { name = channel.name, archived = thread.archived, locked = thread.locked } = changes;
  require(world, guild, actor.userId, channel, needed(thread, actor, changes));
  checkLength('name', name, 1, 100);
  if (thread.archived && archived && (name !== channel.name || locked !== thread.locked))
    throw refuse('threadArchived');
  if (name === channel.name && archived === thread.archived && locked === thread.locked) return;
  channel.name = name;
  write(world, thread, archived, locked);
  announceThread(world, channel, GatewayDispatchEvents.ThreadUpdate);
  audit(world, guild, actor, AuditLogEvent.ThreadUpdate, channel.id);
}

function threadOf({ thread }: ChannelRecord): ThreadRecord {
  if (!thread) throw refuse('cannotActOnChannelType');
  return thread;
}

function needed(thread: ThreadRecord, { userId }: Actor, { name, archived, locked }: ThreadChanges): bigint {
  if (thread.locked || locked !== undefined) return Bits.ManageThreads;
  if (archived === false && name === undefined) return Bits.SendMessagesInThreads;
  return thread.ownerId === userId ? Bits.ViewChannel : Bits.ManageThreads;
}

function write(world: World, thread: ThreadRecord, archived: boolean, locked: boolean): void {
  if (archived !== thread.archived) thread.archiveChangedAt = world.clock.now();
  thread.archived = archived;
  thread.locked = locked;
}

/**
 * Somebody is about to send a message: that puts him into the thread, and takes the thread back when it is archived. Nothing
 * happens outside of threads.
 *
 * @throws {DiscordError} 160005 for a locked thread, without Manage Threads
 */
export function speakInThread(world: World, channel: ChannelRecord, userId: string): void {
  const { thread } = channel;
  const guild = guildOfChannel(world, channel);
  if (!thread || !guild) return;
  if (thread.locked && !may(world, guild, userId, channel, Bits.ManageThreads)) throw refuse('threadLocked');
  if (thread.archived) {
    write(world, thread, false, thread.locked);
    announceThread(world, channel, GatewayDispatchEvents.ThreadUpdate);
  }
  enterThread(world, channel, userId);
}
