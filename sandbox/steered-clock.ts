import type { Clock, Timer } from './clock.js';

/** How a clock differs from the machine's. It means the same in every process of the machine. */
export interface Steering {
  /** So many milliseconds it is ahead of the machine's time when it runs. */
  readonly ahead: number;
  /** The time at which it stands still, in epoch milliseconds, or null when it runs. */
  readonly pausedAt: number | null;
}

interface Pending {
  readonly at: number;
  readonly callback: () => void;
}

/** `setTimeout` takes no longer delay than this. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** The machine's time, which can be paused, and moved forward. */
export class SteeredClock implements Clock {
  #ahead = 0;
  /** What {@link moveOn} has added up to, pauses aside. */
  #moved = 0;
  #pausedAt: number | null = null;
  #timeout: NodeJS.Timeout | undefined;
  readonly #pending = new Set<Pending>();
  readonly #listeners = new Set<() => void>();

  public now(): number {
    return this.#pausedAt ?? Date.now() + this.#ahead;
  }

  public after(delay: number, callback: () => void): Timer {
    const pending = { at: this.now() + Math.max(0, delay), callback };
    this.#pending.add(pending);
    this.#arm();
    return { cancel: () => void this.#pending.delete(pending) };
  }

  public get steering(): Steering {
    return { ahead: this.#ahead, pausedAt: this.#pausedAt };
  }

  public get paused(): boolean {
    return this.#pausedAt !== null;
  }

  /** The same time without the pauses, for what must not stand still: a rate limit that a client waits for. */
  public readonly unpaused: Clock = {
    now: () => Date.now() + this.#moved,
    after: (delay, callback) => this.after(delay, callback),
  };

  public pause(): void {
    this.#pausedAt ??= this.now();
    this.#changed();
  }

  public resume(): void {
    if (this.#pausedAt !== null) this.#ahead = this.#pausedAt - Date.now();
    this.#pausedAt = null;
    this.#changed();
  }

  /** Moves it forward. The timers that fall due on the way run at once, in order, and find the new time. */
  public moveOn(ms: number): void {
    this.#moved += ms;
    if (this.#pausedAt === null) this.#ahead += ms;
    else this.#pausedAt += ms;
    this.#changed();
  }

  /** Calls `listener` whenever it is paused, resumed or moved; the answer stops it. */
  public onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #changed(): void {
    this.#run();
    for (const listener of this.#listeners) listener();
  }

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
    if (!next || (this.paused && next.at > this.now())) return;
    this.#timeout = setTimeout(() => this.#run(), Math.min(Math.max(0, next.at - this.now()), LONGEST_TIMEOUT));
    this.#timeout.unref();
  }

  #next(): Pending | undefined {
    let first: Pending | undefined;
    for (const pending of this.#pending) if (!first || pending.at < first.at) first = pending;
    return first;
  }
}
