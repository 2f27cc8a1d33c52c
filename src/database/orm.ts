import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, MikroORM, type EntitySchema, type Options } from '@mikro-orm/postgresql';
import { callbackify } from 'node:util';
import type { Client, Pool } from 'pg';
import { JOBS_SCHEMA } from '../scheduling/jobs-schema.js';
import type { PluginMigration } from '../plugins/definition.js';

/** What the installed plugins bring to the database. */
export interface Schema {
  readonly entities: readonly EntitySchema[];
  /** In order, named `<plugin>/<migration>`. */
  readonly migrations: readonly PluginMigration[];
}

export const MIGRATIONS_TABLE = 'roomkeeper_migrations';

/** Who may connect, and under which name. */
export interface ConnectionGuard {
  /** What PostgreSQL shows as the application of each connection. */
  readonly connectionName: string;
  /** Called with each new connection. What it throws refuses the connection, and whoever wanted it gets to know it. */
  verify(client: Pick<Client, 'query'>): Promise<void>;
}

/** The options of the ORM, for the bot and for MikroORM's own commands alike. */
export function ormOptions(url: string, schema: Schema): Options {
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
  });
}

/**
 * Opens the ORM on a database that is there. Nothing is migrated.
 *
 * @param onPoolCreated - gets the connections before the first is made.
 */
export function openOrm(
  url: string,
  schema: Schema,
  guard?: ConnectionGuard,
  onPoolCreated?: (pool: Pool) => void,
): Promise<MikroORM> {
  const named = guard && { application_name: guard.connectionName, verify: callbackify(guard.verify.bind(guard)) };
  return MikroORM.init({
    ...ormOptions(url, schema),
    driverOptions: { ...named, ...(onPoolCreated && { onPoolCreated }) },
  });
}
