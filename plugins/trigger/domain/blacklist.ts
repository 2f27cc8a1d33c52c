import type { Moment, Snowflake } from './trigger.js';

export const BLACKLIST_LIMIT = 500;

/** Somebody who may not set triggers off. */
export interface BlacklistEntry {
  readonly userId: Snowflake;
  /** Null: anywhere in the server. */
  readonly channelId: Snowflake | null;
  /** Null: until it is taken back. */
  readonly until: Moment | null;
}

/** The entry that keeps a user from activating triggers there at `now`: the longest-lasting one. Null: they may. */
export function barring(
  entries: readonly BlacklistEntry[],
  userId: Snowflake,
  place: { readonly channelId: Snowflake; readonly parentId: Snowflake | null },
  now: Moment,
): BlacklistEntry | null {
  const here = entries.filter(
    (entry) =>
      entry.userId === userId &&
      isInForce(entry, now) &&
      (entry.channelId === null || entry.channelId === place.channelId || entry.channelId === place.parentId),
  );
  return here.toSorted((one, other) => endOf(other) - endOf(one))[0] ?? null;
}

export function isInForce({ until }: BlacklistEntry, now: Moment): boolean {
  return until === null || until > now;
}

/** The entries after one is added: it replaces the one for the same user and place, and what has ended goes. */
export function withEntry(
  entries: readonly BlacklistEntry[],
  added: BlacklistEntry,
  now: Moment,
): { readonly ok: true; readonly entries: readonly BlacklistEntry[] } | { readonly ok: false; readonly limit: number } {
  const others = entries.filter(
    (entry) => isInForce(entry, now) && !(entry.userId === added.userId && entry.channelId === added.channelId),
  );
  return others.length >= BLACKLIST_LIMIT
    ? { ok: false, limit: BLACKLIST_LIMIT }
    : { ok: true, entries: [...others, added] };
}

function endOf({ until }: BlacklistEntry): number {
  return until ?? Number.POSITIVE_INFINITY;
}
