import type { MikroORM } from '@mikro-orm/postgresql';
import { Client } from 'pg';
import type { Logger } from '../logging/logger.js';
import { DatabaseError } from './errors.js';
import { MIGRATIONS_TABLE, type Schema } from './orm.js';

/** Any number, the same in every process: who holds the advisory lock of this number migrates. */
export const MIGRATION_LOCK = 7_666_653_401;

export interface MigrateOptions {
  readonly orm: MikroORM;
  readonly url: string;
  readonly schema: Schema;
  /** `boot` runs what is pending; `cli` leaves it to the command line and refuses to start. */
  readonly when: 'boot' | 'cli';
  readonly log: Logger;
}

/**
 * Brings the tables to what the installed plugins need, under a lock: processes that start together are safe.
 *
 * @throws {DatabaseError} when the database is newer than the code, or, with `cli`, when migrations are pending. Nothing was
 * touched then.
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  // A connection of its own: the lock belongs to the session, and goes with it if the process dies.
  const client = new Client({ connectionString: options.url });
  const { promise: lost, reject: onLost } = Promise.withResolvers<never>();
  client.on('error', onLost);
  await client.connect();
  try {
    await Promise.race([lost, migrateInTurn(options, client)]);
  } finally {
    await client.end();
  }
}

async function migrateInTurn(options: MigrateOptions, client: Client): Promise<void> {
  const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [MIGRATION_LOCK]);
  if (!rows[0]?.free) {
    options.log.info({}, 'Another process migrates the database: waiting for it');
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
  }
  await migrateLocked(options, client);
}

async function migrateLocked({ orm, schema, when, log }: MigrateOptions, client: Client): Promise<void> {
  const executed = await executedNames(client);
  refuseNewer(executed, schema);
  // Not asked of the migrator, which would create its table to look into it.
  const names = schema.migrations.map(({ name }) => name).filter((name) => !executed.includes(name));
  if (names.length === 0) return;
  if (when === 'cli') {
    throw new DatabaseError(
      'MIGRATIONS_PENDING',
      `The database lacks migrations: ${names.join(', ')}. Run "npm run migrate" with a database role that may change tables, or set "database.migrate" to "boot" in config.yaml.`,
    );
  }
  await orm.migrator.up();
  log.info({ migrations: names }, 'The database was migrated');
}

/** A migration that a known plugin does not have (any more) was run by a newer version. Unknown plugins are not installed now. */
function refuseNewer(executed: readonly string[], { migrations }: Schema): void {
  const known = new Set(migrations.map(({ name }) => name));
  const plugins = new Set(migrations.map(({ name }) => pluginOf(name)));
  const newer = executed.filter((name) => plugins.has(pluginOf(name)) && !known.has(name));
  if (newer.length === 0) return;
  throw new DatabaseError(
    'DATABASE_NEWER',
    `The database was used by a newer version of Roomkeeper or of a plugin: it has ${newer.join(', ')}. Nothing was touched. Update Roomkeeper, or restore a backup from before the update.`,
  );
}

/** The migrations that have been run, in order; none where there is no table of them. */
export async function executedNames(client: Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string | null }>('select to_regclass($1) as name', [
    MIGRATIONS_TABLE,
  ]);
  if (!tables[0]?.name) return [];
  const { rows } = await client.query<{ name: string }>(`select name from ${MIGRATIONS_TABLE} order by id`);
  return rows.map(({ name }) => name);
}

const pluginOf = (migration: string): string => migration.split('/', 1)[0] ?? '';
