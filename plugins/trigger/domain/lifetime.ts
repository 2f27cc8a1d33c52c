import type { Fault } from './fault.js';
import { day, hour, minute, type Moment, type Persistence } from './trigger.js';

export const TEMPORARY_MIN_MS = minute;
export const TEMPORARY_MAX_MS = 30 * day;
export const ONESHOT_MAX_MS = 24 * hour;
/** How often the cleaner runs, and how many rows it takes at once. */
export const CLEANING_EVERY_MS = 5 * minute;
export const CLEANING_BATCH = 500;
/** How long it is remembered when a role was given that is in no group: it may come into one. */
export const GRANT_KEPT_MS = 30 * day;

/** A persistence that begins now; a oneshot lives a day when nobody says otherwise. */
export function persistenceFor(kind: Persistence['kind'], lifetime: number | null, now: Moment): Persistence {
  if (kind === 'persistent') return { kind };
  const length = lifetime ?? (kind === 'oneshot' ? ONESHOT_MAX_MS : TEMPORARY_MAX_MS);
  return { kind, expiresAt: now + length };
}

/** Whether a trigger is past its time, to the millisecond, whatever the cleaner has done. */
export function isExpired(persistence: Persistence, now: Moment): boolean {
  return persistence.kind !== 'persistent' && persistence.expiresAt <= now;
}

/** Whether a run has to be claimed in the database first, by deleting the row. */
export function mustBeClaimed(persistence: Persistence): boolean {
  return persistence.kind === 'oneshot';
}

/** What is wrong with the life of a trigger that is made at `now`. */
export function persistenceFaults(persistence: Persistence, now: Moment): readonly Fault[] {
  if (persistence.kind === 'persistent') return [];
  const left = persistence.expiresAt - now;
  const [least, most] = bounds[persistence.kind];
  if (!Number.isSafeInteger(persistence.expiresAt)) return [{ path: 'expiresAt', code: 'malformed' }];
  if (left < least) return [{ path: 'expiresAt', code: 'too-short', limit: least }];
  return left > most ? [{ path: 'expiresAt', code: 'too-long', limit: most }] : [];
}

const bounds: Record<'temporary' | 'oneshot', readonly [number, number]> = {
  temporary: [TEMPORARY_MIN_MS, TEMPORARY_MAX_MS],
  oneshot: [1, ONESHOT_MAX_MS],
};
