import type { Clock } from '../clock.js';

/** The first millisecond of 2015, from which Discord counts. */
const EPOCH = 1_420_070_400_000n;
const PER_MILLISECOND = 1n << 22n;

/** Makes ids that rise with the clock and never repeat, also when the clock stands still or goes back. */
export class SnowflakeGenerator {
  readonly #clock: Clock;
  #last = 0n;
  #past = 0n;

  public constructor(clock: Clock) {
    this.#clock = clock;
  }

  public next(): string {
    const first = (BigInt(this.#clock.now()) - EPOCH) * PER_MILLISECOND;
    this.#last = first > this.#last ? first : this.#last + 1n;
    return this.#last.toString();
  }

  /** An id of an earlier time in epoch milliseconds. It repeats none that was made then. */
  public at(time: number): string {
    this.#past = (this.#past + 1n) % (PER_MILLISECOND / 2n);
    return ((BigInt(time) - EPOCH) * PER_MILLISECOND + PER_MILLISECOND / 2n + this.#past).toString();
  }
}

/** When an id was made, in epoch milliseconds. */
export function snowflakeTime(id: string): number {
  return Number(BigInt(id) / PER_MILLISECOND + EPOCH);
}
