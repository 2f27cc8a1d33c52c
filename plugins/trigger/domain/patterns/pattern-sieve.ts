import type { Regex } from '../regex.js';
import { FlatProgram } from './flat-program.js';
import { LazyAutomaton, TOGETHER_LIMIT } from './lazy-automaton.js';
import type { Program } from './program.js';

/** The most instructions of the patterns that run together: more of them make too many states. */
const SIZE_LIMIT = 600;
/** A group that gave up so often, and on more than one text in so many, is not tried any more. */
const PATIENCE = 16;

/** A pattern, and the number that it goes by. */
export interface Sifted {
  readonly place: number;
  readonly regex: Regex;
}

/**
 * Tells in few passes over a text which of many patterns may match it. What it names may match; what it does not name
 * does not. Patterns run together as long as the texts let them: a group whose automaton outgrows its bounds is named as
 * a whole.
 */
export class PatternSieve {
  readonly size: number;
  readonly #groups: readonly Group[];

  constructor(patterns: readonly Sifted[]) {
    this.size = patterns.length;
    const groups: Sifted[][] = [];
    let room = 0;
    for (const pattern of patterns) {
      const last = groups.at(-1);
      const fits = last !== undefined && last.length < TOGETHER_LIMIT && pattern.regex.size <= room;
      if (fits) last.push(pattern);
      else groups.push([pattern]);
      room = (fits ? room : SIZE_LIMIT) - pattern.regex.size;
    }
    this.#groups = groups.map((group) => new Group(group));
  }

  /**
   * @param wanted which patterns count: a group of which none does is not run.
   * @param isSpent whether there is no time left: all other patterns may match then.
   */
  mayMatch(text: string, wanted: (place: number) => boolean, isSpent: () => boolean): readonly number[] {
    const named: number[] = [];
    for (const group of this.#groups) {
      const places = group.places.filter(wanted);
      if (places.length === 0) continue;
      const matched = places.length === 1 || isSpent() ? null : group.matched(text);
      if (matched === 0) continue;
      for (const [bit, place] of group.places.entries()) {
        if ((matched === null || (matched & (1 << bit)) !== 0) && places.includes(place)) named.push(place);
      }
    }
    return named;
  }
}

class Group {
  readonly places: readonly number[];
  readonly #programs: readonly (() => Program)[] | null;
  #automaton: LazyAutomaton | null = null;
  #runs = 0;
  #givenUp = 0;

  constructor(patterns: readonly Sifted[]) {
    this.places = patterns.map(({ place }) => place);
    const programs = patterns.flatMap(({ regex }) => (regex.program === undefined ? [] : [regex.program]));
    this.#programs = programs.length === patterns.length ? programs : null;
  }

  /** A bit for each pattern that matches; null when that is not known. */
  matched(text: string): number | null {
    if (this.#programs === null || this.#givenUp > PATIENCE + this.#runs / PATIENCE) return null;
    this.#automaton ??= new LazyAutomaton(new FlatProgram(this.#programs.map((program) => program())));
    const matched = this.#automaton.search(text);
    this.#runs++;
    if (matched === null) this.#givenUp++;
    return matched;
  }
}
