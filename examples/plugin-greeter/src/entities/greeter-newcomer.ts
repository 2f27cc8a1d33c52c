import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { snowflakeKey } from 'roomkeeper';

/** Somebody who has joined. The row goes when the server has been reminded of them. */
export const GreeterNewcomer = defineEntity({
  name: 'GreeterNewcomer',
  tableName: 'greeter_newcomers',
  properties: {
    guildId: snowflakeKey(),
    userId: snowflakeKey(),
    joinedAt: p.datetime(),
    remindAt: p.datetime().index(),
    saidHi: p.integer().default(0),
  },
});
export type GreeterNewcomer = InferEntity<typeof GreeterNewcomer>;
