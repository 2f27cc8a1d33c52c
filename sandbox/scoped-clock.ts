import type { Clock, Timer } from './clock.js';

/** Another clock, whose timers can be ended all at once: none of a sandbox's outlives it. */
export class ScopedClock implements Clock {
  readonly #clock: Clock;
  readonly #timers = new Set<Timer>();

  public constructor(clock: Clock) {
    this.#clock = clock;
  }

  public now(): number {
    return this.#clock.now();
  }

  public after(delay: number, callback: () => void): Timer {
    const inner = this.#clock.after(delay, () => {
      this.#timers.delete(timer);
      callback();
    });
    const timer: Timer = {
      cancel: () => {
        this.#timers.delete(timer);
        inner.cancel();
      },
    };
    this.#timers.add(timer);
    return timer;
  }

  /** Cancels every timer that still runs. */
  public cancelAll(): void {
    for (const timer of this.#timers) timer.cancel();
  }
}
