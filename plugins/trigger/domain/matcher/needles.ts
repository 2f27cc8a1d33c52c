import { asciiKinds, FOREIGN, KIND_BITS } from '../patterns/text-traits.js';
import { COMPLEX, foldedUnit } from '../text-letters.js';

/** The part of a literal that the automaton looks for. Bounds its size, whatever people type; the rest is verified. */
export const NEEDLE_LIMIT = 16;

/** The most classes of letters. Beyond it, letters share one: a hit has to be verified then. */
export const CLASS_LIMIT = 127;

/** A class takes so many bits of a letter; the kinds of letters have the others. */
export const CLASS_BITS = 32 - KIND_BITS;
export const CLASS_MASK = (1 << CLASS_BITS) - 1;

/** The most cells of an automaton's table, four bytes each. Needles are cut shorter when it is full. */
const CELL_LIMIT = 1 << 20;

/** What patterns call white space: the alphabet takes all of it for a space. */
const spaces = /[\t\n\f\r]/g;

/** The letters that folded needles are made of, as small numbers; 0 for every other letter. White space is one letter. */
export class Alphabet {
  /** One more than the greatest class. */
  readonly size: number;
  /** Whether no two letters share a class. */
  readonly exact: boolean;
  /** What a scan asks of ASCII, in one look-up: the class, capitals as their small letters, and above it the kind. */
  readonly ascii = new Int32Array(128);
  readonly #others = new Map<number, number>();

  constructor(needles: readonly string[]) {
    const units = new Set<number>();
    for (const needle of needles.map(spaced)) {
      for (let at = 0; at < needle.length; at++) units.add(needle.charCodeAt(at));
    }
    let index = 0;
    for (const unit of units) {
      const letterClass = 1 + (index++ % CLASS_LIMIT);
      if (unit < 128) this.ascii[unit] = letterClass;
      else this.#others.set(unit, letterClass);
    }
    for (let unit = 1; unit < 128; unit++) this.ascii[unit] = this.ascii[foldedUnit(unit)] ?? 0;
    for (const space of '\t\n\f\r') this.ascii[space.charCodeAt(0)] = this.ascii[0x20] ?? 0;
    for (let unit = 0; unit < 128; unit++)
      this.ascii[unit] = (this.ascii[unit] ?? 0) | ((asciiKinds[unit] ?? 0) << CLASS_BITS);
    this.exact = units.size <= CLASS_LIMIT;
    this.size = 1 + Math.min(units.size, CLASS_LIMIT);
  }

  /** About how much memory it takes. */
  get bytes(): number {
    return 700 + this.#others.size * 40;
  }

  /** The class of a folded UTF-16 unit. */
  classOf(unit: number): number {
    if (unit < 128) return (this.ascii[unit] ?? 0) & CLASS_MASK;
    return this.#others.size === 0 ? 0 : (this.#others.get(unit) ?? 0);
  }

  /** What `ascii` says, of a unit beyond ASCII as it was written; 0 when it cannot be folded by itself. */
  beyondAscii(unit: number): number {
    const folded = foldedUnit(unit);
    return folded === COMPLEX ? 0 : this.classOf(folded) | (FOREIGN << CLASS_BITS);
  }
}

/** A state of the automaton while it is built. */
interface Node {
  readonly children: Map<number, number>;
  /** The slot of the needle that ends here; -1 for none. */
  slot: number;
}

/** Where a needle is reported, and whether all of it was taken: a hit is only a hint otherwise. */
export interface Added {
  readonly slot: number;
  readonly whole: boolean;
}

/** Needles as a tree. Needles that look alike to the alphabet share a slot. */
export class NeedleTree {
  readonly alphabet: Alphabet;
  readonly nodes: Node[] = [newNode()];
  readonly #limit: number;
  #slots = 0;

  constructor(alphabet: Alphabet) {
    this.alphabet = alphabet;
    this.#limit = Math.floor(CELL_LIMIT / (alphabet.size + 1));
  }

  get slots(): number {
    return this.#slots;
  }

  /** Adds the beginning of a literal that is not empty. */
  add(literal: string): Added {
    let node = this.#node(0);
    let at = 0;
    for (; at < Math.min(literal.length, NEEDLE_LIMIT); at++) {
      const letterClass = this.alphabet.classOf(literal.charCodeAt(at));
      const child = node.children.get(letterClass) ?? (this.#isFull(at) ? -1 : this.#grow(node, letterClass));
      if (child < 0) break;
      node = this.#node(child);
    }
    if (node.slot < 0) node.slot = this.#slots++;
    const whole = at === literal.length && this.alphabet.exact && !spaced(literal).includes(' ');
    return { slot: node.slot, whole };
  }

  /** A first letter always has room. */
  #isFull(depth: number): boolean {
    return depth > 0 && this.nodes.length >= this.#limit;
  }

  #grow(node: Node, letterClass: number): number {
    const child = this.nodes.push(newNode()) - 1;
    node.children.set(letterClass, child);
    return child;
  }

  #node(index: number): Node {
    const node = this.nodes[index];
    if (node === undefined) throw new RangeError(`There is no node ${index}.`);
    return node;
  }
}

function spaced(text: string): string {
  return text.replaceAll(spaces, ' ');
}

function newNode(): Node {
  return { children: new Map(), slot: -1 };
}
