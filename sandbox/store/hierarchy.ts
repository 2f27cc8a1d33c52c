import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { refuse } from './errors.js';
import { may } from './permissions.js';
import type { GuildRecord, MemberRecord, RoleRecord } from './records.js';
import type { World } from './world.js';

/** Sorts the highest role first. Of two roles in one position the older is the higher. */
export function byRank(a: RoleRecord, b: RoleRecord): number {
  return b.position - a.position || Number(BigInt(a.id) - BigInt(b.id));
}

/** The highest role of a member, @everyone when there is no other. */
function topRole(guild: GuildRecord, member: MemberRecord): RoleRecord | undefined {
  const roles = [guild.id, ...member.roles].flatMap((id) => guild.roles.get(id) ?? []);
  return roles.sort(byRank)[0];
}

/** Whether a member stands above a role. The owner stands above every role, everybody else not above his own highest. */
export function isAboveRole(guild: GuildRecord, member: MemberRecord, role: RoleRecord): boolean {
  if (member.user.id === guild.ownerId) return true;
  const top = topRole(guild, member);
  return top !== undefined && byRank(top, role) < 0;
}

/** Whether a member may moderate another: the owner all, nobody the owner, else whose highest role is higher. */
export function isAboveMember(guild: GuildRecord, actor: MemberRecord, target: MemberRecord): boolean {
  if (target.user.id === guild.ownerId || actor === target) return false;
  const targetTop = topRole(guild, target);
  return targetTop !== undefined && isAboveRole(guild, actor, targetTop);
}

/** @throws {DiscordError} 50013 unless the actor holds `bits` in the guild and stands above the target */
export function requireOver(
  world: World,
  guild: GuildRecord,
  actorId: string,
  target: MemberRecord,
  bits: bigint,
): void {
  const actor = guild.members.get(actorId);
  if (!actor || !may(world, guild, actorId, null, bits) || !isAboveMember(guild, actor, target)) {
    throw refuse('missingPermissions');
  }
}

/** @throws {DiscordError} 50013 unless the actor holds Manage Roles and stands above the role */
export function requireOverRole(world: World, guild: GuildRecord, actorId: string, role: RoleRecord): void {
  const actor = guild.members.get(actorId);
  if (!actor || !may(world, guild, actorId, null, Bits.ManageRoles) || !isAboveRole(guild, actor, role)) {
    throw refuse('missingPermissions');
  }
}
