import { AuditLogEvent } from 'discord-api-types/v10';
import { audit, type Actor } from './audit-log.js';
import { refuse } from './errors.js';
import { requireOverRole } from './hierarchy.js';
import { announceMember } from './member-events.js';
import type { GuildRecord, MemberRecord, RoleRecord } from './records.js';
import type { World } from './world.js';

/** The role ids that differ between what a member has and a list. */
export function changedRoles(member: MemberRecord, roles: readonly string[]): string[] {
  return [...member.roles.symmetricDifference(new Set(roles))];
}

/** @throws {DiscordError} 10011, 50013, 50028 unless the actor may give or take each role that the list changes */
export function checkRoleChange(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  member: MemberRecord,
  roles: readonly string[],
): void {
  for (const id of changedRoles(member, roles)) requireAssignable(world, guild, actor, id);
}

function requireAssignable(world: World, guild: GuildRecord, actor: Actor, roleId: string): RoleRecord {
  const role = guild.roles.get(roleId);
  if (!role) throw refuse('unknownRole');
  requireOverRole(world, guild, actor.userId, role);
  if (role.id === guild.id || role.managed) throw refuse('invalidRole');
  return role;
}

/**
 * Gives a member a role. One that he has already makes no event.
 *
 * @throws {DiscordError} 10011, 50013, 50028 for @everyone and roles of integrations
 */
export function giveRole(world: World, guild: GuildRecord, actor: Actor, member: MemberRecord, roleId: string): void {
  requireAssignable(world, guild, actor, roleId);
  if (member.roles.has(roleId)) return;
  member.roles.add(roleId);
  announceMember(world, guild, member);
  audit(world, guild, actor, AuditLogEvent.MemberRoleUpdate, member.user.id);
}

/**
 * Takes a role from a member. One that he does not have makes no event.
 *
 * @throws {DiscordError} 10011, 50013, 50028 for @everyone and roles of integrations
 */
export function takeRole(world: World, guild: GuildRecord, actor: Actor, member: MemberRecord, roleId: string): void {
  requireAssignable(world, guild, actor, roleId);
  if (!member.roles.delete(roleId)) return;
  announceMember(world, guild, member);
  audit(world, guild, actor, AuditLogEvent.MemberRoleUpdate, member.user.id);
}
