import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, MikroORM, type EntitySchema, type Options } from '@mikro-orm/postgresql';
import type { Client } from 'pg';
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
  /** Called with each new connection: an error refuses it to whoever wanted it. */
  readonly verify: (client: Pick<Client, 'query'>, done: (error?: Error) => void) => void;
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

/** Opens the ORM on a database that is there. Nothing is migrated. */
export function openOrm(url: string, schema: Schema, guard?: ConnectionGuard): Promise<MikroORM> {
  const options = ormOptions(url, schema);
  if (!guard) return MikroORM.init(options);
  const driverOptions = { application_name: guard.connectionName, verify: guard.verify };
  return MikroORM.init({ ...options, driverOptions });
}
