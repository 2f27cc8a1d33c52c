import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, MikroORM, type EntitySchema, type Options } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { JOBS_SCHEMA } from '../scheduling/jobs-schema.js';
import type { PluginMigration } from '../plugins/definition.js';

/** What the installed plugins bring to the database. */
export interface Schema {
  readonly entities: readonly EntitySchema[];
  /** In order, named `<plugin>/<migration>`. */
  readonly migrations: readonly PluginMigration[];
}

export const MIGRATIONS_TABLE = 'roomkeeper_migrations';

/** The options of the ORM, for the bot and for MikroORM's own commands alike. */
export function ormOptions(url: string, schema: Schema, onPoolCreated?: (pool: Pool) => void): Options {
  return defineConfig({
    clientUrl: url,
    entities: [...schema.entities],
    extensions: [Migrator],
    ensureDatabase: false,
    schemaGenerator: { ignoreSchema: [JOBS_SCHEMA] },
    migrations: {
      tableName: MIGRATIONS_TABLE,
      migrationsList: [...schema.migrations],
      snapshot: false,
      silent: true,
    },
    pool: { min: 0, max: 10 },
    ...(onPoolCreated && { driverOptions: { onPoolCreated } }),
  });
}

/**
 * Opens the ORM on a database that is there. Nothing is migrated.
 *
 * @param onPoolCreated - gets the connections before the first is made.
 */
export function openOrm(url: string, schema: Schema, onPoolCreated?: (pool: Pool) => void): Promise<MikroORM> {
  return MikroORM.init(ormOptions(url, schema, onPoolCreated));
}
