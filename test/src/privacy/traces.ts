import { Client } from 'pg';

/**
 * Where an id stands in a database: each row of each table of which any column holds it, whatever its type, as
 * `table: row`.
 */
export async function tracesOf(url: string, id: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' order by table_name",
    );
    const traces: string[] = [];
    for (const { name } of tables) {
      const table = client.escapeIdentifier(name);
      const sql = `select to_jsonb(it)::text as row from ${table} it where to_jsonb(it)::text ~ $1`;
      const { rows } = await client.query<{ row: string }>(sql, [`\\y${id}\\y`]);
      traces.push(...rows.map(({ row }) => `${name}: ${row}`));
    }
    return traces;
  } finally {
    await client.end();
  }
}

/** The tables of which a row holds the id. */
export async function tablesWith(url: string, id: string): Promise<string[]> {
  const traces = await tracesOf(url, id);
  return [...new Set(traces.map((trace) => trace.slice(0, trace.indexOf(':'))))];
}
