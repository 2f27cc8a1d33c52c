import type { MikroORM } from '@mikro-orm/postgresql';
import type { Config } from '../config/config.js';
import type { Logger } from '../logging/logger.js';
import type { Clock } from '../scheduling/clock.js';
import { systemClock } from '../scheduling/clock.js';
import { connected } from './connected.js';
import { waitForDatabase } from './connection.js';
import { hasEmbeddedData } from './embedded-placement.js';
import { DatabaseError } from './errors.js';
import { startEmbeddedServer, type EmbeddedServer } from './embedded-server.js';
import { requireJobsMigrated } from './jobs-migration.js';
import { migrate } from './migrate.js';
import { openOrm, type ConnectionGuard, type Schema } from './orm.js';
import { OutageWatch } from './outage-watch.js';

/** The database of a running bot. */
export interface Database {
  readonly orm: MikroORM;
  /** Its address, password included: for the jobs, which connect by themselves. */
  readonly url: string;
  /** Calls `listener` each time that the database is back after it was away: what was to be stored meanwhile is lost. */
  onReturn(listener: () => void): void;
  /** Closes the connections, and stops the embedded server if nobody else uses it. */
  close(): Promise<void>;
}

/** The name of the database in the embedded server. */
const EMBEDDED_NAME = 'roomkeeper';

/**
 * Opens the database of the configuration, or the embedded one, and migrates it.
 *
 * @param guardOf - What guards the connections to the database of an address.
 * @throws {DatabaseError} when it cannot be used; the embedded server is stopped again then.
 */
export async function openDatabase(
  config: Config,
  schema: Schema,
  clock: Clock,
  log: Logger,
  signal?: AbortSignal,
  guardOf?: (url: string) => ConnectionGuard,
): Promise<Database> {
  const server = config.database.url === undefined ? await startEmbedded(config, log) : undefined;
  const url = config.database.url ?? server?.url(EMBEDDED_NAME) ?? '';
  let orm: MikroORM | undefined;
  const outages = new OutageWatch({ clock, log, probe: async () => orm?.em.getConnection().execute('select 1') });
  const close = async (): Promise<void> => {
    outages.stop();
    await orm?.close(true);
    await server?.stop();
  };
  try {
    await waitForDatabase({
      url,
      timeLimit: config.database.connectTimeout * 1000,
      clock,
      log,
      ...(signal && { signal }),
    });
    const guard = guardOf?.(url);
    orm = await openOrm(url, schema, guard, (pool) => outages.watch(pool));
    await migrate({ orm, url, schema, when: config.database.migrate, log });
    if (config.database.migrate === 'cli' && config.redisUrl === undefined) await requireJobsMigrated(url);
    const address = guard ? named(url, guard.connectionName) : url;
    return { orm, url: address, onReturn: (listener) => outages.onReturn(listener), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Does some work on the database of the configuration, or on the embedded one, which is started for it unless it runs.
 *
 * @param options - With `mustExist` an embedded database that was never made is an error, and is not made.
 * @throws {DatabaseError} when it cannot be used.
 */
export async function withDatabase<Result>(
  config: Config,
  log: Logger,
  { mustExist }: { readonly mustExist: boolean },
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  const { url, dataDirectory, connectTimeout } = config.database;
  if (url !== undefined) {
    await waitForDatabase({ url, timeLimit: connectTimeout * 1000, clock: systemClock, log });
    return work(url);
  }
  if (mustExist && !(await hasEmbeddedData(dataDirectory))) {
    throw new DatabaseError(
      'NO_DATABASE',
      `There is no embedded database in ${dataDirectory}. Set ROOMKEEPER_DATA to the bot's data folder, or DATABASE_URL if it uses a server.`,
    );
  }
  const server = await startEmbedded(config, log);
  try {
    return await work(server.url(EMBEDDED_NAME));
  } finally {
    await server.stop();
  }
}

/** The address, with what PostgreSQL is to show as the application of its connections. */
function named(url: string, connectionName: string): string {
  const address = new URL(url);
  address.searchParams.set('application_name', connectionName);
  return address.href;
}

async function startEmbedded(config: Config, log: Logger): Promise<EmbeddedServer> {
  const server = await startEmbeddedServer({ directory: config.database.dataDirectory, log });
  await createDatabase(server.url('postgres'), EMBEDDED_NAME);
  return server;
}

/** What PostgreSQL says to the slower one of two that create the same database. */
const ALREADY_THERE = new Set(['42P04', '23505']);

/** Makes a database, unless it is there. */
export async function createDatabase(url: string, name: string): Promise<void> {
  await connected(url, async (client) => {
    try {
      const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
      if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
    } catch (error) {
      const anotherWasFaster = error instanceof Error && 'code' in error && ALREADY_THERE.has(String(error.code));
      if (!anotherWasFaster) throw error;
    }
  });
}
