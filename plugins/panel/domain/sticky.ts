/** How long the chat must be quiet before the sticky moves down, in milliseconds. */
export const QUIET_MS = 5000;
/** The sticky moves no more often than this, in milliseconds. */
export const INTERVAL_MS = 10_000;
/** In a chat that never falls quiet, the sticky moves down after so many milliseconds all the same. */
export const PATIENCE_MS = 30_000;

/** What is known of the sticky of a text channel. Moments are milliseconds since the Unix epoch. */
export interface Sticky {
  /** Null before the first, and when somebody has deleted it. */
  readonly messageId: string | null;
  /** When one was posted last. */
  readonly postedAt: number | null;
  /** What people wrote since then; null when the sticky is still at the bottom. */
  readonly below: { readonly firstAt: number; readonly lastAt: number } | null;
}

export type StickyDecision =
  | { readonly kind: 'rest' }
  | { readonly kind: 'post' }
  /** Look again then, if nothing happens before. */
  | { readonly kind: 'wait'; readonly until: number };

export const noSticky: Sticky = { messageId: null, postedAt: null, below: null };

/** A human has written something. */
export function written(sticky: Sticky, now: number): Sticky {
  return { ...sticky, below: { firstAt: sticky.below?.firstAt ?? now, lastAt: now } };
}

/** A sticky is about to be posted. What is written from now on is below it. */
export function posting(sticky: Sticky, now: number): Sticky {
  return { ...sticky, postedAt: now, below: null };
}

/** What to do with the sticky at `now`. */
export function stickyDecision(sticky: Sticky, now: number): StickyDecision {
  const { messageId, postedAt, below } = sticky;
  if (below === null) return { kind: 'rest' };
  const wanted = messageId === null ? below.firstAt : Math.min(below.lastAt + QUIET_MS, below.firstAt + PATIENCE_MS);
  const until = postedAt === null ? wanted : Math.max(wanted, postedAt + INTERVAL_MS);
  return until <= now ? { kind: 'post' } : { kind: 'wait', until };
}
