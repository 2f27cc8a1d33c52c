/** The most cells of a table, two bytes each. */
const CELL_LIMIT = 16_384;
const STATE_LIMIT = 1_024;
/** The most ways of all states together, about six bytes each. */
const WAY_LIMIT = 16_384;

/**
 * The states of a lazy automaton. Number 0 stands for a state that is not built yet, 1 is where texts start. When it is
 * full, it is emptied: it takes the most memory that its limits say.
 */
export class StateTable {
  /** Cells a state: one for each class of letters and one for the text's end. */
  readonly width: number;
  /** The state that follows, by state and class. */
  next: Uint16Array;
  /** The patterns that are known to match once the state is reached, a bit for each. */
  matched: Int32Array;
  /** The most states. */
  readonly #limit: number;
  readonly #ways: Int32Array[] = [nowhere];
  readonly #before: number[] = [0];
  readonly #numbers = new Map<string, number>();
  #weight = 0;

  constructor(width: number) {
    this.width = width;
    this.#limit = Math.max(32, Math.min(STATE_LIMIT, Math.floor(CELL_LIMIT / width)));
    this.next = new Uint16Array(8 * width);
    this.matched = new Int32Array(8);
  }

  get bytes(): number {
    return this.next.byteLength + this.matched.byteLength + this.#weight * 6 + this.#ways.length * 100;
  }

  has(state: number): boolean {
    return state < this.#ways.length;
  }

  /** Where the ways of a state are, in order. */
  ways(state: number): Int32Array {
    return this.#ways[state] ?? nowhere;
  }

  /** The kind of the letter before a state. */
  before(state: number): number {
    return this.#before[state] ?? 0;
  }

  /** The number of a state, new or known. */
  add(ways: Int32Array, before: number, matched: number): number {
    const key = String.fromCharCode(before, matched & 0xffff, matched >>> 16, ...ways);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const state = this.#ways.length;
    this.#numbers.set(key, state);
    this.#ways.push(ways);
    this.#before.push(before);
    this.#weight += ways.length;
    if (state >= this.matched.length) this.#grow();
    this.matched[state] = matched;
    return state;
  }

  /** Adds the state that follows another, and keeps that it does. */
  follow(state: number, letterClass: number, ways: Int32Array, before: number, matched: number): number {
    if (this.#ways.length <= this.#limit && this.#weight <= WAY_LIMIT) {
      const next = this.add(ways, before, matched);
      this.next[state * this.width + letterClass] = next;
      return next;
    }
    const first = this.ways(1);
    const edge = this.before(1);
    this.#empty();
    this.add(first, edge, 0);
    return this.add(ways, before, matched);
  }

  #empty(): void {
    this.next.fill(0);
    this.matched.fill(0);
    this.#numbers.clear();
    this.#ways.length = 1;
    this.#before.length = 1;
    this.#weight = 0;
  }

  #grow(): void {
    const states = Math.min(this.matched.length * 2, this.#limit + 1);
    const next = new Uint16Array(states * this.width);
    next.set(this.next);
    this.next = next;
    const matched = new Int32Array(states);
    matched.set(this.matched);
    this.matched = matched;
  }
}

const nowhere = new Int32Array(0);
