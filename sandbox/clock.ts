/** A timer that {@link Clock.after} started. */
export interface Timer {
  cancel(): void;
}

/** Where the sandbox gets the time from. Structurally the bot's own clock, so that a test can share one between both. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Runs `callback` once, `delay` milliseconds from now. Never keeps the process alive. */
  after(delay: number, callback: () => void): Timer;
}

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, callback) {
    const handle = setTimeout(callback, Math.max(0, delay));
    handle.unref();
    return { cancel: () => clearTimeout(handle) };
  },
};

interface Pending {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** A clock that stands still until somebody moves it. */
export class ManualClock implements Clock {
  #now: number;
  #order = 0;
  readonly #pending = new Set<Pending>();

  public constructor(now = Date.parse('2026-01-01T12:00:00Z')) {
    this.#now = now;
  }

  public now(): number {
    return this.#now;
  }

  public after(delay: number, callback: () => void): Timer {
    const pending = { at: this.#now + Math.max(0, delay), order: this.#order++, callback };
    this.#pending.add(pending);
    return { cancel: () => void this.#pending.delete(pending) };
  }

  /**
   * Moves the time forward by `ms`, running each timer that falls due at its own time and in order, also those that timers
   * set on the way. After each timer `settle` is awaited, so that what it began can finish before the next one.
   *
   * @param together - Timers of one instant run one after the other without that, as a real event loop would run them.
   */
  public async advance(
    ms: number,
    settle: () => Promise<void> = async () => {},
    { together = false } = {},
  ): Promise<void> {
    const end = this.#now + ms;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.at);
      this.#run(next);
      if (together) for (let other = this.#next(this.#now); other; other = this.#next(this.#now)) this.#run(other);
      await settle();
    }
    this.#now = end;
    await settle();
  }

  /** When the first timer falls due; null when there is none. */
  public get next(): number | null {
    return this.#next(Infinity)?.at ?? null;
  }

  /** Jumps to a time, also a past one, without running what lies between: what a corrected system clock does. */
  public jump(now: number): void {
    this.#now = now;
  }

  #run(pending: Pending): void {
    this.#pending.delete(pending);
    pending.callback();
  }

  #next(end: number): Pending | undefined {
    let first: Pending | undefined;
    for (const pending of this.#pending) {
      if (pending.at > end) continue;
      if (!first || pending.at < first.at || (pending.at === first.at && pending.order < first.order)) first = pending;
    }
    return first;
  }
}
