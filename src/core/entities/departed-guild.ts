import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/**
 * A guild that the bot was removed from, and of which data may still be stored. Its key is not called `guild_id`: it is to
 * outlast the rows that are deleted for the guild, until all of them are gone.
 */
export const DepartedGuild = defineEntity({
  name: 'DepartedGuild',
  tableName: 'core_departed_guilds',
  properties: {
    /** The guild's. */
    id: p.bigint('string').primary().autoincrement(false),
    /** When the bot was removed; when that was discovered, if it happened while the bot was off. */
    leftAt: p.datetime().index(),
  },
});
export type DepartedGuild = InferEntity<typeof DepartedGuild>;
