/** After this many answers of 403 or 404 in a row a trigger is disabled. */
export const FAILURE_LIMIT = 5;

/** How a run ended, as far as the trigger's fate depends on it. */
export type RunOutcome =
  | 'done'
  /** Discord answered 403, or 404. */
  | 'forbidden'
  | 'not-found'
  /** A 5xx, no answer, a rate limit, a refusal of our own: says nothing about the trigger. */
  | 'other';

export interface FailureCount {
  readonly failures: number;
  /** True once: on the run that reaches the limit. */
  readonly disable: boolean;
}

/** The count after a run. Only a success ends the row; what says nothing leaves it as it is. */
export function counted(failures: number, outcome: RunOutcome): FailureCount {
  if (outcome === 'done') return { failures: 0, disable: false };
  if (outcome === 'other') return { failures, disable: false };
  return { failures: failures + 1, disable: failures + 1 === FAILURE_LIMIT };
}
