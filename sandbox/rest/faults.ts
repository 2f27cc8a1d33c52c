import type { RecordedCall } from './recorder.js';

/** What happens to a call instead of, before, or after being handled. */
export type FaultAnswer =
  | FaultRefusal
  /** It is never answered, and not handled. */
  | 'timeout'
  /** The connection is cut before it is handled. */
  | 'drop'
  /** It is handled, and the connection is cut instead of an answer. */
  | 'lose-answer'
  /** It is handled, and never answered. */
  | 'hold-answer'
  /** It is handled so many milliseconds (of the sandbox's clock) later. */
  | { readonly delay: number }
  /** It is handled, and answered, when somebody lets it pass. */
  | { readonly gate: (call: RecordedCall) => Passage };

/** For what a call at a gate waits. Without either it passes as if there were no gate. */
export interface Passage {
  /** It is handled after that. */
  readonly before?: Promise<void>;
  /** It is answered after that; events of what it did go out before. */
  readonly after?: Promise<void>;
}

/** An error that is answered instead of handling the call. */
export interface FaultRefusal {
  readonly status: number;
  /** The JSON error code. Default 0. */
  readonly code?: number;
  readonly message?: string;
  /** With status 429: seconds. Default 1. */
  readonly retryAfter?: number;
  /** With status 429: the limit concerns all routes. */
  readonly global?: boolean;
  /** With status 429: the header `x-ratelimit-scope`. Default `user`, or `global`. */
  readonly scope?: 'user' | 'global' | 'shared';
}

/** When a fault strikes. All that is given must hold; with nothing but `answer`, every call. */
export interface FaultRule {
  /** An operation such as `POST /guilds/{guild_id}/channels`. */
  readonly operation?: string;
  readonly match?: (call: RecordedCall) => boolean;
  /** It strikes so often, then never again. Default: always. */
  readonly times?: number;
  /** From 0 to 1. Default 1. */
  readonly probability?: number;
  readonly answer: FaultAnswer;
}

/** The faults that tests inject. Of several rules that fit a call, the one added first strikes. */
export class Faults {
  readonly #random: () => number;
  readonly #rules = new Set<{ readonly rule: FaultRule; left: number }>();

  /** @param random - From 0 (included) to 1 (excluded), for rules with a probability. */
  public constructor(random: () => number) {
    this.#random = random;
  }

  /** Adds a rule. The answer takes it away again. */
  public add(rule: FaultRule): () => void {
    const entry = { rule, left: rule.times ?? Infinity };
    this.#rules.add(entry);
    return () => void this.#rules.delete(entry);
  }

  public clear(): void {
    this.#rules.clear();
  }

  /** The fault that this call meets, which uses up one of its rule's times. */
  public strike(call: RecordedCall): FaultAnswer | null {
    for (const entry of this.#rules) {
      if (!this.#fits(entry.rule, call)) continue;
      entry.left -= 1;
      if (entry.left <= 0) this.#rules.delete(entry);
      return entry.rule.answer;
    }
    return null;
  }

  #fits({ operation, match, probability = 1 }: FaultRule, call: RecordedCall): boolean {
    if (operation !== undefined && operation !== call.operation) return false;
    if (match && !match(call)) return false;
    return probability >= 1 || this.#random() < probability;
  }
}
