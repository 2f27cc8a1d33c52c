import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/** What a guild has set for the framework itself. A guild without a row has set nothing. */
export const GuildSettings = defineEntity({
  name: 'GuildSettings',
  tableName: 'core_guild_settings',
  properties: {
    guildId: p.bigint('string').primary().autoincrement(false),
    /** Members with one of these roles are sudo, besides those with Manage Guild. */
    sudoRoleIds: p.array().columnType('bigint[]'),
    /** Where notices go; without it, to the guild's system channel. */
    noticeChannelId: p.bigint('string').nullable(),
  },
});
export type GuildSettings = InferEntity<typeof GuildSettings>;
