import type { Alphabet, NeedleTree } from './needles.js';

/**
 * Finds all needles of a guild in one pass over a text (Aho and Corasick, with its table written out). Reports each slot
 * once at most, so that its work is bounded by the text's length plus the number of needles. Allocates nothing when it
 * scans; one scan at a time.
 */
export class Automaton {
  /** The slots that the last scan found. Only as many as it said. */
  readonly hits: Int32Array;
  readonly #alphabet: Alphabet;
  readonly #classes: number;
  /** The state that follows, by state and class. */
  readonly #next: Uint16Array | Uint32Array;
  readonly #depth: Uint8Array;
  readonly #starts: Int32Array;
  readonly #anywhere: Int32Array;
  /** The nearest shorter suffix that ends a needle; 0 for none. */
  readonly #shorter: Int32Array;
  /** In which scan a slot was last reported. */
  readonly #reported: Uint32Array;
  #scan = 0;

  constructor(tree: NeedleTree) {
    const { nodes, alphabet, slots } = tree;
    this.#alphabet = alphabet;
    this.#classes = alphabet.size;
    const Table = nodes.length > 0xffff ? Uint32Array : Uint16Array;
    this.#next = new Table(nodes.length * this.#classes);
    this.#depth = Uint8Array.from(nodes, ({ depth }) => depth);
    this.#starts = Int32Array.from(nodes, ({ start }) => start);
    this.#anywhere = Int32Array.from(nodes, ({ anywhere }) => anywhere);
    this.#shorter = new Int32Array(nodes.length);
    this.#reported = new Uint32Array(slots);
    this.hits = new Int32Array(slots);
    this.#writeOut(tree);
  }

  /** About how much memory it takes. */
  get bytes(): number {
    return this.#next.byteLength + this.#depth.length * 13 + this.hits.byteLength * 2 + 512;
  }

  /** Looks for all needles in a text, and tells how many slots it found. */
  scan(text: string): number {
    const scan = this.#begin();
    const alphabet = this.#alphabet;
    const next = this.#next;
    const classes = this.#classes;
    let found = 0;
    let state = 0;
    let atStart = true;
    for (let at = 0; at < text.length; at++) {
      state = next[state * classes + alphabet.classOf(text.charCodeAt(at))] ?? 0;
      if (state === 0) {
        atStart = false;
        continue;
      }
      // As long as the state is as deep as the text is read, all of it is the beginning of a needle.
      if (atStart) {
        atStart = this.#depth[state] === at + 1;
        const slot = this.#starts[state] ?? -1;
        if (atStart && slot >= 0) this.hits[found++] = slot;
      }
      for (let ending = state; ending > 0; ending = this.#shorter[ending] ?? 0) {
        const slot = this.#anywhere[ending] ?? -1;
        if (slot < 0) continue;
        // What is shorter than a needle that was reported was reported with it.
        if (this.#reported[slot] === scan) break;
        this.#reported[slot] = scan;
        this.hits[found++] = slot;
      }
    }
    return found;
  }

  #begin(): number {
    if (this.#scan === 0xffff_ffff) {
      this.#scan = 0;
      this.#reported.fill(0);
    }
    return ++this.#scan;
  }

  /** Breadth first, so that the shorter suffix of a state is written out before the state. */
  #writeOut({ nodes }: NeedleTree): void {
    const classes = this.#classes;
    const suffix = new Int32Array(nodes.length);
    const open = [0];
    for (let first = 0; first < open.length; first++) {
      const state = open[first] ?? 0;
      const fallback = suffix[state] ?? 0;
      if (state > 0) {
        this.#shorter[state] = (this.#anywhere[fallback] ?? -1) >= 0 ? fallback : (this.#shorter[fallback] ?? 0);
        this.#next.copyWithin(state * classes, fallback * classes, (fallback + 1) * classes);
      }
      for (const [letterClass, child] of nodes[state]?.children ?? []) {
        // Until it is overwritten here, the cell says where the suffix goes on.
        suffix[child] = state === 0 ? 0 : (this.#next[state * classes + letterClass] ?? 0);
        this.#next[state * classes + letterClass] = child;
        open.push(child);
      }
    }
  }
}
