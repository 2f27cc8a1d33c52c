import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { snowflake } from 'roomkeeper';

/** Somebody who may not set triggers off, in a channel or anywhere in the guild. */
export const BlacklistRow = defineEntity({
  name: 'BlacklistRow',
  tableName: 'trigger_blacklist',
  properties: {
    id: p.integer().primary(),
    guildId: snowflake().index(),
    userId: snowflake(),
    /** Null: anywhere. */
    channelId: snowflake().strictNullable(),
    /** Null: until it is taken back. */
    until: p.datetime().index().strictNullable(),
    createdBy: snowflake(),
    createdAt: p.datetime(),
  },
});

export type BlacklistRow = InferEntity<typeof BlacklistRow>;
