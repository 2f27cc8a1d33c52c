import { Client } from 'pg';
import { executedNames } from '../database/migrate.js';
import { version } from '../version.js';
import { BackupWriter } from './backup-file.js';
import { BackupError } from './errors.js';
import { pluginTables, sequencesOf } from './tables.js';

/** What a backup holds. */
export interface BackupReport {
  readonly tables: number;
  readonly rows: number;
}

/** How many rows are fetched at once. */
const BATCH = 500;

/**
 * Writes everything that the plugins have stored in a database to a file, as of one moment: a bot may go on working meanwhile.
 * Jobs are left out, since every deadline is in a table and is armed anew.
 *
 * @throws {BackupError} when there is nothing to save, or the file is there already. No half-written file is left.
 */
export async function backUp(url: string, path: string, now: Date): Promise<BackupReport> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const migrations = await executedNames(client);
    if (migrations.length === 0) {
      throw new BackupError(
        'NOTHING_STORED',
        'The database has nothing of Roomkeeper in it, so there is nothing to save.',
      );
    }
    const tables = await pluginTables(client);
    const file = await BackupWriter.create(path);
    try {
      await file.header({ roomkeeper: version, createdAt: now.toISOString(), migrations });
      for (const table of tables) await writeTable(client, file, table);
      return { tables: tables.length, rows: await file.finish() };
    } catch (error) {
      await file.discard();
      throw error;
    }
  } finally {
    await client.end();
  }
}

async function writeTable(client: Client, file: BackupWriter, table: string): Promise<void> {
  await file.table({ table, sequences: await sequencesOf(client, table) });
  const name = client.escapeIdentifier(table);
  await client.query(`declare backup no scroll cursor for select row_to_json(stored)::text as row from ${name} stored`);
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${BATCH} from backup`);
    for (const { row } of rows) await file.row(row);
    if (rows.length < BATCH) break;
  }
  await client.query('close backup');
}
