import type { BreakoutState } from './breakout.js';

/** A breakout, as far as it matters whether somebody may be moved into it. */
export interface ReuseFacts {
  readonly id: string;
  readonly sourceId: string | null;
  readonly ownerId: string;
  readonly state: BreakoutState;
  /** Whether a human is in it now. */
  readonly occupied: boolean;
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
  readonly deleteAt: number | null;
}

/** The member who is in the source, and when. */
export interface Arrival {
  readonly userId: string;
  readonly sourceId: string;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/**
 * The breakout that a member who comes (back) to a source is moved into: the newest of their own of this source that is
 * empty and whose deadline has not passed. Undefined when they get a new one.
 */
export function reusable<Facts extends ReuseFacts>(breakouts: Iterable<Facts>, arrival: Arrival): Facts | undefined {
  let newest: Facts | undefined;
  for (const breakout of breakouts) {
    if (mayReuse(breakout, arrival) && (!newest || breakout.createdAt > newest.createdAt)) newest = breakout;
  }
  return newest;
}

function mayReuse(breakout: ReuseFacts, { userId, sourceId, now }: Arrival): boolean {
  return (
    breakout.ownerId === userId &&
    breakout.sourceId === sourceId &&
    breakout.state === 'active' &&
    !breakout.occupied &&
    (breakout.deleteAt === null || breakout.deleteAt > now)
  );
}

/** How things stand after a move into a new breakout failed. */
export interface FailedMove {
  /** Where the member is now. */
  readonly userIn: 'breakout' | 'source' | 'elsewhere';
  /** Whether any human is in the breakout. */
  readonly occupied: boolean;
  /** Whether a further try may go better: not so after a missing permission. */
  readonly retryable: boolean;
  /** Moves that were tried so far, this one included. */
  readonly tries: number;
  /** Another member who waits in the same source; null when nobody does. */
  readonly nextInLine: string | null;
  /** Whether the name of the breakout belongs to the member; see `holdsUser`. */
  readonly namedAfterUser: boolean;
}

export type AfterFailedMove =
  | { readonly type: 'keep' }
  | { readonly type: 'retry' }
  | { readonly type: 'hand-over'; readonly userId: string }
  | { readonly type: 'delete' };

/** Moves of one member that are tried before the breakout is given up. */
export const MOVE_TRIES = 3;

/**
 * What becomes of a new breakout whose user could not be moved into it: it is used or deleted at once, never left
 * behind.
 */
export function afterFailedMove(facts: FailedMove): AfterFailedMove {
  if (facts.userIn === 'breakout' || facts.occupied) return { type: 'keep' };
  if (!facts.retryable) return { type: 'delete' };
  if (facts.userIn === 'source') return { type: facts.tries < MOVE_TRIES ? 'retry' : 'delete' };
  if (facts.nextInLine !== null && !facts.namedAfterUser) return { type: 'hand-over', userId: facts.nextInLine };
  return { type: 'delete' };
}
