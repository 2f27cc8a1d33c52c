interface Slot {
  /** Number of the slot since the epoch. */
  index: number;
  count: number;
}

/** Into so many slots a window is divided: what has happened is forgotten slot by slot, at most that much too late. */
const SLOTS = 60;

/** Counts what happened within the last so many milliseconds, in memory that does not grow with the count. */
export class SlidingCount {
  readonly #width: number;
  #slots: Slot[] = [];
  #total = 0;

  /** @param span - in milliseconds. */
  public constructor(span: number) {
    this.#width = span / SLOTS;
  }

  public add(now: number): void {
    const index = this.#forget(now);
    const last = this.#slots.at(-1);
    if (last?.index === index) last.count += 1;
    else this.#slots.push({ index, count: 1 });
    this.#total += 1;
  }

  public total(now: number): number {
    this.#forget(now);
    return this.#total;
  }

  /** When fewer than `limit` will be left, if no more come: `now` when that is so already. */
  public endOf(limit: number, now: number): number {
    let left = this.total(now);
    if (left < limit) return now;
    for (const { index, count } of this.#slots) {
      left -= count;
      if (left < limit) return (index + SLOTS + 1) * this.#width;
    }
    return now;
  }

  public clear(): void {
    this.#slots = [];
    this.#total = 0;
  }

  /** A clock that was put back changes nothing of what has happened: it counts as having happened just now. */
  #forget(now: number): number {
    const current = Math.floor(now / this.#width);
    const later = this.#slots.findIndex(({ index }) => index > current);
    if (later >= 0) {
      const count = this.#slots.splice(later).reduce((sum, slot) => sum + slot.count, 0);
      const last = this.#slots.at(-1);
      if (last?.index === current) last.count += count;
      else this.#slots.push({ index: current, count });
    }
    for (let first = this.#slots[0]; first && first.index < current - SLOTS; first = this.#slots[0]) {
      this.#slots.shift();
      this.#total -= first.count;
    }
    return current;
  }
}
