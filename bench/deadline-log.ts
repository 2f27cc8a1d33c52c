import type { LogFields, Logger } from '../src/logging/logger.js';
import { silentLogger } from '../test/support/logger.js';

/** How much later than it was due a task began, in milliseconds, over all that were woken since the last time. */
export interface Lateness {
  readonly woken: number;
  readonly armed: number;
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
}

/** Reads from the bot's own log when each deadline was due, and when its task was woken. */
export class DeadlineLog {
  readonly #due = new Map<string, number>();
  #late: number[] = [];

  /** A deadline was armed, cancelled or woken. What is no such line is left alone. */
  public read({ task, key, at, deadline }: LogFields, now = Date.now()): void {
    const name = `${String(task)} ${String(key)}`;
    if (deadline === 'armed' && (at instanceof Date || typeof at === 'string')) {
      this.#due.set(name, new Date(at).getTime());
    } else if (deadline === 'cancelled') {
      this.#due.delete(name);
    } else if (deadline === 'woken') {
      const due = this.#due.get(name);
      this.#due.delete(name);
      // What was due when it was armed has waited for nothing.
      if (due !== undefined) this.#late.push(now - due);
    }
  }

  public lateness(): Lateness {
    const sorted = this.#late.toSorted((one, other) => one - other);
    this.#late = [];
    return {
      woken: sorted.length,
      armed: this.#due.size,
      p50: quantile(sorted, 0.5),
      p99: quantile(sorted, 0.99),
      worst: sorted.at(-1) ?? 0,
    };
  }

  /** A logger that only reads. */
  public logger(): Logger {
    const read = (fields: LogFields): void => this.read(fields);
    return { ...silentLogger, debug: read, child: () => this.logger() };
  }
}

/** Of numbers that are sorted; 0 of none. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
