import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { snowflake } from 'roomkeeper';
import type { Requirements } from '../domain/trigger.js';

/** A button, or an entry of the select menu. */
export interface RoleMenuEntry {
  /** The role action that it runs. */
  readonly actionId: number;
  readonly label: string;
  /** An emoji's key; empty for none. */
  readonly emoji: string;
}

/** A message of the bot's with buttons or a select menu, by which members take roles. */
export const RoleMenuRow = defineEntity({
  name: 'RoleMenuRow',
  tableName: 'trigger_role_menus',
  properties: {
    id: p.integer().primary(),
    guildId: snowflake().index(),
    channelId: snowflake(),
    /** Null until it is known to be posted: stored first, so that a crash leaves nothing that nobody knows. */
    messageId: snowflake().unique().strictNullable(),
    style: p.enum(['buttons', 'select'] as const),
    text: p.text(),
    entries: p.json<readonly RoleMenuEntry[]>(),
    /** Whether the message shows the entries. False from their change on until it has been drawn anew, and while it is being deleted. */
    drawn: p.boolean().default(true),
    /** What a member must be like to use it. */
    requirements: p.json<Requirements>(),
    ownerId: snowflake(),
    createdAt: p.datetime(),
  },
});

export type RoleMenuRow = InferEntity<typeof RoleMenuRow>;
