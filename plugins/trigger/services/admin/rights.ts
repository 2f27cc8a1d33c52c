import { PermissionFlagsBits, type Guild, type GuildMember } from 'discord.js';
import { adminMessages, lackedRight, roleRefused } from '../../admin-messages.js';
import type { RoleGroup } from '../../domain/action.js';
import { lackedRights, type CreatorRights } from '../../domain/creation-rights.js';
import type { Reached } from '../../domain/reached.js';
import { botRefusals, creatorRefusals } from '../../domain/role-rights.js';
import type { Snowflake } from '../../domain/trigger.js';
import { granterOf, liveRole } from '../live-roles.js';
import { refused } from './refusals.js';

/** @throws {UserError} `trigger.rights` for whoever may not manage the server. */
export function requireManager(member: GuildMember): void {
  if (!member.permissions.has(PermissionFlagsBits.ManageGuild)) {
    throw refused('rights', adminMessages.managersOnly);
  }
}

/**
 * Whoever makes the bot do something must be allowed to do it themselves, where the bot will; and the bot must be able to
 * give the roles.
 *
 * @throws {UserError} `trigger.rights` that names everything that is missing.
 */
export function requireRights(by: GuildMember, reached: readonly Reached[], groups: readonly RoleGroup[]): void {
  demand(lackingRights(by, reached, groups));
}

/** The same, as the list of what is missing. */
export function lackingRights(
  by: GuildMember,
  reached: readonly Reached[],
  groups: readonly RoleGroup[],
): readonly string[] {
  const rights = rightsOf(by);
  const byPlace = Map.groupBy(reached, ({ channelId }) => channelId);
  const places = byPlace.size === 0 ? [[null, []] as const] : [...byPlace];
  const lacking = places.flatMap(([channelId, here]) =>
    lackedRights(
      here.map(({ action }) => action.spec),
      rights,
      channelId,
    ).map(lackedRight),
  );
  const roles = new Set(reached.flatMap(({ action }) => rolesOf(action.spec, groups)));
  return [...lacking, ...lackingRoles(by, [...roles])];
}

/** The same for roles alone, such as those of a group. */
export function requireRoles(by: GuildMember, roleIds: readonly Snowflake[]): void {
  demand(lackingRoles(by, roleIds));
}

/** The same, as the list of what is missing. */
export function lackingRoles(by: GuildMember, roleIds: readonly Snowflake[]): readonly string[] {
  return roleIds.flatMap((roleId) => refusalsFor(by, roleId));
}

/** @throws {UserError} `trigger.rights` with these reasons, if there are any. */
export function demand(reasons: readonly string[]): void {
  const lacking = [...new Set(reasons)];
  if (lacking.length > 0) throw refused('rights', adminMessages.lacking(lacking), { reasons: lacking });
}

/** The roles that a role action may give or take: where the oldest gives way, any of the group. */
function rolesOf(spec: Reached['action']['spec'], groups: readonly RoleGroup[]): readonly Snowflake[] {
  if (spec.kind !== 'role') return [];
  const group = groups.find(({ id }) => id === spec.second.groupId);
  return group?.whenFull === 'replace' && group.maximum > 0 ? [spec.first, ...group.roleIds] : [spec.first];
}

/** Roles that are gone are no right that somebody lacks: what hangs on them is found elsewhere. */
function refusalsFor(by: GuildMember, roleId: Snowflake): readonly string[] {
  const { guild } = by;
  const role = guild.roles.cache.get(roleId);
  if (role === undefined) return [];
  const { me } = guild.members;
  const live = liveRole(role);
  const refusals = [
    ...creatorRefusals(live, granterOf(by), guild.id),
    ...(me === null ? [] : botRefusals(live, granterOf(me), guild.id)),
  ];
  return refusals.map((refusal) => roleRefused(roleId, refusal));
}

function rightsOf(member: GuildMember): CreatorRights {
  return {
    inGuild: member.permissions.bitfield,
    inChannel: (channelId) => heldIn(member.guild, member, channelId),
  };
}

function heldIn(guild: Guild, member: GuildMember, channelId: Snowflake): bigint | null {
  const held = guild.channels.cache.get(channelId)?.permissionsFor(member);
  return held?.has(PermissionFlagsBits.ViewChannel) === true ? held.bitfield : null;
}
