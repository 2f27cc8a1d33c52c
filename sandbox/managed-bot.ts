import { readLogLine, type BotLogLine } from './bot-log.js';
import { BotProcess, type BotProcessOptions, type Ending } from './bot-process.js';
import type { Sandbox } from './sandbox.js';
import type { SteeredClock } from './steered-clock.js';

export type BotState = 'starting' | 'running' | 'stopping' | 'down';

/** What has become of the bot, or what it says. The code is that of one that has ended by itself. */
export type BotNews =
  | { readonly kind: 'state'; readonly state: BotState; readonly about: string; readonly code: number | null }
  | { readonly kind: 'log'; readonly line: BotLogLine }
  | { readonly kind: 'print'; readonly text: string };

/** In milliseconds. */
const GRACE = 10_000;

/**
 * The bot under test in a process of its own: starts, stops and kills it, keeps its clock on ours, and reads its log. A line of
 * that log that lists `plugins` says that it is ready.
 */
export class ManagedBot {
  readonly #sandbox: Sandbox;
  readonly #clock: SteeredClock;
  readonly #process: BotProcess;
  readonly #listeners = new Set<(news: BotNews) => void>();
  #state: BotState = 'down';
  #since: number;
  #ended: string | null = null;
  #hasRun = false;
  #plugins: readonly string[] = [];
  /** How often the gateway had been identified to when the bot was started last. */
  #identifies = 0;
  #grace: NodeJS.Timeout | undefined;

  public constructor(sandbox: Sandbox, clock: SteeredClock, options: Omit<BotProcessOptions, 'onLine'>) {
    this.#sandbox = sandbox;
    this.#clock = clock;
    this.#since = clock.now();
    const env = { ...options.env, ROOMKEEPER_CLOCK: 'parent', LOG_FORMAT: 'json', LOG_LEVEL: 'debug' };
    this.#process = new BotProcess({ ...options, env, onLine: (line) => this.#read(line) });
    clock.onChange(() => this.#tellTime());
    sandbox.onChange(() => this.#look());
  }

  public get state(): BotState {
    return this.#state;
  }

  /** Since when it is in this state, on the sandbox's clock. */
  public get since(): number {
    return this.#since;
  }

  /** How it ended last: `exit code 1`, or a signal. */
  public get ended(): string | null {
    return this.#ended;
  }

  /** Whether it has ever come up. */
  public get hasRun(): boolean {
    return this.#hasRun;
  }

  /** The names of its plugins, once it has told them in a line of its log. */
  public get plugins(): readonly string[] {
    return this.#plugins;
  }

  /** Calls `listener` with all that becomes of it; the answer stops it. */
  public onNews(listener: (news: BotNews) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Starts it unless it is there. */
  public start(): void {
    if (this.#state !== 'down') return;
    this.#identifies = this.#sandbox.gateway.identifies;
    this.#process.start((ending) => this.#hasEnded(ending));
    this.#tellTime();
    this.#become('starting', 'is starting');
  }

  /** Asks it to stop, and waits until it has. */
  public async stop(): Promise<void> {
    if (this.#state === 'down') return;
    this.#become('stopping', 'was asked to stop');
    await this.#process.stop();
    this.#ended = 'stopped';
    this.#become('down', 'has stopped');
  }

  /** Kills it on the spot, as a crash would. */
  public async kill(): Promise<void> {
    if (this.#state === 'down') return;
    await this.#process.kill();
    this.#ended = 'SIGKILL';
    this.#become('down', 'was killed');
  }

  public async restart(): Promise<void> {
    await this.stop();
    this.start();
  }

  #hasEnded({ code, signal }: Ending): void {
    this.#ended = signal ?? `exit code ${code}`;
    this.#become('down', `has ended with ${this.#ended}`, code);
  }

  #tellTime(): void {
    this.#process.tell({ clock: this.#clock.steering });
  }

  /** A bot that does not tell that it is ready counts as running some time after it has identified itself. */
  #look(): void {
    if (this.#state !== 'starting' || this.#grace || this.#sandbox.gateway.identifies === this.#identifies) return;
    this.#grace = setTimeout(() => {
      if (this.#state === 'starting') this.#become('running', 'is ready');
    }, GRACE).unref();
  }

  #read(text: string): void {
    const line = readLogLine(text);
    this.#tell(line ? { kind: 'log', line } : { kind: 'print', text });
    const plugins = line?.fields['plugins'];
    if (!Array.isArray(plugins)) return;
    this.#plugins = plugins.map(String);
    if (this.#state === 'starting') this.#become('running', 'is ready');
  }

  #become(state: BotState, about: string, code: number | null = null): void {
    this.#state = state;
    clearTimeout(this.#grace);
    this.#grace = undefined;
    if (state === 'running') this.#hasRun = true;
    this.#since = this.#clock.now();
    this.#tell({ kind: 'state', state, about, code });
  }

  #tell(news: BotNews): void {
    for (const listener of this.#listeners) listener(news);
  }
}
