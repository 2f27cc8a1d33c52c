import { cappedRegex, matchedPart, REGEX_BUDGET_MS, type Regex, type RegexEngine } from '../regex.js';
import { plain } from '../text.js';
import type { Trigger, TriggerId } from '../trigger.js';
import { requiredFactors } from '../patterns/pattern-factors.js';
import { PatternSieve } from '../patterns/pattern-sieve.js';
import type { TextTraits } from '../patterns/text-traits.js';
import type { EventText } from './event-text.js';
import { requiredLiterals } from './regex-literals.js';

export interface RegexTrigger {
  readonly trigger: Trigger;
  readonly regex: Regex;
  /** Null: it has to run on every text. */
  readonly literals: readonly string[] | null;
}

/** Tells the time that has passed, in milliseconds, from whenever. */
export type Stopwatch = () => number;

/**
 * The regex triggers of one guild, in the order of creation. A pattern that does not compile, or is over the caps, is
 * left out and named: it never stops the others.
 */
export class RegexTriggers {
  readonly all: readonly RegexTrigger[];
  readonly broken: readonly TriggerId[];
  /** Those that need no literal: all of them may match any text. */
  readonly #always: PatternSieve;
  /** Of the text at hand. */
  readonly #matched: number[] = [];

  constructor(triggers: readonly Trigger[], engine: RegexEngine) {
    const all: RegexTrigger[] = [];
    const broken: TriggerId[] = [];
    for (const trigger of triggers.toSorted((one, other) => one.id - other.id)) {
      const pattern = plain(trigger.condition.parameter);
      const checked = cappedRegex(pattern, trigger.condition.caseSensitive, engine);
      if (checked.ok) all.push({ trigger, regex: checked.regex, literals: literalsOf(pattern, checked.regex) });
      else broken.push(trigger.id);
    }
    this.all = all;
    this.broken = broken;
    this.#always = new PatternSieve(
      all.flatMap(({ regex, literals }, place) => (literals === null ? [{ place, regex }] : [])),
    );
  }

  /** About how much memory its patterns take once they have run. */
  get bytes(): number {
    return this.#always.bytes + this.all.reduce((sum, { regex }) => sum + 2_000 + regex.size * 50, 0);
  }

  /**
   * Runs the patterns at these places on a text, and those that need no literal, and adds the triggers that match to
   * `found`. The older run first; once the budget is spent the rest are skipped: each single run is bounded by the caps.
   *
   * @param places - changed on the way.
   * @returns the skipped ones.
   */
  run(
    places: number[],
    { plain: plainText }: EventText,
    traits: TextTraits,
    wanted: (trigger: Trigger) => boolean,
    stopwatch: Stopwatch,
    found: Trigger[],
  ): readonly TriggerId[] {
    const sieves = this.#always.mayMeet(plainText, traits);
    if (places.length === 0 && !sieves) return none;
    const text = matchedPart(plainText);
    const isSpent = budget(stopwatch);
    if (sieves) {
      const matched = this.#matched;
      matched.length = 0;
      this.#always.sift(text, traits, isSpent, { matched, mayMatch: places });
      for (const place of matched) {
        const trigger = this.all[place]?.trigger;
        if (trigger !== undefined) found.push(trigger);
      }
    }
    return places.length === 0 ? none : this.#runEach(places, text, wanted, isSpent, found);
  }

  #runEach(
    places: number[],
    text: string,
    wanted: (trigger: Trigger) => boolean,
    isSpent: () => boolean,
    found: Trigger[],
  ): readonly TriggerId[] {
    let skipped: TriggerId[] | null = null;
    let before = -1;
    for (const place of places.length === 1 ? places : places.sort(ascending)) {
      const candidate = this.all[place];
      if (candidate === undefined || place === before || !wanted(candidate.trigger)) continue;
      before = place;
      if (isSpent()) (skipped ??= []).push(candidate.trigger.id);
      else if (candidate.regex.matches(text)) found.push(candidate.trigger);
    }
    return skipped ?? none;
  }
}

/** Whether the time for one event is spent. It begins when that is first asked: most texts need no pattern to run. */
function budget(stopwatch: Stopwatch): () => boolean {
  let started: number | null = null;
  return () => {
    started ??= stopwatch();
    return stopwatch() - started >= REGEX_BUDGET_MS;
  };
}

/** Texts one of which is in all that a pattern matches. */
function literalsOf(pattern: string, { program }: Regex): readonly string[] | null {
  return usable(requiredLiterals(pattern)) ?? (program === undefined ? null : requiredFactors(program()));
}

/** A single letter is in most texts: it rules nothing out. */
function usable(literals: readonly string[] | null): readonly string[] | null {
  return literals?.some((literal) => /^[\0-\x7f]$/.test(literal)) === true ? null : literals;
}

function ascending(one: number, other: number): number {
  return one - other;
}

const none: readonly TriggerId[] = [];
