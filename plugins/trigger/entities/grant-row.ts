import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { snowflake } from 'roomkeeper';

/** When a role of a group was given to a member: what "the oldest" means where the oldest gives way. */
export const GrantRow = defineEntity({
  name: 'GrantRow',
  tableName: 'trigger_grants',
  properties: {
    guildId: snowflake().primary().autoincrement(false),
    userId: snowflake().primary().autoincrement(false),
    roleId: snowflake().primary().autoincrement(false),
    grantedAt: p.datetime().index(),
  },
});

export type GrantRow = InferEntity<typeof GrantRow>;
