import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock, startSandbox, type Sandbox, type SandboxOptions } from 'roomkeeper/sandbox';
import { stringify } from 'yaml';
import { createBot, type Bot } from '../../src/bot.js';
import { loadConfig } from '../../src/config/load.js';
import { ClockScheduler } from '../../src/scheduling/clock-scheduler.js';
import { soleLease, type Lease } from '../../src/sharding/lease.js';
import { testDatabase, type TestDatabase } from './database.js';
import { installFixtures, linkPackages } from './packages.js';
import { memoryLogger, type LogLine } from './logger.js';

export interface StageOptions {
  /** The plugins that are on, and their options: the content of `config.yaml`. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly sandbox?: Omit<SandboxOptions, 'clock'>;
  /** Plugins of `test/fixtures` that are installed as packages; `config` enables them. */
  readonly fixtures?: readonly string[];
  /** Packages that are installed: their folders, by their names. */
  readonly packages?: Readonly<Record<string, string>>;
  /** Further environment variables. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * How many requests the bot makes in a second of the clock. Default: as many as there are, since a clock that stands still would
   * keep the rest waiting for ever.
   */
  readonly requestsPerSecond?: number;
  /** The right to act. Default one that is always there. */
  readonly lease?: Lease;
  /** Starts no bot: the test does, with `startBot`. */
  readonly withoutBot?: boolean;
}

/**
 * Milliseconds, longer than any test. `settle` asks for heartbeats; when one of the client's own comes between such a one and its
 * acknowledgement, discord.js takes the connection for dead, and resumes: nothing is settled meanwhile.
 */
const HEARTBEAT_INTERVAL = 24 * 3_600_000;

/**
 * A whole bot in this process, over a local Discord and a database of its own, all on one clock that the test moves. Its jobs
 * are woken by that clock.
 */
export class Stage {
  public readonly clock: ManualClock;
  /** What the bot has logged. */
  public readonly log: LogLine[] = [];
  public readonly sandbox: Sandbox;
  public readonly database: TestDatabase;
  readonly #config: Readonly<Record<string, unknown>>;
  readonly #fixtures: readonly string[];
  readonly #packages: Readonly<Record<string, string>>;
  readonly #env: Readonly<Record<string, string>>;
  /** Where the bot finds its database; a test may put something between them before the bot starts. */
  public databaseUrl: string;
  readonly #requestsPerSecond: number;
  readonly #lease: Lease;
  #bot: Bot | undefined;

  private constructor(parts: { sandbox: Sandbox; clock: ManualClock; database: TestDatabase; options: StageOptions }) {
    this.sandbox = parts.sandbox;
    this.clock = parts.clock;
    this.database = parts.database;
    this.databaseUrl = parts.database.url;
    this.#config = parts.options.config ?? { plugins: ['autochannel'] };
    this.#fixtures = parts.options.fixtures ?? [];
    this.#packages = parts.options.packages ?? {};
    this.#env = parts.options.env ?? {};
    this.#lease = parts.options.lease ?? soleLease;
    this.#requestsPerSecond = parts.options.requestsPerSecond ?? Infinity;
  }

  /** Sets the stage. `prepare` fills the local Discord before the bot comes. */
  public static async set(options: StageOptions = {}, prepare?: (stage: Stage) => void): Promise<Stage> {
    const clock = new ManualClock();
    const gateway = { heartbeatInterval: HEARTBEAT_INTERVAL, ...options.sandbox?.gateway };
    const sandbox = await startSandbox({ ...options.sandbox, gateway, clock });
    const stage = new Stage({ sandbox, clock, database: await testDatabase('migrated'), options });
    prepare?.(stage);
    if (!options.withoutBot) await stage.startBot();
    return stage;
  }

  public get bot(): Bot {
    if (!this.#bot) throw new Error('No bot runs on this stage');
    return this.#bot;
  }

  /** Starts a bot on the same database, with another configuration and further environment variables if they are given. */
  public async startBot(
    config: Readonly<Record<string, unknown>> = this.#config,
    more: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const directory = await mkdtemp(join(tmpdir(), 'roomkeeper-config-'));
    try {
      const file = join(directory, 'config.yaml');
      await writeFile(file, stringify(config));
      await installFixtures(directory, this.#fixtures);
      await linkPackages(directory, this.#packages);
      const { token: DISCORD_TOKEN, api: DISCORD_API } = this.sandbox;
      const env = { ...this.#env, ...more, DISCORD_TOKEN, DISCORD_API, DATABASE_URL: this.databaseUrl };
      const loaded = await loadConfig({ argv: ['--config', file], env, directory });
      this.#bot = createBot(loaded, memoryLogger(this.log), {
        clock: this.clock,
        requestsPerSecond: this.#requestsPerSecond,
        scheduler: (clock, runner) => new ClockScheduler(clock, runner),
        lease: this.#lease,
      });
      await this.#bot.start();
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
    await this.settle();
  }

  public async stopBot(): Promise<void> {
    const bot = this.#bot;
    this.#bot = undefined;
    await bot?.stop();
  }

  /** The bot waits for the answer to a request no longer than so many real milliseconds. */
  public limitRequests(milliseconds: number): void {
    const { client } = this.bot;
    if (client) client.rest.options.timeout = milliseconds;
  }

  /** Waits until every event has arrived, all that the bot made of it is done, and no request is under way. */
  public async settle(): Promise<void> {
    for (let quiet = 0; quiet < 2;) {
      const before = this.sandbox.timeline.length;
      await this.sandbox.settled();
      await this.#bot?.idle();
      quiet = this.sandbox.timeline.length === before ? quiet + 1 : 0;
    }
  }

  /** Moves the time, timer by timer, and lets everything settle after each. */
  public async pass(seconds: number): Promise<void> {
    await this.clock.advance(seconds * 1000, () => this.settle());
  }

  /** Ends it all. Fails when the bot broke a schema of Discord, or asked for what the local Discord does not know. */
  public async strike(): Promise<void> {
    await this.stopBot();
    try {
      await this.sandbox.stop();
    } finally {
      await this.database.drop({ later: true });
    }
  }
}
