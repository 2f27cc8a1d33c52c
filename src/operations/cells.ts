import type { Counter, Histogram } from './metrics.js';

/** A count. Adding to it is an addition, and nothing else: thousands of events come in a second. */
export class CountCell implements Counter {
  public value = 0;

  public add(amount = 1): void {
    this.value += amount;
  }
}

/** A spread of values over buckets. */
export class SpreadCell implements Histogram {
  public sum = 0;
  /** How many values are at most each bound, and above the one before; the last is for what is above all bounds. */
  public readonly counts: Float64Array;
  readonly #bounds: readonly number[];

  public constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.counts = new Float64Array(bounds.length + 1);
  }

  public observe(value: number): void {
    let bucket = 0;
    for (const bound of this.#bounds) {
      if (value <= bound) break;
      bucket += 1;
    }
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.sum += value;
  }

  public begin(): number {
    return performance.now();
  }

  public end(begun: number): void {
    this.observe((performance.now() - begun) / 1000);
  }
}
