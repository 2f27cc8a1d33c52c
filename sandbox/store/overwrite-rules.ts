import { OverwriteType, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import type { Actor } from './audit-log.js';
import { invalidForm, refuse } from './errors.js';
import { allPermissions, permissionsIn, require } from './permissions.js';
import type { ChannelRecord, GuildRecord, OverwriteRecord } from './records.js';
import type { World } from './world.js';

const MAX_OVERWRITES = 1000;

/**
 * Checks the overwrites that a channel is to be created with. Only bits that the actor holds in the guild itself may be
 * allowed or denied, and Manage Roles only by administrators.
 *
 * @throws {DiscordError} 30060, 50013, 50035
 */
export function checkInitialOverwrites(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  overwrites: readonly OverwriteRecord[],
): void {
  checkTargets(guild, overwrites);
  const touched = overwrites.reduce((union, { allow, deny }) => union | allow | deny, 0n);
  const held = heldIn(world, guild, actor, null);
  const grantable = held === allPermissions ? held : held & ~Bits.ManageRoles;
  if ((touched & ~grantable) !== 0n) throw refuse('missingPermissions');
}

/**
 * Checks the overwrites that a channel is to have instead of its own. The actor needs Manage Roles in the channel; what
 * changes must be bits that he holds in the guild or in the category, unless an overwrite of the channel gives him Manage Roles.
 *
 * @throws {DiscordError} 30060, 50001, 50013, 50035
 */
export function checkOverwrites(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  channel: ChannelRecord,
  overwrites: readonly OverwriteRecord[],
): void {
  require(world, guild, actor.userId, channel, Bits.ManageRoles);
  checkTargets(guild, overwrites);
  if (hasManageRolesOverwrite(guild, actor, channel)) return;
  const parent = channel.parentId === null ? undefined : guild.channels.get(channel.parentId);
  const held = heldIn(world, guild, actor, null) | (parent ? heldIn(world, guild, actor, parent) : 0n);
  if ((touchedBits(channel.overwrites, overwrites) & ~held) !== 0n) throw refuse('missingPermissions');
}

function checkTargets(guild: GuildRecord, overwrites: readonly OverwriteRecord[]): void {
  if (overwrites.length > MAX_OVERWRITES) throw refuse('maxOverwrites');
  const unknown = overwrites.findIndex(({ id, type }) => type === OverwriteType.Role && !guild.roles.has(id));
  if (unknown !== -1) throw invalidForm(`permission_overwrites.${unknown}.id`, 'INVALID_ROLE', 'Unknown role');
}

function heldIn(world: World, guild: GuildRecord, actor: Actor, channel: ChannelRecord | null): bigint {
  const member = guild.members.get(actor.userId);
  return member ? permissionsIn(guild, member, channel, world.clock.now()) : 0n;
}

function hasManageRolesOverwrite(guild: GuildRecord, actor: Actor, channel: ChannelRecord): boolean {
  const member = guild.members.get(actor.userId);
  return channel.overwrites.some(
    ({ id, allow }) => (allow & Bits.ManageRoles) !== 0n && (id === actor.userId || member?.roles.has(id) === true),
  );
}

/** The bits that differ between two lists of overwrites. */
function touchedBits(before: readonly OverwriteRecord[], after: readonly OverwriteRecord[]): bigint {
  const ids = new Set([...before, ...after].map(({ id }) => id));
  return [...ids].reduce((union, id) => {
    const old = before.find((overwrite) => overwrite.id === id);
    const next = after.find((overwrite) => overwrite.id === id);
    return union | ((old?.allow ?? 0n) ^ (next?.allow ?? 0n)) | ((old?.deny ?? 0n) ^ (next?.deny ?? 0n));
  }, 0n);
}
