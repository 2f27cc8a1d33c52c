import type { TextTraits } from '../patterns/text-traits.js';
import { fold, plain } from '../text.js';
import type { Trigger } from '../trigger.js';
import { Automaton } from './automaton.js';
import type { EventText } from './event-text.js';
import { Alphabet, NEEDLE_LIMIT, NeedleTree } from './needles.js';
import type { RegexTrigger } from './regex-triggers.js';

/** A trigger whose text begins with a needle. */
interface Sought {
  readonly trigger: Trigger;
  /** What has to be in the side that is compared. */
  readonly wanted: string;
  /** Whether a hit is only a hint: the needle is not all of it, letters share a class, it has a space, or case matters. */
  readonly verify: boolean;
}

/** What a hit of the automaton stands for. */
interface Slot {
  readonly sought: Sought[];
  /** Places of patterns that have to run. */
  readonly patterns: number[];
}

/** The literals of one guild: what texts contain, and what its patterns need. */
export class LiteralIndex {
  readonly #slots: Slot[] = [];
  readonly #automaton: Automaton;

  constructor(contains: readonly Trigger[], patterns: readonly RegexTrigger[]) {
    const literals = patterns.flatMap((pattern) => pattern.literals ?? []);
    const wanted = contains.map(({ condition }) => fold(plain(condition.parameter)));
    const tree = new NeedleTree(new Alphabet([...wanted, ...literals].map((text) => text.slice(0, NEEDLE_LIMIT))));
    for (const [at, trigger] of contains.entries()) this.#seek(tree, trigger, wanted[at] ?? '');
    for (const [place, pattern] of patterns.entries()) {
      for (const literal of pattern.literals ?? []) this.#slot(tree.add(literal).slot).patterns.push(place);
    }
    this.#automaton = new Automaton(tree);
  }

  get bytes(): number {
    return this.#automaton.bytes + this.#slots.length * 300;
  }

  /** How many hits a text has; -1 when it is not simple, and has to be folded first. */
  scan(written: string, traits: TextTraits): number {
    return this.#automaton.scanWritten(written, traits);
  }

  scanFolded(folded: string): number {
    return this.#automaton.scanFolded(folded);
  }

  /** Adds the triggers that the last scan's hits stand for to `found`, and the patterns that have to run to `places`. */
  collect(hits: number, text: EventText, found: Trigger[], places: number[]): void {
    for (let at = 0; at < hits; at++) {
      const slot = this.#slots[this.#automaton.hits[at] ?? -1];
      if (slot === undefined) continue;
      for (const sought of slot.sought) if (!sought.verify || isThere(sought, text)) found.push(sought.trigger);
      for (const place of slot.patterns) places.push(place);
    }
  }

  #seek(tree: NeedleTree, trigger: Trigger, folded: string): void {
    const { caseSensitive, parameter } = trigger.condition;
    const { slot, whole } = tree.add(folded);
    const wanted = caseSensitive ? plain(parameter) : folded;
    this.#slot(slot).sought.push({ trigger, wanted, verify: caseSensitive || !whole });
  }

  #slot(index: number): Slot {
    const known = this.#slots[index];
    if (known !== undefined) return known;
    const slot: Slot = { sought: [], patterns: [] };
    this.#slots[index] = slot;
    return slot;
  }
}

function isThere({ trigger, wanted }: Sought, text: EventText): boolean {
  return (trigger.condition.caseSensitive ? text.plain : text.folded).includes(wanted);
}
