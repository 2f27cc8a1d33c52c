import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LogFields } from '../src/logging/logger.js';
import { packageRoot } from '../test/support/package-root.js';
import type { ProbeReport } from './probe.js';

export interface ProductionBotOptions {
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  /** Gets each line of its log. */
  readonly onLine?: (line: LogLine) => void;
}

/** A line of the log as JSON has it. */
export interface LogLine extends LogFields {
  readonly level: number;
  readonly time: string;
  readonly msg: string;
}

/** As in the Dockerfile and in the systemd unit. */
export const allocation = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '65536' } as const;

/** How long the bot may take to be ready, and to stop, in milliseconds. */
const READY_LIMIT = 60_000;
const STOP_LIMIT = 20_000;

/** The bot as its production entry point starts it, with a probe loaded before. */
export class ProductionBot {
  readonly #child: ChildProcess;
  readonly #ready = Promise.withResolvers<void>();
  #died: string | null = null;
  #complaints = '';

  private constructor({ directory, env, onLine }: ProductionBotOptions) {
    const probe = new URL('probe.js', import.meta.url).href;
    const { PATH = '' } = process.env;
    const flags = ['--expose-gc', '--import', probe];
    this.#child = spawn(process.execPath, [...flags, join(packageRoot, 'dist/src/main.js')], {
      cwd: directory,
      env: { PATH, NODE_ENV: 'production', LOG_FORMAT: 'json', ...allocation, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child.stderr?.on('data', (data: Buffer) => (this.#complaints += data.toString()));
    if (this.#child.stdout) {
      createInterface({ input: this.#child.stdout }).on('line', (text) => {
        const line = JSON.parse(text) as LogLine;
        if (line.msg === 'The bot is ready') this.#ready.resolve();
        onLine?.(line);
      });
    }
    this.#child.once('exit', (code, signal) => {
      this.#died = `The bot ended (${signal ?? code}): ${this.#complaints}`;
      this.#ready.reject(new Error(this.#died));
    });
  }

  /** Starts it, and waits until it is ready. */
  public static async start(options: ProductionBotOptions): Promise<ProductionBot> {
    const bot = new ProductionBot(options);
    const timer = setTimeout(() => bot.#ready.reject(new Error('The bot is not ready in time.')), READY_LIMIT);
    try {
      await bot.#ready.promise;
      return bot;
    } catch (error) {
      await bot.kill();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Why it has ended; null while it runs. */
  public get died(): string | null {
    return this.#died;
  }

  public async probe(): Promise<ProbeReport> {
    if (this.#died !== null) throw new Error(this.#died);
    const waiting = new AbortController();
    const { signal } = waiting;
    const answered = once(this.#child, 'message', { signal });
    const ended = once(this.#child, 'exit', { signal });
    for (const event of [answered, ended]) event.catch(() => undefined);
    this.#child.send('probe');
    try {
      const [report] = (await Promise.race([answered, ended.then(() => this.#ended())])) as [ProbeReport];
      return report;
    } finally {
      waiting.abort();
    }
  }

  #ended(): never {
    throw new Error(this.#died ?? 'The bot ended.');
  }

  /** Stops it as whoever runs it would. @returns its exit code, or the signal that ended it. */
  public async stop(): Promise<number | string | null> {
    if (this.#died !== null) return this.#child.exitCode;
    const ended = once(this.#child, 'exit') as Promise<[number | null, string | null]>;
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_LIMIT);
    const [code, signal] = await ended;
    clearTimeout(timer);
    return code ?? signal;
  }

  public async kill(): Promise<void> {
    if (this.#died !== null) return;
    const ended = once(this.#child, 'exit');
    if (this.#child.kill('SIGKILL')) await ended;
  }
}
