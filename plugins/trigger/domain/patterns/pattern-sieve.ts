import type { Regex } from '../regex.js';
import { FlatProgram } from './flat-program.js';
import { LazyAutomaton, TOGETHER_LIMIT } from './lazy-automaton.js';
import { mayMeet, needsOf, noNeeds, type PatternNeeds } from './pattern-needs.js';
import type { Program } from './program.js';
import type { TextTraits } from './text-traits.js';

/** The most instructions of the patterns that run together: more of them make too many states. */
const SIZE_LIMIT = 600;
/** A group that gave up so often, and on more than one text in so many, is not tried any more. */
const PATIENCE = 16;

/** A pattern, and the number that it goes by. */
export interface Sifted {
  readonly place: number;
  readonly regex: Regex;
}

interface Analysed extends Sifted {
  readonly needs: PatternNeeds;
}

/** Which patterns match a text, and which may: those have to run by themselves. */
export interface Sieved {
  readonly matched: number[];
  readonly mayMatch: number[];
}

/**
 * Tells in few passes over a text which of many patterns match it. What it does not name does not. Patterns that need
 * alike run together as long as the texts let them: a group whose automaton outgrows its bounds may match as a whole.
 */
export class PatternSieve {
  readonly size: number;
  readonly #groups: readonly Group[];

  constructor(patterns: readonly Sifted[]) {
    this.size = patterns.length;
    const analysed = patterns.map(({ place, regex }) => ({
      place,
      regex,
      needs: regex.program === undefined ? noNeeds : needsOf(regex.program()),
    }));
    const groups: Analysed[][] = [];
    let room = 0;
    for (const pattern of analysed.toSorted((one, other) => kindOf(one) - kindOf(other))) {
      const last = groups.at(-1);
      const fits =
        last?.[0] !== undefined &&
        kindOf(last[0]) === kindOf(pattern) &&
        last.length < TOGETHER_LIMIT &&
        pattern.regex.size <= room;
      if (fits) last.push(pattern);
      else groups.push([pattern]);
      room = (fits ? room : SIZE_LIMIT) - pattern.regex.size;
    }
    this.#groups = groups.map((group) => new Group(group));
  }

  /** About how much memory it takes once it has run. Always the same. */
  get bytes(): number {
    return this.#groups.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /**
   * Whether a text has what one of the patterns needs: most have not.
   *
   * @param traits - of the text, or of one that it begins.
   */
  mayMeet(text: string, traits: TextTraits): boolean {
    for (const group of this.#groups) if (group.mayMeet(text, traits)) return true;
    return false;
  }

  /**
   * Adds the places of patterns.
   *
   * @param isSpent - whether there is no time left: all other patterns may match then.
   */
  sift(text: string, traits: TextTraits, isSpent: () => boolean, sieved: Sieved): void {
    for (const group of this.#groups) if (group.mayMeet(text, traits)) group.sift(text, isSpent, sieved);
  }
}

class Group {
  readonly #places: readonly number[];
  readonly #needs: readonly PatternNeeds[];
  readonly #size: number;
  readonly #programs: readonly (() => Program)[] | null;
  #automaton: LazyAutomaton | null = null;
  #runs = 0;
  #givenUp = 0;

  constructor(patterns: readonly Analysed[]) {
    this.#places = patterns.map(({ place }) => place);
    const needs = patterns.map((pattern) => pattern.needs);
    this.#needs = needs.filter((one, at) => needs.findIndex((other) => isAlike(one, other)) === at);
    this.#size = patterns.reduce((sum, { regex }) => sum + regex.size, 0);
    const programs = patterns.flatMap(({ regex }) => (regex.program === undefined ? [] : [regex.program]));
    this.#programs = programs.length === patterns.length ? programs : null;
  }

  get bytes(): number {
    return 1_000 + this.#size * 80;
  }

  mayMeet(text: string, traits: TextTraits): boolean {
    for (const needs of this.#needs) if (mayMeet(needs, text, traits)) return true;
    return false;
  }

  sift(text: string, isSpent: () => boolean, sieved: Sieved): void {
    const matched = this.#places.length === 1 || isSpent() ? null : this.#matched(text);
    if (matched === 0) return;
    for (const [bit, place] of this.#places.entries()) {
      if (matched === null) sieved.mayMatch.push(place);
      else if ((matched & (1 << bit)) !== 0) sieved.matched.push(place);
    }
  }

  /** A bit for each pattern that matches; null when that is not known. */
  #matched(text: string): number | null {
    if (this.#programs === null || this.#givenUp > PATIENCE + this.#runs / PATIENCE) return null;
    this.#automaton ??= new LazyAutomaton(new FlatProgram(this.#programs.map((program) => program())));
    const matched = this.#automaton.search(text);
    this.#runs++;
    if (matched === null) this.#givenUp++;
    return matched;
  }
}

function isAlike(one: PatternNeeds, other: PatternNeeds): boolean {
  return one.all === other.all && one.runs === other.runs && one.firsts?.join() === other.firsts?.join();
}

/** Patterns of one kind are ruled out together: those that only begin a text, and those that need a run of letters. */
function kindOf({ needs: { anchored, all, runs } }: Analysed): number {
  if (anchored) return 0;
  return runs !== 0 ? 1 : all !== 0 ? 2 : 3;
}
