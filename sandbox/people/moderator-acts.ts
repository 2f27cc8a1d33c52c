import { OverwriteType } from 'discord-api-types/v10';
import type { Actor } from '../store/audit-log.js';
import { deleteChannel } from '../store/channel-deletion.js';
import { createChannel, editChannel, type ChannelChanges, type ChannelDraft } from '../store/channels.js';
import { addEmoji, editGuild, type GuildChanges } from '../store/guilds.js';
import { editMember, type MemberChanges } from '../store/member-edits.js';
import { giveRole, takeRole } from '../store/member-roles.js';
import { banUser, kickMember, unbanUser } from '../store/members.js';
import { deleteOverwrite, setOverwrite } from '../store/overwrites.js';
import type { ChannelRecord, GuildRecord, MemberRecord, RoleRecord, UserRecord } from '../store/records.js';
import { createRole, deleteRole, editRole, moveRoles, type RoleChanges } from '../store/roles.js';
import { moveMember } from '../store/voice.js';
import type { World } from '../store/world.js';

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
