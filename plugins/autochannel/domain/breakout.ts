import { retryDelay, type RetryRules } from './retry.js';

/**
 * - `pending`: its creation has been decided; whether the channel exists is not known for sure.
 * - `active`: its channel exists and is tracked.
 * - `deleting`: its channel is being deleted, or will be tried again.
 */
export type BreakoutState = (typeof BREAKOUT_STATES)[number];

export const BREAKOUT_STATES = ['pending', 'active', 'deleting'] as const;

/** What the life of a breakout depends on. Times are in milliseconds since the Unix epoch. */
export interface Breakout {
  readonly state: BreakoutState;
  /** Deletions that have failed. */
  readonly attempts: number;
  /** Pending: when its fate is looked up. Active: when it goes if still empty. Deleting: when the next try is due. */
  readonly deleteAt: number | null;
  /** It goes even with people in it: somebody said so. */
  readonly forced: boolean;
}

/** What happens to a breakout. `occupied` is live: whether a human is in its channel now; bots do not count. */
export type BreakoutEvent =
  /** The channel exists. `wanted` is false when nobody waits for it any more: its user or its source has gone. */
  | { readonly type: 'created'; readonly wanted: boolean; readonly occupied: boolean }
  /** Creation failed for certain: there is no channel. */
  | { readonly type: 'creation-failed' }
  /** The request for creation got no answer: the channel may exist, now or in a moment. */
  | { readonly type: 'creation-unknown' }
  /** A human is in the channel. */
  | { readonly type: 'occupied' }
  /** The last human left. */
  | { readonly type: 'emptied' }
  /**
   * A deadline may have come, or the breakout is looked at for another reason: early, late, double and stale are all
   * fine.
   */
  | { readonly type: 'woken'; readonly occupied: boolean }
  /** The deletion was refused or got no answer. */
  | { readonly type: 'delete-failed' }
  /** What stood in the way may be gone, such as a missing permission: try a failed deletion again now. */
  | { readonly type: 'retry'; readonly occupied: boolean }
  /** The channel is definitely gone: deleted by the bot, by hand, or unknown to Discord (10003). */
  | { readonly type: 'gone' }
  /** Its user could not be moved into it, and nobody else will be. */
  | { readonly type: 'unused'; readonly occupied: boolean }
  /** The source channel was deleted. */
  | { readonly type: 'source-gone'; readonly occupied: boolean }
  /** The source was disabled, with or without its breakouts. */
  | { readonly type: 'disabled'; readonly deleteBreakouts: boolean; readonly occupied: boolean };

export type BreakoutEffect =
  | { readonly type: 'arm'; readonly at: number }
  | { readonly type: 'cancel' }
  | { readonly type: 'delete-channel' }
  /** Find out whether the channel of a pending breakout exists, and report `created` or `creation-failed`. */
  | { readonly type: 'settle' }
  /** The channel cannot be deleted: tell the guild. */
  | { readonly type: 'tell-guild' };

export interface BreakoutRules {
  /** Milliseconds that an empty breakout stays. */
  readonly grace: number;
  readonly retry: RetryRules;
}

/** What an event leads to. Save `next`, or forget the row when it is null; then carry out the effects, in order. */
export interface Transition {
  /** The very same object when nothing changed. */
  readonly next: Breakout | null;
  readonly effects: readonly BreakoutEffect[];
}

/** Milliseconds after which a request that was sent has had its effect, or never will. */
export const SETTLE_AFTER = 15_000;

/** A breakout whose creation has just been decided. Its deadline needs no job: only after a crash does it matter. */
export function pendingBreakout(now: number): Breakout {
  return { state: 'pending', attempts: 0, deleteAt: now + SETTLE_AFTER, forced: false };
}

/**
 * Decides what an event does to a breakout. Every event is possible in every state; one that comes too late does
 * nothing.
 */
export function transition(breakout: Breakout, event: BreakoutEvent, rules: BreakoutRules, now: number): Transition {
  if (event.type === 'gone') return forget(breakout);
  if (breakout.state === 'pending') return whilePending(breakout, event, now);
  if (breakout.state === 'active') return whileActive(breakout, event, rules, now);
  return whileDeleting(breakout, event, rules, now);
}

/** Whether an event led to anything at all. */
export function isIdle(breakout: Breakout, { next, effects }: Transition): boolean {
  return next === breakout && effects.length === 0;
}

/** What happens to a breakout that lives on after it. */
type LivingEvent = Exclude<BreakoutEvent, { readonly type: 'gone' }>;

function whilePending(breakout: Breakout, event: LivingEvent, now: number): Transition {
  switch (event.type) {
    case 'created': {
      if (!event.wanted && !event.occupied) return startDeletion(breakout, now);
      return { next: { ...breakout, state: 'active', deleteAt: null }, effects: [] };
    }
    case 'creation-failed':
      return forget(breakout);
    case 'creation-unknown':
      return rearm({ ...breakout, deleteAt: now + SETTLE_AFTER });
    case 'woken':
      return isDue(breakout, now) ? { next: breakout, effects: [{ type: 'settle' }] } : rearm(breakout);
    // When its source goes meanwhile, whoever creates the channel sees it, and reports the channel as not wanted.
    case 'source-gone':
    case 'disabled':
    case 'occupied':
    case 'emptied':
    case 'delete-failed':
    case 'retry':
    case 'unused':
    default:
      return unchanged(breakout);
  }
}

function whileActive(breakout: Breakout, event: LivingEvent, rules: BreakoutRules, now: number): Transition {
  switch (event.type) {
    case 'occupied':
      return keep(breakout);
    case 'emptied':
      return breakout.deleteAt === null ? startGrace(breakout, rules, now) : unchanged(breakout);
    case 'woken':
    case 'retry':
      return event.occupied ? keep(breakout) : checkGrace(breakout, rules, now);
    case 'unused':
    case 'source-gone':
      return event.occupied ? keep(breakout) : startDeletion(breakout, now);
    case 'disabled':
      if (event.deleteBreakouts) return startDeletion({ ...breakout, forced: true }, now);
      return event.occupied ? keep(breakout) : checkGrace(breakout, rules, now);
    case 'created':
    case 'creation-failed':
    case 'creation-unknown':
    case 'delete-failed':
    default:
      return unchanged(breakout);
  }
}

function whileDeleting(breakout: Breakout, event: LivingEvent, rules: BreakoutRules, now: number): Transition {
  switch (event.type) {
    case 'occupied':
      return breakout.forced ? unchanged(breakout) : keep({ ...breakout, state: 'active' });
    case 'woken':
      if (event.occupied && !breakout.forced) return keep({ ...breakout, state: 'active' });
      return isDue(breakout, now) ? startDeletion(breakout, now) : rearm(breakout);
    case 'retry':
      if (event.occupied && !breakout.forced) return keep({ ...breakout, state: 'active' });
      return startDeletion(breakout, now);
    case 'delete-failed':
      return scheduleRetry(breakout, rules.retry, now);
    case 'disabled':
      if (event.deleteBreakouts) return startDeletion({ ...breakout, forced: true }, now);
      return unchanged(breakout);
    case 'created':
    case 'creation-failed':
    case 'creation-unknown':
    case 'emptied':
    case 'unused':
    case 'source-gone':
    default:
      return unchanged(breakout);
  }
}

function checkGrace(breakout: Breakout, rules: BreakoutRules, now: number): Transition {
  if (breakout.deleteAt === null) return startGrace(breakout, rules, now);
  return isDue(breakout, now) ? startDeletion(breakout, now) : rearm(breakout);
}

function startGrace(breakout: Breakout, rules: BreakoutRules, now: number): Transition {
  if (rules.grace <= 0) return startDeletion(breakout, now);
  return rearm({ ...breakout, deleteAt: now + rules.grace });
}

/** The deadline of a deletion is now, so that the next start finds one that a crash cut off. */
function startDeletion(breakout: Breakout, now: number): Transition {
  return { next: { ...breakout, state: 'deleting', deleteAt: now }, effects: [{ type: 'delete-channel' }] };
}

/** The tries so far are kept also when people came back in between: who was told once is not told again. */
function scheduleRetry(breakout: Breakout, rules: RetryRules, now: number): Transition {
  const attempts = breakout.attempts + 1;
  const { next, effects } = rearm({ ...breakout, attempts, deleteAt: now + retryDelay(attempts, rules) });
  return { next, effects: attempts === rules.quickTries ? [...effects, { type: 'tell-guild' }] : effects };
}

function unchanged(breakout: Breakout): Transition {
  return { next: breakout, effects: [] };
}

function forget(breakout: Breakout): Transition {
  return { next: null, effects: breakout.deleteAt === null ? [] : [{ type: 'cancel' }] };
}

function keep(breakout: Breakout): Transition {
  if (breakout.deleteAt === null) return unchanged(breakout);
  return { next: { ...breakout, deleteAt: null }, effects: [{ type: 'cancel' }] };
}

function rearm(breakout: Breakout): Transition {
  const effects: BreakoutEffect[] = breakout.deleteAt === null ? [] : [{ type: 'arm', at: breakout.deleteAt }];
  return { next: breakout, effects };
}

function isDue(breakout: Breakout, now: number): boolean {
  return breakout.deleteAt === null || breakout.deleteAt <= now;
}
