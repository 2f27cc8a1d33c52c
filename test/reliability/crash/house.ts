import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, SteeredClock, type GuildHandle, type Sandbox } from 'roomkeeper/sandbox';
import { stringify } from 'yaml';
import { ManagedBot, type BotState } from '../../../sandbox/managed-bot.js';
import { StoredState } from '../../plugins/hub/stored-state.js';
import { query, testDatabase, type TestDatabase } from '../../support/database.js';
import { DatabaseProxy } from '../../support/database-proxy.js';
import type { Scene } from '../operation.js';

/** How long a bot may take to start on a busy machine, in real milliseconds. */
const START_LIMIT = 120_000;
/** So many looks in a row nothing may have happened. */
const QUIET_LOOKS = 2;
/** The last so many seconds that pass do so one by one. */
const LAST_STEPS = 4;
/** Longer than any run, in milliseconds: heartbeats come when somebody waits for all to settle, and at no other time. */
const HEARTBEAT_INTERVAL = 24 * 3_600_000;

/**
 * Only what a start finds is to help, not the sweep of a minute later. And no limit of the bot's own stands in the way of guilds in
 * which the same people do the same again and again.
 */
const config = { scheduling: { sweepInterval: 86_400 } };

/**
 * A bot in a process of its own, started by the production entry point, that can be killed at any moment, over a sandbox and a
 * database of its own. Both go by a clock that stands still unless it is moved, and the bot's jobs are woken by it: they are
 * lost with its process, so that nothing is left after a crash but what is stored.
 */
export class House implements Scene {
  public readonly sandbox: Sandbox;
  public readonly proxy: DatabaseProxy;
  public readonly stored: StoredState;
  readonly #clock: SteeredClock;
  readonly #database: TestDatabase;
  readonly #directory: string;
  readonly #bot: ManagedBot;
  #output: string[] = [];

  private constructor(parts: {
    clock: SteeredClock;
    sandbox: Sandbox;
    database: TestDatabase;
    proxy: DatabaseProxy;
    stored: StoredState;
    directory: string;
    compileCache: string;
  }) {
    this.#clock = parts.clock;
    this.sandbox = parts.sandbox;
    this.#database = parts.database;
    this.proxy = parts.proxy;
    this.stored = parts.stored;
    this.#directory = parts.directory;
    const env = {
      PATH: process.env['PATH'],
      DISCORD_API: this.sandbox.api,
      DISCORD_TOKEN: this.sandbox.token,
      DATABASE_URL: this.proxy.url,
      NODE_COMPILE_CACHE: parts.compileCache,
    };
    this.#bot = new ManagedBot(this.sandbox, this.#clock, {
      env,
      args: ['--config', join(this.#directory, 'config.yaml')],
    });
    this.#bot.onNews((news) => {
      if (news.kind === 'print') this.#output.push(news.text);
      if (news.kind === 'log') this.#output.push(JSON.stringify(news.line));
    });
  }

  /** @param compileCache - A folder in which bots keep what they compile. */
  public static async build(compileCache: string): Promise<House> {
    const clock = new SteeredClock();
    clock.pause();
    const gateway = { heartbeatInterval: HEARTBEAT_INTERVAL };
    const sandbox = await startSandbox({ clock, gateway, rateLimits: false });
    const database = await testDatabase('migrated');
    const directory = await mkdtemp(join(tmpdir(), 'roomkeeper-house-'));
    await writeFile(join(directory, 'config.yaml'), stringify(config));
    const proxy = await DatabaseProxy.start(database.url);
    const stored = await StoredState.open(database.url);
    return new House({ clock, sandbox, database, proxy, stored, directory, compileCache });
  }

  public get databaseUrl(): string {
    return this.#database.url;
  }

  public get state(): BotState {
    return this.#bot.state;
  }

  /** What the bot has written since its last start. */
  public get output(): string {
    return this.#output.join('\n');
  }

  public now(): number {
    return this.#clock.now();
  }

  /** Starts the bot, and waits until it is ready and has nothing more to do. */
  public async start(): Promise<void> {
    this.#output = [];
    this.#bot.start();
    const isUp = (): boolean => {
      if (this.state === 'down') throw new Error(`The bot has ended by itself: ${this.#bot.ended}\n${this.output}`);
      return this.state === 'running';
    };
    await this.sandbox.until(isUp, { timeout: START_LIMIT, describe: 'the bot to be ready' });
    await this.settle();
  }

  /** Ends the bot at once, as a crash would. */
  public async kill(): Promise<void> {
    await this.#bot.kill();
  }

  /** Ends the bot as it should be: it keeps what it has compiled only then. */
  public async stop(): Promise<void> {
    await this.#bot.stop();
  }

  public async settle(): Promise<void> {
    let changes = 0;
    const stops = [this.sandbox.onChange(() => (changes += 1)), this.proxy.onWrite(() => (changes += 1))];
    try {
      for (let quiet = 0; quiet < QUIET_LOOKS && this.state !== 'down';) {
        const before = changes;
        await this.sandbox.settled();
        quiet = changes === before && !this.proxy.isBusy ? quiet + 1 : 0;
      }
    } finally {
      for (const stop of stops) stop();
    }
  }

  /**
   * In longer and longer steps, and in short ones at the end: what is due soon is done at its time, and what follows from something due
   * late is done too.
   */
  public async pass(seconds: number): Promise<void> {
    for (let left = seconds, step = 1; left > 0; step *= 2) {
      const now = left > LAST_STEPS ? Math.min(step, left - LAST_STEPS) : Math.min(1, left);
      left -= now;
      this.#clock.moveOn(now * 1000);
      await this.settle();
    }
  }

  /** The bot and its tables know a guild no longer. While the bot is down. */
  public async forget(guild: GuildHandle): Promise<void> {
    const rooms = 'select voice_channel_id from auto_channels where guild_id = $1';
    await query(this.databaseUrl, `delete from panel_stickies where voice_channel_id in (${rooms})`, [guild.id]);
    await query(this.databaseUrl, `delete from auto_channel_members where voice_channel_id in (${rooms})`, [guild.id]);
    const tables = await query(
      this.databaseUrl,
      `select table_name from information_schema.columns where column_name = 'guild_id' and table_schema = 'public'`,
    );
    // Breakouts name their source.
    const names = tables.map(({ table_name: name }) => String(name)).toSorted();
    for (const name of names) await query(this.databaseUrl, `delete from "${name}" where guild_id = $1`, [guild.id]);
    guild.removeBot();
  }

  public async strike(): Promise<void> {
    await this.kill();
    await this.stored.close();
    await this.proxy.stop();
    try {
      await this.sandbox.stop();
    } finally {
      await this.#database.drop();
      await rm(this.#directory, { recursive: true, force: true });
    }
  }
}
