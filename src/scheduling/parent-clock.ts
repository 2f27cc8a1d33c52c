import type { Clock, Timer } from './clock.js';

/** How a clock differs from the machine's. It means the same in every process of the machine. */
interface Steering {
  /** So many milliseconds it is ahead of the machine's time. */
  readonly ahead: number;
  /** The time at which it stands still, in epoch milliseconds, or null when it runs. */
  readonly pausedAt: number | null;
}

/** The side of the process that the parent's messages come in. */
export interface ParentChannel {
  /** Whether there is a parent that can say something. */
  readonly connected?: boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

interface Pending {
  readonly at: number;
  readonly callback: () => void;
}

/** `setTimeout` takes no longer delay than this. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/**
 * A clock that the parent process pauses and moves forward, with messages `{ clock: { ahead, pausedAt } }`. It lets somebody who
 * tries out a bot see what takes minutes without waiting for it.
 */
export class ParentClock implements Clock {
  #steering: Steering = { ahead: 0, pausedAt: null };
  #timeout: NodeJS.Timeout | undefined;
  readonly #pending = new Set<Pending>();

  private constructor() {}

  /** Resolves once the parent has told the time, which it does as soon as it has started this process. */
  public static async of(parent: ParentChannel): Promise<ParentClock> {
    const clock = new ParentClock();
    const told = Promise.withResolvers<void>();
    parent.on('message', (message) => {
      const steering = steeringIn(message);
      if (!steering) return;
      clock.#steer(steering);
      told.resolve();
    });
    await told.promise;
    return clock;
  }

  public now(): number {
    return this.#steering.pausedAt ?? Date.now() + this.#steering.ahead;
  }

  public after(delay: number, callback: () => void): Timer {
    const pending = { at: this.now() + Math.max(0, delay), callback };
    this.#pending.add(pending);
    this.#arm();
    return { cancel: () => void this.#pending.delete(pending) };
  }

  #steer(steering: Steering): void {
    this.#steering = steering;
    this.#run();
  }

  /** Runs what is due, in order. */
  #run(): void {
    for (let next = this.#next(); next && next.at <= this.now(); next = this.#next()) {
      this.#pending.delete(next);
      next.callback();
    }
    this.#arm();
  }

  #arm(): void {
    clearTimeout(this.#timeout);
    const next = this.#next();
    if (!next || (this.#steering.pausedAt !== null && next.at > this.now())) return;
    this.#timeout = setTimeout(() => this.#run(), Math.min(Math.max(0, next.at - this.now()), LONGEST_TIMEOUT));
    this.#timeout.unref();
  }

  #next(): Pending | undefined {
    let first: Pending | undefined;
    for (const pending of this.#pending) if (!first || pending.at < first.at) first = pending;
    return first;
  }
}

function steeringIn(message: unknown): Steering | null {
  const { clock } = (message ?? {}) as { clock?: Partial<Steering> };
  if (typeof clock?.ahead !== 'number') return null;
  return { ahead: clock.ahead, pausedAt: typeof clock.pausedAt === 'number' ? clock.pausedAt : null };
}
