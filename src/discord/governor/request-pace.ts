import type { Clock, Timer } from '../../scheduling/clock.js';

/** A second, and a little more: requests do not reach Discord in the even steps in which they leave. In milliseconds. */
const SPAN = 1050;

interface Waiter {
  readonly go: () => void;
  readonly signal: AbortSignal | null;
}

/**
 * Lets so many requests go in any second. Those that have to wait go in turns by their key (a guild), so that one guild with much
 * to do does not keep the others waiting.
 */
export class RequestPace {
  readonly #clock: Clock;
  readonly #perSecond: () => number;
  /** When the latest requests went, in order. */
  #sent: number[] = [];
  readonly #waiting = new Map<string, Waiter[]>();
  #timer: Timer | undefined;

  /** @param perSecond - asked anew for each request. At least 1. */
  public constructor(clock: Clock, perSecond: () => number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
  }

  /** How many requests wait. */
  public get waiting(): number {
    let count = 0;
    for (const waiters of this.#waiting.values()) count += waiters.length;
    return count;
  }

  /** Resolves when the request may go. Rejects with the signal's reason when that is aborted before. */
  public turn(key: string, signal: AbortSignal | null): Promise<void> {
    signal?.throwIfAborted();
    if (this.#waiting.size === 0 && this.#take()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.#drop(key, waiter);
        reject(signal?.reason);
      };
      const go = (): void => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      const waiter: Waiter = { go, signal };
      signal?.addEventListener('abort', abort, { once: true });
      this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), waiter]);
      this.#arm();
    });
  }

  #take(): boolean {
    const now = this.#clock.now();
    if (this.#recent(now).length >= this.#perSecond()) return false;
    this.#sent.push(now);
    return true;
  }

  /** A clock that was put back makes nobody wait longer than usual. */
  #recent(now: number): readonly number[] {
    const from = this.#sent.findIndex((at) => at > now - SPAN);
    if (from !== 0) this.#sent = from < 0 ? [] : this.#sent.slice(from);
    if ((this.#sent.at(-1) ?? now) > now) this.#sent = this.#sent.map((at) => Math.min(at, now));
    return this.#sent;
  }

  #arm(): void {
    if (this.#timer || this.#waiting.size === 0) return;
    const now = this.#clock.now();
    const sent = this.#recent(now);
    const first = sent[sent.length - this.#perSecond()];
    this.#timer = this.#clock.after(first === undefined ? 0 : Math.max(0, first + SPAN - now), () => {
      this.#timer = undefined;
      this.#release();
    });
  }

  #release(): void {
    while (this.#waiting.size > 0 && this.#take()) this.#next()?.go();
    this.#arm();
  }

  /** The first one of the key whose turn it is; that key is the last in turn then. */
  #next(): Waiter | undefined {
    const [turn] = this.#waiting;
    if (!turn) return undefined;
    const [key, [first, ...rest]] = turn;
    this.#waiting.delete(key);
    if (rest.length > 0) this.#waiting.set(key, rest);
    return first;
  }

  #drop(key: string, waiter: Waiter): void {
    const left = (this.#waiting.get(key) ?? []).filter((one) => one !== waiter);
    if (left.length > 0) this.#waiting.set(key, left);
    else this.#waiting.delete(key);
  }
}
