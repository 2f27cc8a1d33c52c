import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { PluginDefinition } from '../plugins/definition.js';

/** The column by which a row belongs to a guild. */
export const GUILD_COLUMN = 'guild_id';

/** The tables of a plugin with a column `guild_id`, in the order of its entities. */
export function guildTables(orm: MikroORM, { entities = [] }: PluginDefinition): string[] {
  return entities.flatMap((entity) => {
    const { tableName, props } = orm.getMetadata().getByClassName(entity.meta.className);
    return props.some(({ fieldNames }) => fieldNames?.includes(GUILD_COLUMN)) ? [tableName] : [];
  });
}

/** Deletes what is left of a guild in tables. Those that were listed last go first, for they may refer to earlier ones. */
export async function deleteGuildRows(em: EntityManager, tables: readonly string[], guildId: string): Promise<void> {
  const platform = em.getPlatform();
  for (const table of tables.toReversed()) {
    await em.execute(`delete from ${platform.quoteIdentifier(table)} where ${GUILD_COLUMN} = ?`, [guildId]);
  }
}

/** The guilds that have a row in one of the tables. */
export async function guildsIn(em: EntityManager, tables: readonly string[]): Promise<Set<string>> {
  const platform = em.getPlatform();
  const selects = tables.map((table) => `select ${GUILD_COLUMN}::text as id from ${platform.quoteIdentifier(table)}`);
  if (selects.length === 0) return new Set();
  const rows = await em.execute<{ id: string }[]>(selects.join(' union '));
  return new Set(rows.map(({ id }) => id));
}
