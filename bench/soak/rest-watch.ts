import type { Sandbox } from 'roomkeeper/sandbox';

/** Counts what the bot asks of Discord, by the second in which it came. */
export class RestWatch {
  public calls = 0;
  public refusedForRate = 0;
  /** Answers of 400 and above, but 429: operation, status and code, with their counts. */
  public readonly failures = new Map<string, number>();
  readonly #seconds = new Map<number, number>();
  readonly #stop: () => void;

  public constructor(sandbox: Sandbox) {
    this.#stop = sandbox.onChange((row) => {
      if (row.kind !== 'call') return;
      const { status, operation, code } = row.call;
      if (status === null) this.#came(operation);
      else if (status === 429) this.refusedForRate += 1;
      else if (status >= 400) {
        const failure = `${operation} ${status} ${code}`;
        this.failures.set(failure, (this.failures.get(failure) ?? 0) + 1);
      }
    });
  }

  /** The most in any second. Answers to interactions do not count: they are outside of Discord's global limit. */
  public get most(): number {
    return Math.max(0, ...this.#seconds.values());
  }

  public stop(): void {
    this.#stop();
  }

  #came(operation: string): void {
    this.calls += 1;
    if (operation.startsWith('POST /interactions')) return;
    const second = Math.floor(Date.now() / 1_000);
    this.#seconds.set(second, (this.#seconds.get(second) ?? 0) + 1);
  }
}
