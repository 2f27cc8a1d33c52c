import { fork, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('../src/main.js', import.meta.url));

/** How long a bot may take to stop before it is killed, in milliseconds. */
const PATIENCE = 30_000;
/** How long its last lines may take to arrive when it has ended, in milliseconds. */
const LAST_WORDS = 1000;

export interface BotProcessOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly args: readonly string[];
  /** Gets each line that it prints, errors too. Without it they go where those of this process go. */
  readonly onLine?: (line: string) => void;
}

/** How a process ended: by itself with a code, or by a signal. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The bot, in a process of its own, started by its production entry point. */
export class BotProcess {
  readonly #options: BotProcessOptions;
  #child: ChildProcess | undefined;
  #ending: ChildProcess | undefined;

  public constructor(options: BotProcessOptions) {
    this.#options = options;
  }

  /** Starts it, and calls `onExit` when it ends by itself. The channel to it tells it when this process is gone. */
  public start(onExit: (ending: Ending) => void): void {
    const { env, args, onLine } = this.#options;
    const output = onLine ? 'pipe' : 'inherit';
    const child = fork(entry, args, { env, stdio: ['ignore', output, output, 'ipc'] });
    this.#child = child;
    for (const input of [child.stdout, child.stderr]) {
      if (onLine && input) createInterface({ input }).on('line', onLine);
    }
    const ended = (code: number | null, signal: NodeJS.Signals | null): void => {
      if (this.#child !== child) return;
      this.#child = undefined;
      onExit({ code, signal });
    };
    // All that it had to say has come by then, unless something that it has started keeps the pipes open.
    child.once('close', ended);
    child.once('exit', (code, signal) => void setTimeout(() => ended(code, signal), LAST_WORDS).unref());
  }

  /** Tells it something. One that is not there, or is just ending, hears nothing. */
  public tell(message: object): void {
    if (this.#child?.connected) this.#child.send(message, () => undefined);
  }

  /** Kills it on the spot, as a crash would. */
  public kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** Asks it to stop, and waits until it has. */
  public stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** One that is being stopped can still be killed. */
  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child ?? this.#ending;
    if (!child) return;
    this.#child = undefined;
    this.#ending = child;
    const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    await ended;
    clearTimeout(timer);
    if (this.#ending === child) this.#ending = undefined;
  }
}
