import { readFile, rename } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logging/logger.js';
import { findBinaries } from './embedded-binaries.js';
import { openCluster, SERVER_ROLE, SETTINGS_FILE, writeOwned, type Cluster } from './embedded-cluster.js';
import { runCommand } from './embedded-command.js';
import { EmbeddedDatabaseError } from './embedded-error.js';
import { placeServer } from './embedded-placement.js';
import { findPostmaster } from './embedded-postmaster.js';
import { Presence } from './embedded-presence.js';
import { findServerUser } from './embedded-user.js';

/** How long the server may take to be ready, recovery after a crash included, in milliseconds. */
const START_LIMIT = 120_000;

/** How long the server may take to write down what it holds, in milliseconds. */
const STOP_LIMIT = 60_000;

/** How often it is tried; the port that was free may be taken by another program meanwhile. */
const START_ATTEMPTS = 5;

/** How long the last bot waits for other connections to close before it leaves the server running, in milliseconds. */
const ALONE_LIMIT = 2_000;

const POLL_INTERVAL = 50;

/** For a bot on a small machine: a few dozen connections, little memory, no parallel queries. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '32MB',
  max_parallel_workers_per_gather: '0',
  // A week of logs, each day's file written anew.
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
};

/** What {@link startEmbeddedServer} takes. */
export interface EmbeddedServerOptions {
  /** The bot's data folder; made if it is not there. The server lives in its folder `postgres`. */
  readonly directory: string;
  readonly log: Logger;
  /** Further settings of `postgresql.conf`. They hold until the server is started anew. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A running embedded server. */
export interface EmbeddedServer {
  /** Whether it was running already: another bot's, or that of one that was killed. */
  readonly adopted: boolean;
  /** Where its data is. */
  readonly directory: string;
  /** The address of a database of that server. Holds the password. */
  url(database: string): string;
  /**
   * Leaves the server, and stops it when nobody else is connected. Close your own connections first. Idempotent; never
   * rejects because the server is gone already.
   */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL server that comes with the package, or joins it when it runs already on the same folder.
 *
 * Guarantees: it listens on 127.0.0.1 only, on a port of its own, behind a generated password (mode 0600); a killed bot, a
 * killed server, a start that was cut short and two bots that start at once on the same folder are all harmless.
 *
 * @throws {EmbeddedDatabaseError} when it cannot run here, saying why and what to do.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const user = await findServerUser();
  const cluster = await openCluster(await placeServer(options.directory, await findBinaries(), user), user);
  const failures: string[] = [];
  let started = false;
  for (const deadline = Date.now() + START_LIMIT; Date.now() < deadline && failures.length < START_ATTEMPTS;) {
    const running = await findPostmaster(cluster.data);
    if (!running) {
      const failure = await launch(cluster, options.settings ?? {});
      started = failure === undefined;
      if (failure !== undefined) failures.push(failure);
    } else if (running.ready && running.port) {
      const server = await joinServer(cluster, running.port, !started, options);
      if (server) return server;
    }
    if (!started) await sleep(POLL_INTERVAL);
  }
  throw new EmbeddedDatabaseError(
    'FAILED',
    `it does not become ready on ${cluster.data}:\n${failures.at(-1) ?? 'a server runs there, but lets nobody in.'}`,
    `Look into ${join(cluster.data, 'log')}.`,
  );
}

/** Starts the server on a free port. Returns what went wrong, if anything. */
async function launch(cluster: Cluster, ownSettings: Readonly<Record<string, string>>): Promise<string | undefined> {
  const settings = { ...SETTINGS, port: String(await findFreePort()), ...ownSettings };
  await writeSettings(cluster, settings);
  const startLog = join(cluster.home, 'start.log');
  await writeOwned(startLog, '', cluster.user);
  const { code, output } = await control(cluster, [
    '--wait',
    '--log',
    startLog,
    '--timeout',
    String(START_LIMIT / 1000),
    'start',
  ]);
  return code === 0 ? undefined : `${output}\n${await readFile(startLog, 'utf8')}`.trim();
}

async function writeSettings(cluster: Cluster, settings: Readonly<Record<string, string>>): Promise<void> {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`);
  const file = join(cluster.data, SETTINGS_FILE);
  const draft = `${file}.${process.pid}`;
  await writeOwned(draft, lines.join(''), cluster.user);
  await rename(draft, file);
}

async function findFreePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.once('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    server.close(() => resolve(port));
  });
  return promise;
}

function control(cluster: Cluster, args: readonly string[]): ReturnType<typeof runCommand> {
  return runCommand(cluster.binaries.pgCtl, ['--pgdata', cluster.data, ...args], cluster.user);
}

async function joinServer(
  cluster: Cluster,
  port: number,
  adopted: boolean,
  { log }: EmbeddedServerOptions,
): Promise<EmbeddedServer | undefined> {
  const url = (name: string): string =>
    `postgresql://${SERVER_ROLE}:${cluster.password}@127.0.0.1:${port}/${encodeURIComponent(name)}`;
  const lost = (error: Error): void => log.error({ error }, 'The embedded PostgreSQL has broken off the connection');
  const presence = await Presence.join(url('postgres'), cluster.data, lost);
  if (!presence) return undefined;
  log.debug({ port, adopted, folder: cluster.data }, 'The embedded PostgreSQL runs');

  let stopping: Promise<void> | undefined;
  return {
    adopted,
    directory: cluster.data,
    url,
    stop: () => (stopping ??= stopServer(cluster, presence, log)),
  };
}

async function stopServer(cluster: Cluster, presence: Presence, log: Logger): Promise<void> {
  try {
    if (await becomesLast(presence)) await shutDown(cluster, log);
    else log.info({ folder: cluster.data }, 'The embedded PostgreSQL goes on: somebody else uses it');
  } catch (error) {
    log.warn({ error }, 'The embedded PostgreSQL cannot be asked whether somebody else uses it, and is left as it is');
  } finally {
    await presence.leave();
  }
}

/** Connections that have just been closed are listed for a moment longer. */
async function becomesLast(presence: Presence): Promise<boolean> {
  for (const deadline = Date.now() + ALONE_LIMIT; Date.now() < deadline; await sleep(POLL_INTERVAL)) {
    if (await presence.isLast()) return true;
  }
  return false;
}

async function shutDown(cluster: Cluster, log: Logger): Promise<void> {
  const pid = (await findPostmaster(cluster.data))?.pid;
  const { output } = await control(cluster, ['--no-wait', '--mode', 'fast', 'stop']);
  // Left to itself, pg_ctl would go on waiting for the next server, which another bot may start as soon as this one is gone.
  for (const deadline = Date.now() + STOP_LIMIT; Date.now() < deadline; await sleep(POLL_INTERVAL)) {
    const running = await findPostmaster(cluster.data);
    if (!running || running.pid !== pid) return log.debug({}, 'The embedded PostgreSQL has stopped');
  }
  log.error({ output }, 'The embedded PostgreSQL does not stop');
}
