import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox, type SandboxOptions } from 'roomkeeper/sandbox';
import { testDatabase, type TestDatabase } from '../test/support/database.js';
import type { Answers, Order, Role, Start } from './bot-child.js';
import { BenchChild } from './child.js';

/** A local Discord, a database and a folder for one measurement, and what was started over them. */
export class BenchScene {
  public readonly sandbox: Sandbox;
  public readonly database: TestDatabase;
  public readonly directory: string;
  readonly #children: BotProcess[] = [];

  private constructor(sandbox: Sandbox, database: TestDatabase, directory: string) {
    this.sandbox = sandbox;
    this.database = database;
    this.directory = directory;
  }

  public static async set(options: SandboxOptions = {}): Promise<BenchScene> {
    const gateway = { heartbeatInterval: 3_600_000 };
    const sandbox = await startSandbox({ gateway, rateLimits: false, ...options });
    const directory = await mkdtemp(join(tmpdir(), 'roomkeeper-bench-'));
    await writeFile(join(directory, 'config.yaml'), 'plugins: [autochannel, hub, panel, trigger]\n');
    return new BenchScene(sandbox, await testDatabase('migrated'), directory);
  }

  /** Starts the bot, or a bare client, in a process of its own. */
  public async start(role: Role, options: Pick<Start, 'requestsPerSecond'> = {}): Promise<BotProcess> {
    const child = new BotProcess(this.directory);
    this.#children.push(child);
    const { api, token } = this.sandbox;
    await child.start({ kind: 'start', role, api, token, databaseUrl: this.database.url, ...options });
    return child;
  }

  public async strike(): Promise<void> {
    await Promise.all(this.#children.map((child) => child.stop()));
    await this.sandbox.stop();
    await this.database.drop();
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** The bot, or a bare client, in a process. */
export class BotProcess {
  readonly #child: BenchChild<Order, unknown>;
  #started: Answers['start'] | undefined;

  public constructor(directory: string) {
    this.#child = new BenchChild<Order, unknown>('bot-child.js', { cwd: directory });
  }

  /** How the start went. */
  public get started(): Answers['start'] {
    if (!this.#started) throw new Error('It has not been started.');
    return this.#started;
  }

  public async start(order: Start): Promise<void> {
    this.#started = (await this.#child.asked(order)) as Answers['start'];
  }

  public async memory(): Promise<Answers['memory']> {
    return (await this.#child.asked({ kind: 'memory' })) as Answers['memory'];
  }

  /** Of the deadlines that were woken since the last time. */
  public async deadlines(): Promise<Answers['deadlines']> {
    return (await this.#child.asked({ kind: 'deadlines' })) as Answers['deadlines'];
  }

  public stop(): Promise<void> {
    return this.#child.stop();
  }
}
