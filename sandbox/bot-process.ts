import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('../src/main.js', import.meta.url));

/** How long a bot may take to stop before it is killed, in milliseconds. */
const PATIENCE = 30_000;

/** The bot, in a process of its own, started by its production entry point. */
export class BotProcess {
  readonly #env: NodeJS.ProcessEnv;
  readonly #args: readonly string[];
  #child: ChildProcess | undefined;

  public constructor(env: NodeJS.ProcessEnv, args: readonly string[]) {
    this.#env = env;
    this.#args = args;
  }

  public get running(): boolean {
    return this.#child !== undefined;
  }

  /** Starts it, and calls `onExit` when it ends by itself. The channel to it tells it when this process is gone. */
  public start(onExit: (code: number | null) => void): void {
    const child = fork(entry, this.#args, { env: this.#env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#child = child;
    child.once('exit', (code) => {
      if (this.#child !== child) return;
      this.#child = undefined;
      onExit(code);
    });
  }

  /** Kills it on the spot, as a crash would. */
  public kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** Asks it to stop, and waits until it has. */
  public stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = undefined;
    const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    await ended;
    clearTimeout(timer);
  }
}
