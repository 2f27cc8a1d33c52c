import { defineEntity, type InferEntity } from '@mikro-orm/core';
import { snowflake, snowflakeKey } from 'roomkeeper';

/** A server that greets. */
export const GreeterGuild = defineEntity({
  name: 'GreeterGuild',
  tableName: 'greeter_guilds',
  properties: {
    guildId: snowflakeKey(),
    channelId: snowflake(),
  },
});
export type GreeterGuild = InferEntity<typeof GreeterGuild>;
