import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A process of the bench, which gives one answer to each order. */
export class BenchChild<Order, Answer> {
  readonly #child: ChildProcess;
  readonly #died: Promise<never>;

  /** @param script - A compiled file of this folder. */
  public constructor(script: string, options: { readonly cwd: string; readonly execArgv?: readonly string[] }) {
    this.#child = fork(new URL(script, import.meta.url), {
      cwd: options.cwd,
      execArgv: [...(options.execArgv ?? [])],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#died = once(this.#child, 'exit').then(([code]) => {
      throw new Error(`A process of the bench ended with ${String(code)}.`);
    });
    // Whoever asks it something hears of it.
    this.#died.catch(() => undefined);
  }

  /** Gives an order and waits for its answer; the orders of one child do not overlap. */
  public async asked(order: Order & object): Promise<Answer> {
    const answered = once(this.#child, 'message');
    this.#child.send(order);
    const [answer] = (await Promise.race([answered, this.#died])) as [Answer];
    return answer;
  }

  /** Kills it, unless it has ended. */
  public async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    if (this.#child.kill('SIGKILL')) await ended;
  }
}
