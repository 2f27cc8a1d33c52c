/** A timer that {@link Clock.after} started. */
export interface Timer {
  /** Stops the timer; harmless once it has run or was cancelled. */
  cancel(): void;
}

/**
 * Where the framework and its plugins get the time from. Services take a clock and domain functions take `now`, so that
 * a test can move the time of a whole bot.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /**
   * Runs `callback` once, `delay` milliseconds from now. Any non-negative delay is kept exactly, also one beyond the
   * 24.8 days after which Node's own timers overflow. The timer never keeps the process alive.
   */
  after(delay: number, callback: () => void): Timer;
}

/** The longest delay that `setTimeout` takes; a longer one would fire at once. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, callback) {
    let handle: NodeJS.Timeout;
    const wait = (left: number): void => {
      const step = Math.min(left, LONGEST_TIMEOUT);
      handle = setTimeout(() => (left > step ? wait(left - step) : callback()), step);
      handle.unref();
    };
    wait(Math.max(0, delay));
    return { cancel: () => clearTimeout(handle) };
  },
};
