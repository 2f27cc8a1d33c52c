import { createHash } from 'node:crypto';
import type { ShardSet } from './shards.js';

/** For how long a lease is good after it was given or renewed, by the clock of the database, in milliseconds. */
export const TERM = 5000;
/**
 * So much earlier its holder stops, by its own clocks: what it has just sent must have arrived before another one may begin, in
 * milliseconds.
 */
export const MARGIN = 1000;
/** How often it is renewed. */
export const BEAT = 1000;
/** How often a renewal is tried again that has failed, and how often a standby looks. */
export const LOOK = 500;
/** How long one look into the database may take. */
export const LOOK_LIMIT = 2000;

/**
 * How long a request waits for a suspended lease, in milliseconds: a stall of the process, or of its database, costs then time
 * alone. Shorter than a request waits for its answer.
 */
export const HOLD = 10_000;
/** A timer that is so much late says that the process stood still, in milliseconds. */
export const STALL = 250;

/** A moment by both clocks of the machine: one that nobody sets, and one that goes on while the machine sleeps. */
export interface Moment {
  readonly monotonic: number;
  readonly wall: number;
}

/** A lease as it is stored. */
export interface StoredLease {
  readonly shard: number;
  readonly count: number;
  readonly holder: string;
  /** Whether its term is not over. */
  readonly live: boolean;
  /** Whether its holder is certainly no more. */
  readonly dead: boolean;
}

/** Milliseconds that are left to a holder whose last renewal was asked for at `asked`. Negative: it must not act. */
export function leftOf(asked: Moment, now: Moment): number {
  return TERM - MARGIN - Math.max(now.monotonic - asked.monotonic, now.wall - asked.wall);
}

/** Whether two shards have guilds in common. Of one count that are two different ones never; of different counts they may. */
export function overlap(
  one: { readonly shard: number; readonly count: number },
  other: { readonly shard: number; readonly count: number },
): boolean {
  return (one.shard - other.shard) % commonDivisor(one.count, other.count) === 0;
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));

/** What somebody finds who wants shards. */
export type Verdict =
  /** Nobody has a claim on their guilds any more; `deposed` are those who had. */
  | { readonly kind: 'free'; readonly deposed: readonly string[] }
  /** Somebody has. */
  | { readonly kind: 'taken'; readonly by: StoredLease };

/** Whether `wanted` may be taken. Leases of other counts are in the way as well, where they have guilds in common with them. */
export function judge({ ids, count }: ShardSet, stored: readonly StoredLease[]): Verdict {
  const inTheWay = stored.filter((lease) => ids.some((shard) => overlap({ shard, count }, lease)));
  const by = inTheWay.find(({ live, dead }) => live && !dead);
  if (by) return { kind: 'taken', by };
  return { kind: 'free', deposed: [...new Set(inTheWay.map(({ holder }) => holder))] };
}

/** Which shards a process claims. One that has all claims them as one, since Discord may recommend another number tomorrow. */
export function claimOf({ ids, count }: ShardSet): ShardSet {
  return ids.length === count ? { ids: [0], count: 1 } : { ids, count };
}

/** Whose bot this is: its id as Discord wrote it into the token. What is no token of Discord's has a name of its own all the same. */
export function applicationOf(token: string): string {
  const id = Buffer.from(token.split('.', 1)[0] ?? '', 'base64url').toString('latin1');
  return /^\d{15,21}$/.test(id) ? id : createHash('sha256').update(token).digest('hex').slice(0, 16);
}
