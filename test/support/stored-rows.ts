import { query } from './database.js';

/** Everything that is stored in a database, but for jobs: each table's rows as text, in an order of their own. */
export async function storedRows(url: string): Promise<Map<string, string[]>> {
  const tables = await query(url, "select tablename from pg_tables where schemaname = 'public' order by tablename");
  const all = new Map<string, string[]>();
  for (const { tablename } of tables) {
    const name = String(tablename);
    if (name === 'roomkeeper_migrations') continue;
    const rows = await query(url, `select stored::text as row from "${name}" stored order by 1`);
    all.set(
      name,
      rows.map(({ row }) => String(row)),
    );
  }
  return all;
}

/** Empties a database of all that the bot has made in it. */
export async function emptyDatabase(url: string): Promise<void> {
  await query(url, 'drop schema public cascade; create schema public; drop schema if exists roomkeeper_jobs cascade');
}
