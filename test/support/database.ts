import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { createDatabase } from '../../src/database/database.js';
import { startEmbeddedServer, type EmbeddedServer } from '../../src/database/embedded-server.js';
import { silentLogger } from './logger.js';

/** A database of a test's own. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** How long connections of a test may take to close, in milliseconds. */
const CLOSING = 5000;

let running: Promise<{ server: EmbeddedServer; directory: string }> | undefined;
let count = 0;

/** Gives a database of its own, on the one server that is started the first time that a test asks. */
export async function testDatabase(): Promise<TestDatabase> {
  running ??= start();
  const { server } = await running;
  const name = `test_${process.pid}_${(count += 1)}`;
  await createDatabase(server.url('postgres'), name);
  const drop = async (): Promise<void> => {
    const client = new Client({ connectionString: server.url('postgres') });
    await client.connect();
    await unused(client, name);
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
    await client.end();
  };
  return { url: server.url(name), drop };
}

/** Runs one statement on a connection of its own and returns the rows. */
export async function query(url: string, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/**
 * Waits until nobody is connected to a database any more, but not for ever: a connection that the server cuts while its owner
 * still closes it is an error that nobody hears.
 */
async function unused(client: Client, name: string): Promise<void> {
  for (const end = Date.now() + CLOSING; Date.now() < end; await sleep(20)) {
    const { rowCount } = await client.query('select from pg_stat_activity where datname = $1', [name]);
    if (rowCount === 0) return;
  }
}

/** Stops the server, if one was started. */
export async function stopTestServer(): Promise<void> {
  if (!running) return;
  const { server, directory } = await running;
  running = undefined;
  await server.stop();
  await rm(directory, { recursive: true, force: true });
}

async function start(): Promise<{ server: EmbeddedServer; directory: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'roomkeeper-test-'));
  // `mkdtemp` makes folders for their owner only, and as root the server runs as another user.
  await chmod(directory, 0o755);
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };
  return { server: await startEmbeddedServer({ directory, log: silentLogger, settings }), directory };
}
