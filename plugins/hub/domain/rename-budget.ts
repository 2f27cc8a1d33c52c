import type { Moment, Naming } from './room.js';

/** Discord takes this many name edits of a channel … */
export const RENAME_LIMIT = 2;
/** … in this many milliseconds. */
export const RENAME_WINDOW_MS = 600_000;
/** How long automation waits for a newer wish. */
export const RENAME_DEBOUNCE_MS = 4_000;

export type RenamedBy = 'human' | 'automation';

/** The name that a channel is to get. A channel has one wish at most. */
export interface RenameWish {
  readonly name: string;
  readonly by: RenamedBy;
  /** When this name was first wished for. */
  readonly at: Moment;
  /** The naming to go back to when the person cancels. Null when no person asked. */
  readonly before: Naming | null;
}

export type RenameDecision =
  | { readonly kind: 'apply'; readonly name: string }
  | { readonly kind: 'wait'; readonly until: Moment }
  /** The channel has that name already. */
  | { readonly kind: 'drop' };

/**
 * Whether a wish is applied at `now`. People may use the whole budget, automation leaves the last edit to them and lets
 * wishes come to rest first.
 *
 * @param stamps - when the channel's name was edited, in any order; the conversion of the hub is one of them.
 */
export function decide(wish: RenameWish, currentName: string, stamps: readonly Moment[], now: Moment): RenameDecision {
  if (wish.name === currentName) return { kind: 'drop' };
  const rested = wish.by === 'human' ? now : wish.at + RENAME_DEBOUNCE_MS;
  const until = Math.max(rested, freeAt(stamps, wish.by, now));
  return until <= now ? { kind: 'apply', name: wish.name } : { kind: 'wait', until };
}

/**
 * The wish that is left when a newer one comes. The newest name wins; wishing for the same name again changes nothing;
 * automation that improves on what a person asked for keeps the person's place and their way back.
 */
export function superseded(older: RenameWish | null, newer: RenameWish): RenameWish {
  if (older === null) return newer;
  const before = older.before ?? newer.before;
  const by = older.by === 'human' ? 'human' : newer.by;
  const at = older.name === newer.name ? older.at : newer.at;
  return { name: newer.name, by, at, before };
}

/** The stamps after an edit at `at`, without those that no longer count. To be stored with the time of the answer. */
export function stamped(stamps: readonly Moment[], at: Moment): readonly Moment[] {
  return [...counting(stamps, at), at];
}

/** The stamps that say what Discord said: no edit before `until`. For when others used the budget too. */
export function exhaustedUntil(until: Moment): readonly Moment[] {
  return Array.from({ length: RENAME_LIMIT }, () => until - RENAME_WINDOW_MS);
}

/** When the next edit is free for `by`. */
function freeAt(stamps: readonly Moment[], by: RenamedBy, now: Moment): Moment {
  const allowed = by === 'human' ? RENAME_LIMIT : RENAME_LIMIT - 1;
  const newestFirst = counting(stamps, now).toSorted((one, other) => other - one);
  const inTheWay = newestFirst[allowed - 1];
  return inTheWay === undefined ? now : inTheWay + RENAME_WINDOW_MS;
}

/** How many of the edits that Discord takes are used up at `now`. */
export function used(stamps: readonly Moment[], now: Moment): number {
  return Math.min(counting(stamps, now).length, RENAME_LIMIT);
}

function counting(stamps: readonly Moment[], now: Moment): readonly Moment[] {
  return stamps.filter((stamp) => stamp + RENAME_WINDOW_MS > now);
}
