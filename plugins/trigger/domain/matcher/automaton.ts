import type { TextTraits } from '../patterns/text-traits.js';
import { CLASS_BITS, CLASS_MASK, type Alphabet, type NeedleTree } from './needles.js';

/**
 * Finds all needles of a guild in one pass over a text (Aho and Corasick, with its table written out). Reports each slot
 * once at most, so that its work is bounded by the text's length plus the number of needles. Allocates nothing when it
 * scans; one scan at a time.
 */
export class Automaton {
  /** The slots that the last scan found. Only as many as it said. */
  readonly hits: Int32Array;
  readonly #alphabet: Alphabet;
  /** Cells a state: one for each class, and one for where its slots are listed. */
  readonly #width: number;
  /**
   * What follows, by state and class. A state is the place of its first cell, so that a step is one addition and one
   * look-up; the states that end needles are stored as complements, so that one comparison tells them.
   */
  readonly #next: Int32Array;
  /** Lists of slots, the longest needle first, each closed by a -1. */
  readonly #lists: Int32Array;
  /** In which scan a slot was last reported. */
  readonly #reported: Uint32Array;
  #scan = 0;

  constructor(tree: NeedleTree) {
    this.#alphabet = tree.alphabet;
    this.#width = tree.alphabet.size + 1;
    this.#next = new Int32Array(tree.nodes.length * this.#width);
    this.#reported = new Uint32Array(tree.slots);
    this.hits = new Int32Array(tree.slots);
    this.#lists = this.#writeOut(tree);
  }

  /** About how much memory it takes. */
  get bytes(): number {
    return this.#next.byteLength + this.#lists.byteLength + this.hits.byteLength * 2 + this.#alphabet.bytes + 500;
  }

  /**
   * Looks for all needles in a text as it was written, and tells how many slots it found; -1 when the text has letters
   * that cannot be folded one by one.
   *
   * @param traits - told about the text on the way, if it was simple: a pass of its own would cost half as much again.
   */
  scanWritten(text: string, traits: TextTraits): number {
    const scan = this.#begin();
    const { length } = text;
    const alphabet = this.#alphabet;
    const { ascii } = alphabet;
    const next = this.#next;
    let found = 0;
    let state = 0;
    let seen = 0;
    let runs = 0;
    let before = 0;
    let pair = 0;
    for (let at = 0; at < length; at++) {
      const unit = text.charCodeAt(at);
      const letter = unit < 128 ? (ascii[unit] ?? 0) : alphabet.beyondAscii(unit);
      if (letter === 0) return -1;
      // The classes are in there as well; they are dropped at the end.
      seen |= letter;
      runs |= pair & letter;
      pair = before & letter;
      before = letter;
      state = next[(state + (letter & CLASS_MASK)) | 0] ?? 0;
      if (state < 0) {
        state = ~state;
        found = this.#report(state, scan, found);
      }
    }
    traits.seen = seen >>> CLASS_BITS;
    traits.runs = runs >>> CLASS_BITS;
    return found;
  }

  /** The same in a folded text, whatever its letters. */
  scanFolded(text: string): number {
    const scan = this.#begin();
    let found = 0;
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      state = this.#next[state + this.#alphabet.classOf(text.charCodeAt(at))] ?? 0;
      if (state >= 0) continue;
      state = ~state;
      found = this.#report(state, scan, found);
    }
    return found;
  }

  #report(state: number, scan: number, before: number): number {
    let found = before;
    for (let at = this.#next[state + this.#width - 1] ?? 0; ; at++) {
      const slot = this.#lists[at] ?? -1;
      // What is shorter than a needle that was reported was reported with it.
      if (slot < 0 || this.#reported[slot] === scan) return found;
      this.#reported[slot] = scan;
      this.hits[found++] = slot;
    }
  }

  #begin(): number {
    if (this.#scan === 0xffff_ffff) {
      this.#scan = 0;
      this.#reported.fill(0);
    }
    return ++this.#scan;
  }

  /** Breadth first: the states that texts are in most often lie side by side, and each comes after its suffixes. */
  #writeOut({ nodes }: NeedleTree): Int32Array {
    const width = this.#width;
    const next = this.#next;
    const slotsOf: (readonly number[])[] = [[]];
    const suffixes = [0];
    const open = [0];
    const lists: number[] = [-1];
    for (let rank = 0; rank < open.length; rank++) {
      const node = nodes[open[rank] ?? 0];
      const state = rank * width;
      const suffix = suffixes[rank] ?? 0;
      if (rank > 0) {
        next.copyWithin(state, suffix * width, (suffix + 1) * width - 1);
        const shorter = slotsOf[suffix] ?? [];
        const slots = node === undefined || node.slot < 0 ? shorter : [node.slot, ...shorter];
        slotsOf.push(slots);
        next[state + width - 1] = slots.length === 0 ? 0 : lists.length;
        if (slots.length > 0) lists.push(...slots, -1);
      }
      for (const [letterClass, child] of node?.children ?? []) {
        const cell = state + letterClass;
        // Until it is overwritten here, the cell says where the suffix goes on.
        suffixes.push((next[cell] ?? 0) / width);
        next[cell] = open.length * width;
        open.push(child);
      }
    }
    this.#markEnds(next, width);
    return Int32Array.from(lists);
  }

  #markEnds(next: Int32Array, width: number): void {
    for (let row = 0; row < next.length; row += width) {
      for (let cell = row; cell < row + width - 1; cell++) {
        const state = next[cell] ?? 0;
        if (next[state + width - 1] !== 0) next[cell] = ~state;
      }
    }
  }
}
