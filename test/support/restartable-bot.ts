import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from 'roomkeeper/sandbox';
import { stringify } from 'yaml';
import { packageRoot } from './package-root.js';
import { installFixtures } from './packages.js';

const entry = join(packageRoot, 'dist', 'src', 'main.js');

/** How long a bot may take to start, in real milliseconds. */
const START_LIMIT = 30_000;

/** A bot in a process of its own, started by the production entry point, which may be killed at any moment. */
export class RestartableBot {
  readonly #sandbox: Sandbox;
  readonly #databaseUrl: string;
  readonly #directory: string;
  #child: ChildProcess | undefined;
  #output = '';

  public constructor(sandbox: Sandbox, databaseUrl: string, config: object) {
    this.#sandbox = sandbox;
    this.#databaseUrl = databaseUrl;
    this.#directory = mkdtempSync(join(tmpdir(), 'roomkeeper-child-'));
    writeFileSync(join(this.#directory, 'config.yaml'), stringify(config));
  }

  /** Installs plugins of `test/fixtures` beside its configuration, which enables them. */
  public async install(fixtures: readonly string[]): Promise<void> {
    await installFixtures(this.#directory, fixtures);
  }

  /** Starts it, and waits until it has said that it is ready. */
  public async start(): Promise<void> {
    this.spawn();
    await this.ready();
  }

  /** Starts it without waiting. */
  public spawn(): void {
    const env = { DISCORD_API: this.#sandbox.api, DISCORD_TOKEN: this.#sandbox.token, DATABASE_URL: this.#databaseUrl };
    const args = [entry, '--config', join(this.#directory, 'config.yaml')];
    const child = spawn(process.execPath, args, { cwd: this.#directory, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    this.#output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    }
  }

  public async ready(): Promise<void> {
    const child = this.#child;
    await this.#sandbox.until(
      () => {
        if (child?.exitCode !== null) throw new Error(`The bot has ended by itself:\n${this.#output}`);
        return this.#output.includes('The bot is ready');
      },
      { timeout: START_LIMIT, describe: 'the bot to be ready' },
    );
  }

  /** What it has written since its last start. */
  public get output(): string {
    return this.#output;
  }

  /** Ends it at once, as a crash would. Resolves when it is gone. */
  public async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => void child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  /** Ends it, and removes its files. */
  public async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
