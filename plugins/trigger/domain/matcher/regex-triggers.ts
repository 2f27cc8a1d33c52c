import { cappedRegex, matchedPart, REGEX_BUDGET_MS, type Regex, type RegexEngine } from '../regex.js';
import { plain } from '../text.js';
import type { Trigger, TriggerId } from '../trigger.js';
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
  }

  /**
   * Runs the patterns at these places on a text, the older first, and adds the triggers that match to `found`. Once the
   * budget is spent the rest are skipped: each single run is bounded by the caps.
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
    const inOrder = [...new Set(places)].sort((one, other) => one - other);
    const candidates = inOrder.flatMap((place) => {
      const candidate = this.all[place];
      return candidate !== undefined && wanted(candidate.trigger) ? [candidate] : [];
    });
    if (candidates.length === 0) return [];

    const text = matchedPart(plainText);
    const started = stopwatch();
    const skipped: TriggerId[] = [];
    for (const { trigger, regex } of candidates) {
      if (stopwatch() - started >= REGEX_BUDGET_MS) skipped.push(trigger.id);
      else if (regex.matches(text)) found.push(trigger);
    }
    return skipped;
  }
}
