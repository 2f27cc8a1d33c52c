import {
  GatewayDispatchEvents,
  PermissionFlagsBits as Bits,
  type APIAuditLogEntry,
  type AuditLogEvent,
} from 'discord-api-types/v10';
import { may } from './permissions.js';
import type { AuditLogRecord, GuildRecord } from './records.js';
import type { World } from './world.js';

/** Who makes a change, and what he gives as the reason. The permissions that are checked are his. */
export interface Actor {
  readonly userId: string;
  readonly reason: string | null;
}

/** Writes an entry of the audit log, and tells the bot if it may read the log. */
export function audit(
  world: World,
  guild: GuildRecord,
  actor: Actor,
  actionType: AuditLogEvent,
  targetId: string | null,
  options: Readonly<Record<string, string>> | null = null,
): void {
  const record = {
    id: world.snowflake(),
    actionType,
    userId: actor.userId,
    targetId,
    reason: actor.reason,
    options,
  };
  guild.auditLog.push(record);
  if (!may(world, guild, world.application.botId, null, Bits.ViewAuditLog)) return;
  const data = { ...projectAuditLogEntry(record), guild_id: guild.id };
  world.dispatch(GatewayDispatchEvents.GuildAuditLogEntryCreate, data, { guildId: guild.id });
}

/** The wire form of an entry. Which fields an edit changed is not recorded. */
export function projectAuditLogEntry(record: AuditLogRecord): APIAuditLogEntry {
  return {
    id: record.id,
    action_type: record.actionType,
    user_id: record.userId,
    target_id: record.targetId,
    ...(record.options && { options: record.options }),
    ...(record.reason !== null && { reason: record.reason }),
  };
}
