import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { snowflake } from 'roomkeeper';
import { conditionIds, type Cooldowns, type Requirements } from '../domain/trigger.js';

/** A trigger. Its id grows in the order of creation, which is the order in which triggers fire. */
export const TriggerRow = defineEntity({
  name: 'TriggerRow',
  tableName: 'trigger_triggers',
  uniques: [{ properties: ['guildId', 'nameKey'] }],
  checks: [
    { name: 'trigger_triggers_channel_check', expression: `(scope = 'server') = (channel_id is null)` },
    { name: 'trigger_triggers_message_check', expression: `(scope = 'message') = (message_id is not null)` },
    { name: 'trigger_triggers_end_check', expression: `(persistence = 'persistent') = (expires_at is null)` },
  ],
  properties: {
    id: p.integer().primary(),
    guildId: snowflake(),
    name: p.text(),
    /** What names differ in. */
    nameKey: p.text(),
    scope: p.enum(['server', 'channel', 'message'] as const),
    channelId: snowflake().strictNullable(),
    messageId: snowflake().strictNullable(),
    condition: p.enum(conditionIds),
    parameter: p.text(),
    caseSensitive: p.boolean(),
    persistence: p.enum(['persistent', 'temporary', 'oneshot'] as const),
    /** Null for persistent ones. */
    expiresAt: p.datetime().index().strictNullable(),
    requirements: p.json<Requirements>(),
    cooldowns: p.json<Cooldowns>(),
    actionId: p.integer().index(),
    enabled: p.boolean(),
    ownerId: snowflake(),
    /** The event that made it; null when a person did. */
    madeBy: p.text().strictNullable(),
    createdAt: p.datetime(),
    /** When an interval runs next; null for every other condition. */
    nextDue: p.datetime().index().strictNullable(),
    /** How often in a row Discord answered 403 or 404. */
    failures: p.integer().default(0),
    runs: p.integer().default(0),
    lastRunAt: p.datetime().strictNullable(),
    /** What the last run said for itself, such as how much a purge deleted. */
    lastNote: p.text().strictNullable(),
    /** Why the last run did not come to its end; null when it did. */
    lastError: p.text().strictNullable(),
  },
});

export type TriggerRow = InferEntity<typeof TriggerRow>;
