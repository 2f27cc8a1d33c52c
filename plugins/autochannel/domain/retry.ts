/** How often and when a failed deletion is tried again. */
export interface RetryRules {
  /** Failed tries after which the guild is told, once, and tries become slow. At least 1. */
  readonly quickTries: number;
  /** Milliseconds until the second try; each further wait is twice the one before, up to `slowDelay`. */
  readonly firstDelay: number;
  /** Milliseconds between tries once the guild has been told. */
  readonly slowDelay: number;
}

/** Milliseconds from the failed try number `attempts` (1 for the first) to the next one. */
export function retryDelay(attempts: number, rules: RetryRules): number {
  if (attempts >= rules.quickTries) return rules.slowDelay;
  return Math.min(rules.slowDelay, rules.firstDelay * 2 ** (attempts - 1));
}
