import { AuditLogEvent, GatewayDispatchEvents, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { audit, type Actor } from './audit-log.js';
import { checkLength } from './bounds.js';
import { differing, type Changes } from './changes.js';
import { announceChannel } from './channel-events.js';
import { refuse } from './errors.js';
import { byRank, isAboveRole, requireOverRole } from './hierarchy.js';
import { may, require } from './permissions.js';
import { projectRole } from './project-role.js';
import type { GuildRecord, MemberRecord, RoleRecord } from './records.js';
import type { World } from './world.js';

const MAX_ROLES = 250;

/** What an edit of a role may change, its position aside. */
export type RoleChanges = Changes<RoleRecord, 'name' | 'permissions' | 'color' | 'hoist' | 'mentionable'>;

/**
 * Creates a role, the lowest one above @everyone. Without permissions given it gets those of @everyone.
 *
 * @throws {DiscordError} 30005, 50001, 50013, 50035
 */
export function createRole(world: World, guild: GuildRecord, actor: Actor, draft: RoleChanges): RoleRecord {
  require(world, guild, actor.userId, null, Bits.ManageRoles);
  if (guild.roles.size >= MAX_ROLES) throw refuse('maxRoles');
  const permissions = draft.permissions ?? guild.roles.get(guild.id)?.permissions ?? 0n;
  if (draft.permissions !== undefined) requireBits(world, guild, actor, draft.permissions);
  const role: RoleRecord = {
    id: world.snowflake(),
    name: checkName(draft.name ?? 'new role'),
    permissions,
    position: 1,
    color: draft.color ?? 0,
    hoist: draft.hoist ?? false,
    managed: false,
    mentionable: draft.mentionable ?? false,
    botId: null,
  };
  guild.roles.set(role.id, role);
  announceRole(world, guild, role, GatewayDispatchEvents.GuildRoleCreate);
  audit(world, guild, actor, AuditLogEvent.RoleCreate, role.id);
  return role;
}

/**
 * Edits a role. Permissions can be given and taken only by who holds them.
 *
 * @throws {DiscordError} 50001, 50013, 50035
 */
export function editRole(world: World, guild: GuildRecord, actor: Actor, role: RoleRecord, changes: RoleChanges): void {
  requireOverRole(world, guild, actor.userId, role);
  if (changes.permissions !== undefined) {
    requireBits(world, guild, actor, changes.permissions ^ role.permissions);
  }
  if (changes.name !== undefined) checkName(changes.name);
  writeRole(world, guild, actor, role, changes);
}

function requireBits(world: World, guild: GuildRecord, actor: Actor, bits: bigint): void {
  if (!may(world, guild, actor.userId, null, bits)) throw refuse('missingPermissions');
}

function checkName(name: string): string {
  checkLength('name', name, 1, 100);
  return name;
}

/** One row of a bulk move of roles. */
export interface RolePlace {
  readonly role: RoleRecord;
  readonly position: number;
}

/**
 * Moves roles in the hierarchy. Clients send all roles with new numbers, so numbers do not matter, only the order: of what is
 * not below the actor it must stay as it is.
 *
 * @throws {DiscordError} 50013, 50028 when @everyone would not be the lowest
 */
export function moveRoles(world: World, guild: GuildRecord, actor: Actor, places: readonly RolePlace[]): void {
  require(world, guild, actor.userId, null, Bits.ManageRoles);
  checkOrder(guild, world.member(guild, actor.userId), places);
  for (const { role, position } of places) writeRole(world, guild, actor, role, { position });
}

function checkOrder(guild: GuildRecord, actor: MemberRecord, places: readonly RolePlace[]): void {
  const positions = new Map(places.map(({ role, position }) => [role.id, position]));
  const before = [...guild.roles.values()].sort(byRank);
  const after = before.map((role) => ({ ...role, position: positions.get(role.id) ?? role.position })).sort(byRank);
  if (after.at(-1)?.id !== guild.id) throw refuse('invalidRole');
  const fixed = before.filter((role) => !isAboveRole(guild, actor, role));
  if (fixed.some(({ id }, rank) => after[rank]?.id !== id)) throw refuse('missingPermissions');
}

function writeRole(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  role: RoleRecord,
  changes: Changes<RoleRecord, keyof RoleChanges | 'position'>,
): void {
  const changed = differing(role, changes);
  if (Object.keys(changed).length === 0) return;
  Object.assign(role, changed);
  announceRole(world, guild, role, GatewayDispatchEvents.GuildRoleUpdate);
  audit(world, guild, actor, AuditLogEvent.RoleUpdate, role.id);
}

/**
 * Deletes a role. Members lose it without an event each; channels lose its overwrites.
 *
 * @throws {DiscordError} 50013, 50028 for @everyone and roles of integrations
 */
export function deleteRole(world: World, guild: GuildRecord, actor: Actor, role: RoleRecord): void {
  requireOverRole(world, guild, actor.userId, role);
  if (role.id === guild.id || role.managed) throw refuse('invalidRole');
  guild.roles.delete(role.id);
  for (const member of guild.members.values()) member.roles.delete(role.id);
  const data = { guild_id: guild.id, role_id: role.id };
  world.dispatch(GatewayDispatchEvents.GuildRoleDelete, data, { guildId: guild.id });
  dropOverwrites(world, guild, role.id);
  audit(world, guild, actor, AuditLogEvent.RoleDelete, role.id);
}

function dropOverwrites(world: World, guild: GuildRecord, roleId: string): void {
  for (const channel of guild.channels.values()) {
    const kept = channel.overwrites.filter(({ id }) => id !== roleId);
    if (kept.length === channel.overwrites.length) continue;
    channel.overwrites = kept;
    announceChannel(world, channel, GatewayDispatchEvents.ChannelUpdate);
  }
}

function announceRole(
  world: World,
  guild: GuildRecord,
  role: RoleRecord,
  event: GatewayDispatchEvents.GuildRoleCreate | GatewayDispatchEvents.GuildRoleUpdate,
): void {
  world.dispatch(event, { guild_id: guild.id, role: projectRole(role) }, { guildId: guild.id });
}
