/** A stretch of work that is timed at once, in milliseconds: short enough that other processes seldom come between. */
const STRETCH_MS = 0.5;

/**
 * Times a piece of work on each of many things, over and over. The things are cut into stretches of half a millisecond,
 * and each stretch counts with the median of its rounds: what other processes took is in few of them, for quick work as
 * for slow work.
 */
export class Timing<T> {
  readonly #stretches: readonly (readonly T[])[];
  readonly #times: readonly number[][];
  readonly #count: number;
  readonly #work: (thing: T) => unknown;

  /** Runs the work once on each thing, which warms it up. */
  constructor(things: readonly T[], work: (thing: T) => unknown) {
    const warm = milliseconds(() => things.forEach(work));
    const size = Math.max(1, Math.floor((things.length * STRETCH_MS) / warm));
    this.#work = work;
    this.#count = things.length;
    this.#stretches = Array.from({ length: Math.ceil(things.length / size) }, (_, at) =>
      things.slice(at * size, (at + 1) * size),
    );
    this.#times = this.#stretches.map(() => []);
  }

  round(): void {
    const work = this.#work;
    for (const [at, stretch] of this.#stretches.entries()) {
      const started = performance.now();
      for (const thing of stretch) work(thing);
      this.#times[at]?.push(performance.now() - started);
    }
  }

  /** Microseconds for each thing, of the rounds so far. */
  get microseconds(): number {
    return (this.#times.reduce((sum, times) => sum + median(times), 0) * 1_000) / this.#count;
  }
}

export function milliseconds(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}
