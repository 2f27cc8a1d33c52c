import { cappedRegex, matchedPart, REGEX_BUDGET_MS, type Regex, type RegexEngine } from '../regex.js';
import { plain } from '../text.js';
import type { Trigger, TriggerId } from '../trigger.js';
import { PatternSieve } from '../patterns/pattern-sieve.js';
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

  constructor(triggers: readonly Trigger[], engine: RegexEngine) {
    const all: RegexTrigger[] = [];
    const broken: TriggerId[] = [];
    for (const trigger of triggers.toSorted((one, other) => one.id - other.id)) {
      const pattern = plain(trigger.condition.parameter);
      const checked = cappedRegex(pattern, trigger.condition.caseSensitive, engine);
      if (checked.ok) all.push({ trigger, regex: checked.regex, literals: requiredLiterals(pattern) });
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
    return this.all.reduce((sum, { regex }) => sum + 5_000 + regex.size * 50, 0);
  }

  /** How many patterns have to run only where a literal occurs. */
  get withLiterals(): number {
    return this.all.filter(({ literals }) => literals !== null).length;
  }

  /**
   * Runs the patterns at these places on a text, and those that need no literal, the older first, and adds the triggers
   * that match to `found`. Once the budget is spent the rest are skipped: each single run is bounded by the caps.
   *
   * @returns the skipped ones.
   */
  run(
    places: readonly number[],
    plainText: string,
    wanted: (trigger: Trigger) => boolean,
    stopwatch: Stopwatch,
    found: Trigger[],
  ): readonly TriggerId[] {
    if (places.length === 0 && this.#always.size === 0) return none;
    const isWanted = (place: number): boolean => {
      const candidate = this.all[place];
      return candidate !== undefined && wanted(candidate.trigger);
    };
    const text = matchedPart(plainText);
    const started = stopwatch();
    const isSpent = (): boolean => stopwatch() - started >= REGEX_BUDGET_MS;
    const candidates = [...places.filter(isWanted), ...this.#always.mayMatch(text, isWanted, isSpent)];
    if (candidates.length === 0) return none;

    const skipped: TriggerId[] = [];
    for (const place of [...new Set(candidates)].sort((one, other) => one - other)) {
      const candidate = this.all[place];
      if (candidate === undefined) continue;
      if (isSpent()) skipped.push(candidate.trigger.id);
      else if (candidate.regex.matches(text)) found.push(candidate.trigger);
    }
    return skipped;
  }
}

const none: readonly TriggerId[] = [];
