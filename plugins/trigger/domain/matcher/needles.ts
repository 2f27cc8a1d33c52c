/** The part of a literal that the automaton looks for. Bounds its size, whatever people type; the rest is verified. */
export const NEEDLE_LIMIT = 16;

/** The most classes of letters. Beyond it, letters share one: a hit has to be verified then. */
export const CLASS_LIMIT = 255;

/** The letters that needles are made of, as small numbers; 0 for every other letter. */
export class Alphabet {
  /** One more than the greatest class. */
  readonly size: number;
  /** Whether no two letters share a class. */
  readonly exact: boolean;
  readonly #latin = new Uint8Array(256);
  readonly #others = new Map<number, number>();

  constructor(needles: readonly string[]) {
    const units = new Set<number>();
    for (const needle of needles) for (let at = 0; at < needle.length; at++) units.add(needle.charCodeAt(at));
    let index = 0;
    for (const unit of units) {
      const letterClass = 1 + (index++ % CLASS_LIMIT);
      if (unit < 256) this.#latin[unit] = letterClass;
      else this.#others.set(unit, letterClass);
    }
    this.exact = units.size <= CLASS_LIMIT;
    this.size = 1 + Math.min(units.size, CLASS_LIMIT);
  }

  /** The class of a UTF-16 unit. */
  classOf(unit: number): number {
    if (unit < 256) return this.#latin[unit] ?? 0;
    return this.#others.size === 0 ? 0 : (this.#others.get(unit) ?? 0);
  }
}

/** Where a needle must stand. */
export type Anchor = 'start' | 'anywhere';

/** A state of the automaton while it is built. */
interface Node {
  readonly children: Map<number, number>;
  readonly depth: number;
  /** Slots of needles that end here. -1 for none. */
  start: number;
  anywhere: number;
}

/** Needles as a tree. Needles that look alike to the alphabet share a slot. */
export class NeedleTree {
  readonly alphabet: Alphabet;
  readonly nodes: Node[] = [newNode(0)];
  #slots = 0;

  constructor(alphabet: Alphabet) {
    this.alphabet = alphabet;
  }

  get slots(): number {
    return this.#slots;
  }

  /** Adds the beginning of a literal, and tells the slot under which it is reported. */
  add(literal: string, anchor: Anchor): number {
    const length = Math.min(literal.length, NEEDLE_LIMIT);
    let node = this.#node(0);
    for (let at = 0; at < length; at++) node = this.#child(node, this.alphabet.classOf(literal.charCodeAt(at)));
    if (node[anchor] < 0) node[anchor] = this.#slots++;
    return node[anchor];
  }

  #child(node: Node, letterClass: number): Node {
    const known = node.children.get(letterClass);
    if (known !== undefined) return this.#node(known);
    const child = newNode(node.depth + 1);
    node.children.set(letterClass, this.nodes.length);
    this.nodes.push(child);
    return child;
  }

  #node(index: number): Node {
    const node = this.nodes[index];
    if (node === undefined) throw new RangeError(`There is no node ${index}.`);
    return node;
  }
}

function newNode(depth: number): Node {
  return { children: new Map(), depth, start: -1, anywhere: -1 };
}
