import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { snowflake } from 'roomkeeper';
import type { ActionSpec } from '../domain/action.js';

/** An action: what is done, and what follows it. */
export const ActionRow = defineEntity({
  name: 'ActionRow',
  tableName: 'trigger_actions',
  uniques: [{ properties: ['guildId', 'nameKey'] }],
  properties: {
    id: p.integer().primary(),
    guildId: snowflake(),
    name: p.text(),
    nameKey: p.text(),
    /** The kind and its two parameters. */
    spec: p.json<ActionSpec>(),
    /** The action that runs when this one has completed. */
    chain: p.integer().strictNullable(),
    /** Who saved it last: whoever did vouches for what it does. */
    ownerId: snowflake(),
    createdAt: p.datetime(),
  },
});

export type ActionRow = InferEntity<typeof ActionRow>;
