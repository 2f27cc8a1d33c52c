/** The most cells of a table, four bytes each. */
const CELL_LIMIT = 16_384;
const STATE_LIMIT = 1_024;
/** The most ways of all states together, about six bytes each. */
const WAY_LIMIT = 16_384;
/** Room for so many states to begin with. */
const FIRST_ROOM = 8;

/**
 * The states of a lazy automaton. A state is the place of its first cell, so that a step is one addition and one look-up.
 * When the table is full, it is emptied: it takes the most memory that its limits say.
 */
export class StateTable {
  /** Cells a state: one for each class of letters and one for the text's end. */
  readonly width: number;
  /** Where texts start. */
  readonly start: number;
  /**
   * The state that follows, by state and class: 0 when it is not built yet, its complement when the step to it is worth
   * a look: something matched before the letter, or nothing can any more.
   */
  next: Int32Array;
  /** The most states. */
  readonly #limit: number;
  /** By number: where its ways are, in order; the kind of the letter before it; the patterns that are known to match. */
  readonly #ways: Int32Array[] = [nowhere];
  readonly #before: number[] = [0];
  readonly #matched: number[] = [0];
  readonly #numbers = new Map<string, number>();
  #weight = 0;

  constructor(width: number) {
    this.width = width;
    this.start = width;
    this.#limit = Math.max(32, Math.min(STATE_LIMIT, Math.floor(CELL_LIMIT / width)));
    this.next = new Int32Array(FIRST_ROOM * width);
  }

  get bytes(): number {
    return this.next.byteLength + this.#weight * 6 + this.#ways.length * 110;
  }

  get isEmpty(): boolean {
    return this.#ways.length === 1;
  }

  ways(state: number): Int32Array {
    return this.#ways[state / this.width] ?? nowhere;
  }

  before(state: number): number {
    return this.#before[state / this.width] ?? 0;
  }

  /** The patterns that are known to match once the state is reached, a bit for each. */
  matched(state: number): number {
    return this.#matched[state / this.width] ?? 0;
  }

  /** The state, new or known. */
  add(ways: Int32Array, before: number, matched: number): number {
    const key = String.fromCharCode(before, matched & 0xffff, matched >>> 16, ...ways);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known * this.width;
    const number = this.#ways.length;
    this.#numbers.set(key, number);
    this.#ways.push(ways);
    this.#before.push(before);
    this.#matched.push(matched);
    this.#weight += ways.length;
    if ((number + 1) * this.width > this.next.length) this.#grow();
    return number * this.width;
  }

  /** Adds the state that follows another, and keeps that it does. Told as `next` tells it. */
  follow(state: number, letterClass: number, ways: Int32Array, before: number, matched: number): number {
    const isWorthALook = matched !== 0 || ways.length === 0;
    if (this.#ways.length <= this.#limit && this.#weight <= WAY_LIMIT) {
      const added = this.add(ways, before, matched);
      const next = isWorthALook ? ~added : added;
      this.next[state + letterClass] = next;
      return next;
    }
    const first = this.ways(this.start);
    const edge = this.before(this.start);
    this.#empty();
    this.add(first, edge, 0);
    const added = this.add(ways, before, matched);
    return isWorthALook ? ~added : added;
  }

  #empty(): void {
    this.next.fill(0);
    this.#numbers.clear();
    this.#ways.length = 1;
    this.#before.length = 1;
    this.#matched.length = 1;
    this.#weight = 0;
  }

  #grow(): void {
    const states = Math.min((this.next.length / this.width) * 2, this.#limit + 2);
    const next = new Int32Array(states * this.width);
    next.set(this.next);
    this.next = next;
  }
}

const nowhere = new Int32Array(0);
