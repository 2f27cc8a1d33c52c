import { day, minute, type Moment, type Snowflake } from './trigger.js';

export const PAGE_SIZE = 100;
/** The most messages of the user that one purge deletes. */
export const PURGE_LIMIT = 1_000;
/** The most pages that it reads to find them. */
export const PAGE_LIMIT = 50;
/** Discord deletes nothing older than 14 days in bulk. The margin covers the time until the call arrives. */
export const OLDEST_MS = 14 * day - 5 * minute;
export const BULK_LIMIT = 100;

export interface PurgedMessage {
  readonly id: Snowflake;
  readonly authorId: Snowflake;
  readonly createdAt: Moment;
}

/** How far the reading of a channel's history has come. */
export interface PurgeSearch {
  readonly ids: readonly Snowflake[];
  /** The user's messages that were seen and are too old. */
  readonly tooOld: number;
  readonly pages: number;
  /** Where the next page ends; null when there is nothing more to read. */
  readonly before: Snowflake | null;
  readonly done: boolean;
  /** Whether it stopped at a limit, so that more may be left. */
  readonly limited: boolean;
}

export const startedSearch: PurgeSearch = { ids: [], tooOld: 0, pages: 0, before: null, done: false, limited: false };

/** The search after one more page, the newest messages first, as Discord gives them. */
export function afterPage(
  search: PurgeSearch,
  page: readonly PurgedMessage[],
  userId: Snowflake,
  now: Moment,
): PurgeSearch {
  const own = page.filter(({ authorId }) => authorId === userId);
  const young = own.filter(({ createdAt }) => isYoung(createdAt, now)).map(({ id }) => id);
  const found = [...new Set([...search.ids, ...young])];
  const last = page.at(-1);
  const pages = search.pages + 1;
  const exhausted = page.length < PAGE_SIZE || last === undefined || !isYoung(last.createdAt, now);
  const overfull = found.length > PURGE_LIMIT;
  const atLimit = overfull || (!exhausted && (found.length === PURGE_LIMIT || pages >= PAGE_LIMIT));
  return {
    ids: found.slice(0, PURGE_LIMIT),
    tooOld: search.tooOld + (own.length - young.length),
    pages,
    before: last?.id ?? search.before,
    done: exhausted || atLimit,
    limited: atLimit,
  };
}

/** The calls that delete these messages: in bulk 2 to 100 at once, a last one singly. */
export function purgeCalls(ids: readonly Snowflake[]): readonly (readonly Snowflake[])[] {
  const unique = [...new Set(ids)];
  const calls: (readonly Snowflake[])[] = [];
  for (let at = 0; at < unique.length; at += BULK_LIMIT) calls.push(unique.slice(at, at + BULK_LIMIT));
  return calls;
}

export interface PurgeReport {
  readonly deleted: number;
  readonly tooOld: number;
  readonly failed: number;
  readonly limited: boolean;
}

/** How a call ended. `gone`: somebody else was faster, which is just as well. */
export type PurgeAnswer = 'deleted' | 'gone' | 'failed';

export function purgeReport(
  search: PurgeSearch,
  answers: readonly { readonly ids: readonly Snowflake[]; readonly answer: PurgeAnswer }[],
): PurgeReport {
  const count = (failed: boolean): number =>
    answers.filter(({ answer }) => (answer === 'failed') === failed).reduce((sum, { ids }) => sum + ids.length, 0);
  return { deleted: count(false), tooOld: search.tooOld, failed: count(true), limited: search.limited };
}

/** What is done one at a time. */
export function purgeKey(channelId: Snowflake, userId: Snowflake): string {
  return `trigger.purge:${channelId}:${userId}`;
}

function isYoung(createdAt: Moment, now: Moment): boolean {
  return now - createdAt < OLDEST_MS;
}
