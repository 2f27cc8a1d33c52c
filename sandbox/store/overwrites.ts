import {
  AuditLogEvent,
  GatewayDispatchEvents,
  OverwriteType,
  PermissionFlagsBits as Bits,
} from 'discord-api-types/v10';
import { audit, type Actor } from './audit-log.js';
import { announceChannel } from './channel-events.js';
import { refuse } from './errors.js';
import { checkOverwrites } from './overwrite-rules.js';
import { require } from './permissions.js';
import type { ChannelRecord, GuildRecord, OverwriteRecord } from './records.js';
import type { World } from './world.js';

/**
 * Sets one overwrite of a channel, in place of the one that its role or member has.
 *
 * @throws {DiscordError} 10009 for a role or member that is not in the guild, 30060, 50001, 50013
 */
export function setOverwrite(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  channel: ChannelRecord,
  overwrite: OverwriteRecord,
): void {
  require(world, guild, actor.userId, channel, Bits.ManageRoles);
  const known = overwrite.type === OverwriteType.Role ? guild.roles : guild.members;
  const has = channel.overwrites.some(({ id }) => id === overwrite.id);
  if (!has && !known.has(overwrite.id)) throw refuse('unknownOverwrite');
  const next = has
    ? channel.overwrites.map((old) => (old.id === overwrite.id ? overwrite : old))
    : [...channel.overwrites, overwrite];
  checkOverwrites(world, guild, actor, channel, next);
  writeAndAnnounce(world, guild, actor, channel, next);
}

/** @throws {DiscordError} 10009 when the channel has none for this role or member, 50001, 50013 */
export function deleteOverwrite(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  channel: ChannelRecord,
  targetId: string,
): void {
  require(world, guild, actor.userId, channel, Bits.ManageRoles);
  const next = channel.overwrites.filter(({ id }) => id !== targetId);
  if (next.length === channel.overwrites.length) throw refuse('unknownOverwrite');
  checkOverwrites(world, guild, actor, channel, next);
  writeAndAnnounce(world, guild, actor, channel, next);
}

function writeAndAnnounce(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  channel: ChannelRecord,
  next: OverwriteRecord[],
): void {
  if (writeOverwrites(world, guild, actor, channel, next)) {
    announceChannel(world, channel, GatewayDispatchEvents.ChannelUpdate);
  }
}

/** Writes a whole list of overwrites, with an entry of the audit log for each that changed. True when any did. */
export function writeOverwrites(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  channel: ChannelRecord,
  next: OverwriteRecord[],
): boolean {
  const before = new Map(channel.overwrites.map((overwrite) => [overwrite.id, overwrite]));
  const after = new Map(next.map((overwrite) => [overwrite.id, overwrite]));
  const changed = [...after.values()].filter((overwrite) => !isSame(before.get(overwrite.id), overwrite));
  const removed = channel.overwrites.filter(({ id }) => !after.has(id));
  channel.overwrites = [...after.values()];
  const note = (action: AuditLogEvent, { id, type }: OverwriteRecord) =>
    audit(world, guild, actor, action, channel.id, { id, type: String(type) });
  for (const overwrite of changed) {
    const existed = before.has(overwrite.id);
    note(existed ? AuditLogEvent.ChannelOverwriteUpdate : AuditLogEvent.ChannelOverwriteCreate, overwrite);
  }
  for (const overwrite of removed) note(AuditLogEvent.ChannelOverwriteDelete, overwrite);
  return changed.length + removed.length > 0;
}

function isSame(old: OverwriteRecord | undefined, next: OverwriteRecord): boolean {
  return old !== undefined && old.type === next.type && old.allow === next.allow && old.deny === next.deny;
}
