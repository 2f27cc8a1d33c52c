import { fold, plain, type ComparedText } from '../text.js';
import type { Trigger } from '../trigger.js';
import { Automaton } from './automaton.js';
import { Alphabet, NEEDLE_LIMIT, NeedleTree, type Anchor } from './needles.js';
import type { RegexTrigger } from './regex-triggers.js';

/** A trigger whose text begins with a needle. */
interface Sought {
  readonly trigger: Trigger;
  readonly anchor: Anchor;
  /** What has to be in the side that is compared. */
  readonly wanted: string;
  /** Whether a hit is only a hint: the needle is not all of it, letters share a class, or case matters. */
  readonly verify: boolean;
}

/** What a hit of the automaton stands for. */
interface Slot {
  readonly sought: Sought[];
  /** Places of patterns that have to run. */
  readonly patterns: number[];
}

/** The literals of one guild: what texts begin with or contain, and what its patterns need. */
export class LiteralIndex {
  readonly #slots: Slot[] = [];
  readonly #automaton: Automaton;

  constructor(startsWith: readonly Trigger[], contains: readonly Trigger[], patterns: readonly RegexTrigger[]) {
    const literals = patterns.flatMap((pattern) => pattern.literals ?? []);
    const needles = [...startsWith, ...contains].map((trigger) => needleOf(trigger));
    const tree = new NeedleTree(new Alphabet([...needles, ...literals].map((text) => text.slice(0, NEEDLE_LIMIT))));

    for (const trigger of startsWith) this.#seek(tree, trigger, 'start');
    for (const trigger of contains) this.#seek(tree, trigger, 'anywhere');
    for (const [place, pattern] of patterns.entries()) {
      for (const literal of pattern.literals ?? []) this.#slot(tree.add(literal, 'anywhere')).patterns.push(place);
    }
    this.#automaton = new Automaton(tree);
  }

  get bytes(): number {
    return this.#automaton.bytes;
  }

  /** Adds the triggers that a text meets to `found`, and the places of patterns that have to run to `places`. */
  collect(text: ComparedText, found: Trigger[], places: number[]): void {
    const hits = this.#automaton.scan(text.folded);
    for (let at = 0; at < hits; at++) {
      const slot = this.#slots[this.#automaton.hits[at] ?? -1];
      if (slot === undefined) continue;
      for (const sought of slot.sought) if (!sought.verify || isThere(sought, text)) found.push(sought.trigger);
      for (const place of slot.patterns) places.push(place);
    }
  }

  #seek(tree: NeedleTree, trigger: Trigger, anchor: Anchor): void {
    const needle = needleOf(trigger);
    const { caseSensitive, parameter } = trigger.condition;
    const verify = caseSensitive || needle.length > NEEDLE_LIMIT || !tree.alphabet.exact;
    const wanted = caseSensitive ? plain(parameter) : needle;
    this.#slot(tree.add(needle, anchor)).sought.push({ trigger, anchor, wanted, verify });
  }

  #slot(index: number): Slot {
    const known = this.#slots[index];
    if (known !== undefined) return known;
    const slot: Slot = { sought: [], patterns: [] };
    this.#slots[index] = slot;
    return slot;
  }
}

function needleOf({ condition }: Trigger): string {
  return fold(plain(condition.parameter));
}

function isThere({ trigger, anchor, wanted }: Sought, text: ComparedText): boolean {
  const side = trigger.condition.caseSensitive ? text.plain : text.folded;
  return anchor === 'start' ? side.startsWith(wanted) : side.includes(wanted);
}
