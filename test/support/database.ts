import { MikroORM } from '@mikro-orm/postgresql';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { loadConfig } from '../../src/config/load.js';
import { core } from '../../src/core/plugin.js';
import { startEmbeddedServer, type EmbeddedServer } from '../../src/database/embedded-server.js';
import { migrate } from '../../src/database/migrate.js';
import { ormOptions } from '../../src/database/orm.js';
import { gatherEntities, gatherMigrations } from '../../src/plugins/gather.js';
import { silentLogger } from './logger.js';
import { packageRoot } from './package-root.js';

/** A database of a test's own. */
export interface TestDatabase {
  readonly url: string;
  /** Returns at once where `later` is true: the database goes while the next test runs. */
  drop(options?: { readonly later?: boolean }): Promise<void>;
}

/** What a database holds at first: nothing, or the tables of all plugins that come with Roomkeeper. */
type Kind = 'empty' | 'migrated';

/** How long connections of a test may take to close, in milliseconds. */
const CLOSING = 5000;

let running: Promise<TestServer> | undefined;

/** Gives a database of its own, on the one server that is started the first time that a test asks. */
export async function testDatabase(kind: Kind = 'empty'): Promise<TestDatabase> {
  running ??= TestServer.start();
  return (await running).database(kind);
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

/** Stops the server, if one was started. */
export async function stopTestServer(): Promise<void> {
  const server = await running;
  running = undefined;
  await server?.stop();
}

/** The server of a run. Whole boots by the hundred need databases: each is made while the test before it runs. */
class TestServer {
  readonly #server: EmbeddedServer;
  readonly #directory: string;
  readonly #spare = new Map<Kind, Promise<string>>();
  readonly #dropping = new Set<Promise<void>>();
  #template: Promise<string> | undefined;
  #count = 0;

  private constructor(server: EmbeddedServer, directory: string) {
    this.#server = server;
    this.#directory = directory;
  }

  public static async start(): Promise<TestServer> {
    const directory = await mkdtemp(join(tmpdir(), 'roomkeeper-test-'));
    // `mkdtemp` makes folders for their owner only, and as root the server runs as another user.
    await chmod(directory, 0o755);
    const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };
    return new TestServer(await startEmbeddedServer({ directory, log: silentLogger, settings }), directory);
  }

  public async database(kind: Kind): Promise<TestDatabase> {
    const name = await (this.#spare.get(kind) ?? this.#create(kind));
    const next = this.#create(kind);
    // Whoever takes it meets its failure.
    next.catch(() => undefined);
    this.#spare.set(kind, next);
    return {
      url: this.#server.url(name),
      drop: async ({ later = false } = {}) => {
        const dropped = this.#drop(name).finally(() => this.#dropping.delete(dropped));
        this.#dropping.add(dropped);
        if (!later) await dropped;
      },
    };
  }

  public async stop(): Promise<void> {
    await Promise.allSettled(this.#spare.values());
    const dropped = await Promise.allSettled(this.#dropping);
    await this.#server.stop();
    await rm(this.#directory, { recursive: true, force: true });
    const failed = dropped.find((result) => result.status === 'rejected');
    if (failed) throw new Error('A database could not be dropped', { cause: failed.reason });
  }

  async #create(kind: Kind): Promise<string> {
    const name = `test_${process.pid}_${(this.#count += 1)}`;
    if (kind === 'migrated') this.#template ??= this.#migrated();
    const template = kind === 'migrated' ? await this.#template : 'template1';
    await query(this.#server.url('postgres'), `create database "${name}" template "${template}"`);
    return name;
  }

  async #migrated(): Promise<string> {
    const name = await this.#create('empty');
    const url = this.#server.url(name);
    const { installed } = await loadConfig({ argv: [], env: {}, directory: packageRoot });
    const plugins = [core, ...installed];
    const schema = { entities: gatherEntities(plugins), migrations: gatherMigrations(plugins) };
    const orm = await MikroORM.init(ormOptions(url, schema));
    await migrate({ orm, url, schema, when: 'boot', log: silentLogger });
    await orm.close(true);
    return name;
  }

  async #drop(name: string): Promise<void> {
    const client = new Client({ connectionString: this.#server.url('postgres') });
    await client.connect();
    try {
      await unused(client, name);
      await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
    } finally {
      await client.end();
    }
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
