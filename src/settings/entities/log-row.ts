import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/** A line of a guild's log. */
export const LogRow = defineEntity({
  name: 'LogRow',
  tableName: 'core_log',
  indexes: [{ properties: ['guildId', 'at'] }],
  properties: {
    id: p.integer().primary(),
    guildId: p.bigint('string'),
    at: p.datetime().index(),
    /** Null for the bot itself; `NOBODY` for somebody who had their data deleted. */
    actorId: p.bigint('string').strictNullable(),
    action: p.text(),
    text: p.text(),
  },
});
export type LogRow = InferEntity<typeof LogRow>;
