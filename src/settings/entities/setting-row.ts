import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/**
 * What a guild has set once. The row stays when the guild goes back to the default, without a value: by it, a seed knows that
 * the guild has decided already.
 */
export const SettingRow = defineEntity({
  name: 'SettingRow',
  tableName: 'core_settings',
  properties: {
    guildId: p.bigint('string').primary().autoincrement(false),
    /** `<section>.<field>`. */
    key: p.string().columnType('text').primary(),
    /** As JSON; null for the default. */
    value: p.json<unknown>().strictNullable(),
    updatedAt: p.datetime(),
    /** Null for the bot itself; `NOBODY` for somebody who had their data deleted. */
    updatedBy: p.bigint('string').strictNullable(),
  },
});
export type SettingRow = InferEntity<typeof SettingRow>;
