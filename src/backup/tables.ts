import type { Client } from 'pg';
import type { BackupTable } from './backup-file.js';

/** What is true of this moment and this server only: which process acts, by the number that the server knows its connection by. */
const PASSING = ['core_leases'];

/** The tables of plugins in the connection's schema, each after those that its rows point to. Our own bookkeeping is left out. */
export async function pluginTables(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables
     where schemaname = current_schema() and tablename not like 'roomkeeper\\_%' and tablename <> all($1)
     order by tablename`,
    [PASSING],
  );
  const { rows: links } = await client.query<{ child: string; parent: string }>(
    `select child.relname as child, parent.relname as parent from pg_constraint link
     join pg_class child on child.oid = link.conrelid join pg_class parent on parent.oid = link.confrelid
     where link.contype = 'f' and link.conrelid <> link.confrelid
       and child.relnamespace = current_schema()::regnamespace`,
  );
  return inOrder(
    rows.map(({ name }) => name),
    links,
  );
}

function inOrder(names: readonly string[], links: readonly { child: string; parent: string }[]): string[] {
  const sorted = new Set<string>();
  const visit = (name: string, above: readonly string[]): void => {
    if (sorted.has(name) || above.includes(name)) return;
    for (const { child, parent } of links) if (child === name) visit(parent, [...above, name]);
    sorted.add(name);
  };
  for (const name of names) visit(name, []);
  return [...sorted];
}

/** How far the counters of a table have got: what a deleted row was called is not used again. */
export async function sequencesOf(client: Client, table: string): Promise<BackupTable['sequences']> {
  const { rows } = await client.query<{ column: string; sequence: string }>(
    `select attname as column, pg_get_serial_sequence(quote_ident($1), attname) as sequence from pg_attribute
     where attrelid = quote_ident($1)::regclass and attnum > 0 and not attisdropped
       and pg_get_serial_sequence(quote_ident($1), attname) is not null`,
    [table],
  );
  const counters: Record<string, BackupTable['sequences'][string]> = {};
  for (const { column, sequence } of rows) {
    const { rows: state } = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${sequence}`,
    );
    if (state[0]) counters[column] = state[0];
  }
  return counters;
}
