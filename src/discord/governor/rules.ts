/** So many refusals (401, 403, 429) within {@link BAN_WINDOW} and Discord bans the address that they came from. */
export const BAN_LIMIT = 10_000;
/** Milliseconds. */
export const BAN_WINDOW = 600_000;
/** What Discord lets a bot make in a second, over all routes but the answers to interactions. */
export const REQUESTS_PER_SECOND = 50;
/** So many 403s of one guild within {@link GUILD_WINDOW}, and the guild is made to pause. */
export const GUILD_REFUSALS = 20;
/** Milliseconds. */
export const GUILD_WINDOW = 60_000;
/** How long the first pause of a guild lasts, and the longest one, in milliseconds. Each is twice the one before. */
export const FIRST_PAUSE = 60_000;
export const LONGEST_PAUSE = 16 * 60_000;
/** After so many milliseconds without another pause a guild begins anew. */
export const FORGIVEN_AFTER = 60 * 60_000;

/**
 * How much of Discord's patience is used up:
 * - `normal`: below a tenth of the ban threshold.
 * - `slow`: from a tenth on; fewer requests a second.
 * - `urgent`: from a half on; only answers, deletions and what the connection needs, and few of them a second.
 * - `stopped`: from four fifths on; only answers and what the connection needs.
 */
export type Level = 'normal' | 'slow' | 'urgent' | 'stopped';

/**
 * How badly a request is wanted:
 * - `answer`: somebody waits for it: the answer to an interaction. Discord counts none of these in its global limit.
 * - `vital`: without it the bot loses its connection.
 * - `deletion`: takes something away that would otherwise be left behind.
 * - `ordinary`: all else.
 */
export type Urgency = 'answer' | 'vital' | 'deletion' | 'ordinary';

/** What a request may do now. */
export type Verdict =
  /** `paced`: as soon as the requests of this second allow it; else at once. */
  | { readonly kind: 'go'; readonly paced: boolean }
  /** Not now; worth another try at `until`, in epoch milliseconds. */
  | { readonly kind: 'hold'; readonly until: number; readonly because: 'level' | 'guild' | 'token' };

/** What is known when a request comes. Times are epoch milliseconds. */
export interface Standing {
  readonly level: Level;
  /** When enough refusals are forgotten that an ordinary request would be let through, if no more come. */
  readonly levelEnds: number;
  /** Until when the request's guild pauses. */
  readonly guildPausedUntil: number;
  /** Discord has said that it does not know the token. */
  readonly tokenRefused: boolean;
}

export function levelOf(refusals: number, limit: number = BAN_LIMIT): Level {
  if (refusals >= limit * 0.8) return 'stopped';
  if (refusals >= limit * 0.5) return 'urgent';
  return refusals >= limit * 0.1 ? 'slow' : 'normal';
}

/** The number of refusals below which a request of this urgency is let through. */
export function allowance(urgency: Urgency, limit: number = BAN_LIMIT): number {
  return urgency === 'deletion' ? limit * 0.8 : limit * 0.5;
}

/**
 * How many requests a second a level leaves, of the `full` number. With Discord's own 50, ten minutes of `urgent` do not lead to
 * `stopped` even when each request is refused.
 */
export function paceOf(level: Level, full: number): number {
  if (level === 'normal' || !Number.isFinite(full)) return full;
  return Math.max(1, Math.floor(level === 'slow' ? full * 0.4 : full * 0.1));
}

/** Decides on a request. Answers always go at once: somebody waits, and Discord has a limit for them alone. */
export function verdict(urgency: Urgency, standing: Standing, now: number): Verdict {
  if (urgency === 'answer') return { kind: 'go', paced: false };
  if (standing.tokenRefused) return { kind: 'hold', until: now + FIRST_PAUSE, because: 'token' };
  if (urgency === 'vital') return { kind: 'go', paced: true };
  const stays = standing.level === 'stopped' || (standing.level === 'urgent' && urgency !== 'deletion');
  if (stays) return { kind: 'hold', until: standing.levelEnds, because: 'level' };
  const { guildPausedUntil: until } = standing;
  return until > now ? { kind: 'hold', until, because: 'guild' } : { kind: 'go', paced: true };
}

/** Whether an answer is one of those that Discord counts before it bans. A limit shared with others is nobody's own fault. */
export function isRefusal(status: number, scope: string | null): boolean {
  return status === 401 || status === 403 || (status === 429 && scope !== 'shared');
}

/** How a guild that has provoked refusals stands. */
export interface GuildStanding {
  /** How often it was made to pause, one soon after the other. */
  readonly pauses: number;
  /** Epoch milliseconds; 0 when it never was. */
  readonly pausedUntil: number;
}

export const unblemished: GuildStanding = { pauses: 0, pausedUntil: 0 };

/** A guild has provoked another 403, `refusals` within the last minute. */
export function afterRefusal(guild: GuildStanding, refusals: number, now: number): GuildStanding {
  if (refusals < GUILD_REFUSALS || guild.pausedUntil > now) return guild;
  const pauses = now - guild.pausedUntil >= FORGIVEN_AFTER ? 0 : guild.pauses;
  return { pauses: pauses + 1, pausedUntil: now + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** pauses) };
}
