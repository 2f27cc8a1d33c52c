import type { Client } from 'pg';
import { connected } from '../database/connected.js';
import { openOrm, type Schema } from '../database/orm.js';
import { executedNames, MIGRATION_LOCK } from '../database/migrate.js';
import { readBackup, type BackupHeader, type BackupTable } from './backup-file.js';
import type { BackupReport } from './backup.js';
import { BackupError } from './errors.js';
import { pluginTables } from './tables.js';

/** How many rows are inserted at once. */
const BATCH = 200;

/**
 * Fills an empty database with what a backup holds, in the tables of the version that made it: the next start migrates them. All of
 * it or nothing.
 *
 * @throws {BackupError} when the file is not whole, needs a plugin that is not installed or a newer version, or when the database
 *   is in use or holds anything. Nothing was touched then.
 */
export async function restore(url: string, path: string, schema: Schema): Promise<BackupReport> {
  const header = await checked(path, schema);
  return connected(url, async (client) => {
    await requireUnused(client);
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await requireEmpty(client, header);
    await makeTables(url, schema, header);
    return fill(client, path);
  });
}

/** Reads it once to its end, before anything is touched. */
async function checked(path: string, { migrations }: Schema): Promise<BackupHeader> {
  const found: { header: BackupHeader | undefined } = { header: undefined };
  await readBackup(path, { header: (header) => void (found.header = header), table: () => {}, row: () => {} });
  const { header } = found;
  if (!header) throw new BackupError('FILE_EMPTY', `${path} is empty.`);
  const known = new Set(migrations.map(({ name }) => name));
  const plugins = new Set(migrations.map(({ name }) => pluginOf(name)));
  const unknown = header.migrations.filter((name) => !known.has(name));
  const absent = [...new Set(unknown.map(pluginOf))].filter((plugin) => !plugins.has(plugin));
  if (absent.length > 0) {
    throw new BackupError(
      'PLUGIN_MISSING',
      `The backup holds data of ${absent.join(', ')}, which is not installed. Install it, list it under "plugins" in config.yaml, and restore again. Nothing was touched.`,
    );
  }
  if (unknown.length > 0) {
    throw new BackupError(
      'BACKUP_NEWER',
      `The backup is of Roomkeeper ${header.roomkeeper}, or of a plugin's version that is newer than what is installed (it has ${unknown.join(', ')}). Update, and restore again. Nothing was touched.`,
    );
  }
  return header;
}

async function requireUnused(client: Client): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
  );
  if (!rows[0]?.count) return;
  throw new BackupError(
    'DATABASE_IN_USE',
    'Somebody is connected to the database. Stop the bot, and whatever else uses it, and restore again. Nothing was touched.',
  );
}

async function requireEmpty(client: Client, { migrations }: BackupHeader): Promise<void> {
  const tables = await pluginTables(client);
  for (const table of tables) {
    const { rowCount } = await client.query(`select from ${client.escapeIdentifier(table)} limit 1`);
    if (rowCount === 0) continue;
    throw new BackupError(
      'DATABASE_NOT_EMPTY',
      `The database is not empty: there are rows in ${table}. A backup is restored into an empty one only. Make a new database for it, or move the old data away first. Nothing was touched.`,
    );
  }
  const executed = await executedNames(client);
  const isSame = executed.length === migrations.length && executed.every((name) => migrations.includes(name));
  if ((executed.length === 0 && tables.length === 0) || isSame) return;
  throw new BackupError(
    'DATABASE_OF_OTHER_VERSION',
    'The database has tables, though empty ones, that are not of the version that made the backup. Make a new database for it. Nothing was touched.',
  );
}

async function makeTables(url: string, schema: Schema, { migrations }: BackupHeader): Promise<void> {
  const orm = await openOrm(url, schema);
  try {
    await orm.migrator.up({ migrations });
  } finally {
    await orm.close(true);
  }
}

async function fill(client: Client, path: string): Promise<BackupReport> {
  const filling = new Filling(client);
  await client.query('begin');
  await readBackup(path, {
    header: () => {},
    table: (table) => filling.table(table),
    row: (json) => filling.row(json),
  });
  await filling.flush();
  await client.query('commit');
  return filling.report;
}

/** Puts rows into their tables, some at a time. */
class Filling {
  readonly #client: Client;
  #table = '';
  #tables = 0;
  #rows = 0;
  #waiting: string[] = [];

  public constructor(client: Client) {
    this.#client = client;
  }

  public get report(): BackupReport {
    return { tables: this.#tables, rows: this.#rows };
  }

  public async table({ table, sequences }: BackupTable): Promise<void> {
    await this.flush();
    this.#table = table;
    this.#tables += 1;
    for (const [column, { last, called }] of Object.entries(sequences)) {
      await this.#client.query('select setval(pg_get_serial_sequence(quote_ident($1), $2), $3::bigint, $4)', [
        table,
        column,
        last,
        called,
      ]);
    }
  }

  public async row(json: string): Promise<void> {
    this.#rows += 1;
    this.#waiting.push(json);
    if (this.#waiting.length >= BATCH) await this.flush();
  }

  public async flush(): Promise<void> {
    const rows = this.#waiting.splice(0);
    if (rows.length === 0) return;
    const name = this.#client.escapeIdentifier(this.#table);
    await this.#client.query(`insert into ${name} select * from json_populate_recordset(null::${name}, $1::json)`, [
      `[${rows.join(',')}]`,
    ]);
  }
}

const pluginOf = (migration: string): string => migration.split('/', 1)[0] ?? '';
