import type { Ranges } from './program.js';

const LATIN = 128;

/**
 * All letters, put into classes: two letters share one when no set tells them apart. Tables over classes stay small,
 * whatever the sets are made of.
 */
export class LetterClasses {
  readonly size: number;
  /** The classes of ASCII. */
  readonly latin = new Uint16Array(LATIN);
  /** Whether a set has the letters of a class, by set and class. */
  readonly members: Uint8Array;
  /** Where stretches of letters of one class begin, and their classes. */
  readonly #from: Int32Array;
  readonly #classes: Uint16Array;

  constructor(sets: readonly Ranges[]) {
    const bounds = new Set([0]);
    for (const set of sets) set.forEach((bound, at) => bounds.add(at % 2 === 0 ? bound : bound + 1));
    this.#from = Int32Array.from(bounds).sort();
    const within = sets.map((set) => stretches(set, this.#from));
    const rough = refined(within, this.#from.length);
    const numbers = new Map<number, number>();
    this.#classes = Uint16Array.from(rough, (found) => {
      const known = numbers.get(found) ?? numbers.size;
      numbers.set(found, known);
      return known;
    });
    this.size = numbers.size;
    this.members = new Uint8Array(sets.length * this.size);
    for (const [index, found] of within.entries()) {
      for (const at of found) this.members[index * this.size + (this.#classes[at] ?? 0)] = 1;
    }
    for (let code = 0; code < LATIN; code++) this.latin[code] = this.classOf(code);
  }

  get bytes(): number {
    return LATIN * 2 + this.#from.length * 6 + this.members.length;
  }

  classOf(code: number): number {
    let low = 0;
    let high = this.#from.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#from[middle] ?? 0) <= code) low = middle;
      else high = middle;
    }
    return this.#classes[low] ?? 0;
  }
}

/** Splits the stretches by one set after the other. */
function refined(within: readonly (readonly number[])[], count: number): Int32Array {
  const classes = new Int32Array(count);
  let classCount = 1;
  for (const found of within) {
    const moved = new Map<number, number>();
    for (const at of found) {
      const old = classes[at] ?? 0;
      const now = moved.get(old) ?? classCount++;
      moved.set(old, now);
      classes[at] = now;
    }
  }
  return classes;
}

/** The stretches that a set is made of. Both are in order, so that one walk finds them. */
function stretches(set: Ranges, from: Int32Array): readonly number[] {
  const found: number[] = [];
  let at = 0;
  for (let range = 0; range < set.length; range += 2) {
    const first = set[range] ?? 0;
    const last = set[range + 1] ?? 0;
    while (at < from.length && (from[at] ?? 0) < first) at++;
    for (; at < from.length && (from[at] ?? 0) <= last; at++) found.push(at);
  }
  return found;
}
