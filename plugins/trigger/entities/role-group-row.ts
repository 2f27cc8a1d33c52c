import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { snowflake } from 'roomkeeper';

/** Roles of which a member may have so many. */
export const RoleGroupRow = defineEntity({
  name: 'RoleGroupRow',
  tableName: 'trigger_role_groups',
  uniques: [{ properties: ['guildId', 'nameKey'] }],
  properties: {
    id: p.integer().primary(),
    guildId: snowflake(),
    name: p.text(),
    nameKey: p.text(),
    roleIds: p.json<readonly string[]>(),
    /** 0 for no maximum. */
    maximum: p.integer(),
    whenFull: p.enum(['refuse', 'replace'] as const),
    createdAt: p.datetime(),
  },
});

export type RoleGroupRow = InferEntity<typeof RoleGroupRow>;
