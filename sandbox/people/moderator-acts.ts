import { OverwriteType } from 'discord-api-types/v10';
import type { Actor } from '../store/audit-log.js';
import { deleteChannel } from '../store/channel-deletion.js';
import { createChannel, editChannel, type ChannelChanges, type ChannelDraft } from '../store/channels.js';
import { addEmoji, deleteEmoji, editGuild, type GuildChanges } from '../store/guilds.js';
import { editMember, type MemberChanges } from '../store/member-edits.js';
import { giveRole, takeRole } from '../store/member-roles.js';
import { banUser, kickMember, unbanUser } from '../store/members.js';
import { bulkDelete } from '../store/message-history.js';
import { deleteOverwrite, setOverwrite } from '../store/overwrites.js';
import type {
  ChannelRecord,
  GuildRecord,
  MemberRecord,
  MessageRecord,
  RoleRecord,
  UserRecord,
} from '../store/records.js';
import { createRole, deleteRole, editRole, moveRoles, type RoleChanges } from '../store/roles.js';
import { editThread, type ThreadChanges } from '../store/thread-edits.js';
import { startThread, type ThreadDraft } from '../store/threads.js';
import { moveMember } from '../store/voice.js';
import { createWebhook, deleteWebhook } from '../store/webhooks.js';
import type { World } from '../store/world.js';
import { pin, takeReactions } from './talk-acts.js';
import { WebhookHandle } from './webhook-handle.js';

/** What a moderator lets or forbids a role or a member in a channel. */
export interface OverwriteBits {
  readonly allow?: bigint;
  readonly deny?: bigint;
}

/**
 * What a member does to a guild with his own permissions. Refusals are those that Discord's API would answer to him.
 * Each act takes the reason for the audit log last.
 */
export class Moderator {
  readonly #world: World;
  readonly #guild: GuildRecord;
  readonly #userId: string;

  public constructor(world: World, guild: GuildRecord, userId: string) {
    this.#world = world;
    this.#guild = guild;
    this.#userId = userId;
  }

  public editGuild(changes: GuildChanges, reason?: string): void {
    editGuild(this.#world, this.#guild, this.#actor(reason), changes);
  }

  /** Answers the emoji's id. */
  public addEmoji(name: string, reason?: string): string {
    return addEmoji(this.#world, this.#guild, this.#actor(reason), name);
  }

  public deleteEmoji(id: string, reason?: string): void {
    deleteEmoji(this.#world, this.#guild, this.#actor(reason), id);
  }

  public createWebhook(channel: ChannelRecord, name: string, reason?: string): WebhookHandle {
    const webhook = createWebhook(this.#world, this.#guild, this.#actor(reason), channel, name);
    return new WebhookHandle(this.#world, webhook);
  }

  public deleteWebhook({ record }: WebhookHandle, reason?: string): void {
    deleteWebhook(this.#world, this.#guild, this.#actor(reason), record);
  }

  /** Starts a public thread of a channel, from a message of it or from nothing. It is deleted like a channel. */
  public startThread(channel: ChannelRecord, draft: ThreadDraft, reason?: string): ChannelRecord {
    return startThread(this.#world, this.#guild, this.#actor(reason), channel, draft);
  }

  /** Renames, archives or locks a thread, or takes that back. */
  public editThread(thread: ChannelRecord, changes: ThreadChanges, reason?: string): void {
    editThread(this.#world, this.#guild, this.#actor(reason), thread, changes);
  }

  /** Deletes 2 to 100 messages with one event, as only bots can. */
  public bulkDelete(channel: ChannelRecord, messages: readonly MessageRecord[], reason?: string): void {
    const ids = messages.map(({ api }) => api.id);
    bulkDelete(this.#world, channel, this.#actor(reason), ids);
  }

  /** Takes all reactions from a message, or all of one emoji. */
  public clearReactions(message: MessageRecord, emoji?: string): void {
    takeReactions(this.#world, this.#userId, message, emoji);
  }

  /** Pins a message, or with false unpins it. */
  public pin(message: MessageRecord, pinned = true, reason?: string): void {
    pin(this.#world, this.#actor(reason), message, pinned);
  }

  public createChannel(draft: ChannelDraft, reason?: string): ChannelRecord {
    return createChannel(this.#world, this.#guild, this.#actor(reason), draft);
  }

  public editChannel(channel: ChannelRecord, changes: ChannelChanges, reason?: string): void {
    editChannel(this.#world, this.#guild, this.#actor(reason), channel, changes);
  }

  public deleteChannel(channel: ChannelRecord, reason?: string): void {
    deleteChannel(this.#world, this.#guild, this.#actor(reason), channel);
  }

  /** Sets what a role or a member may do in a channel, in place of what was set before. */
  public setOverwrite(
    channel: ChannelRecord,
    target: RoleRecord | MemberRecord,
    { allow = 0n, deny = 0n }: OverwriteBits,
    reason?: string,
  ): void {
    const overwrite = { ...overwriteTarget(target), allow, deny };
    setOverwrite(this.#world, this.#guild, this.#actor(reason), channel, overwrite);
  }

  public removeOverwrite(channel: ChannelRecord, target: RoleRecord | MemberRecord, reason?: string): void {
    deleteOverwrite(this.#world, this.#guild, this.#actor(reason), channel, overwriteTarget(target).id);
  }

  public createRole(draft: RoleChanges, reason?: string): RoleRecord {
    return createRole(this.#world, this.#guild, this.#actor(reason), draft);
  }

  public editRole(role: RoleRecord, changes: RoleChanges, reason?: string): void {
    editRole(this.#world, this.#guild, this.#actor(reason), role, changes);
  }

  /** Moves a role in the hierarchy; 1 is the lowest position above @everyone. */
  public moveRole(role: RoleRecord, position: number, reason?: string): void {
    moveRoles(this.#world, this.#guild, this.#actor(reason), [{ role, position }]);
  }

  public deleteRole(role: RoleRecord, reason?: string): void {
    deleteRole(this.#world, this.#guild, this.#actor(reason), role);
  }

  public giveRole(member: MemberRecord, role: RoleRecord, reason?: string): void {
    giveRole(this.#world, this.#guild, this.#actor(reason), member, role.id);
  }

  public takeRole(member: MemberRecord, role: RoleRecord, reason?: string): void {
    takeRole(this.#world, this.#guild, this.#actor(reason), member, role.id);
  }

  /** Changes a nickname, mutes, deafens, or times out (until an epoch time in milliseconds) a member. */
  public editMember(member: MemberRecord, changes: MemberChanges, reason?: string): void {
    editMember(this.#world, this.#guild, this.#actor(reason), member, changes);
  }

  /** Moves a member to another voice channel, or with null disconnects him. */
  public move(member: MemberRecord, channel: ChannelRecord | null, reason?: string): void {
    moveMember(this.#world, this.#guild, this.#actor(reason), member.user.id, channel);
  }

  public kick(member: MemberRecord, reason?: string): void {
    kickMember(this.#world, this.#guild, this.#actor(reason), member);
  }

  public ban(user: UserRecord, reason?: string): void {
    banUser(this.#world, this.#guild, this.#actor(reason), user);
  }

  public unban(user: UserRecord, reason?: string): void {
    unbanUser(this.#world, this.#guild, this.#actor(reason), user);
  }

  #actor(reason: string | undefined): Actor {
    return { userId: this.#userId, reason: reason ?? null };
  }
}

function overwriteTarget(target: RoleRecord | MemberRecord): { id: string; type: OverwriteType } {
  return 'user' in target
    ? { id: target.user.id, type: OverwriteType.Member }
    : { id: target.id, type: OverwriteType.Role };
}
