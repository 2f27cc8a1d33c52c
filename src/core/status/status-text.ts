import type { OptionalIntent } from '../../plugins/definition.js';
import { statusMessages as say } from '../status-messages.js';
import type { GuildReport } from './status-desk.js';

/** What `/status` shows. Times are epoch milliseconds. */
export interface StatusFacts extends GuildReport {
  readonly version: string;
  readonly plugins: readonly string[];
  readonly shards: {
    readonly up: number;
    readonly all: number;
    /** The one that serves the guild. */
    readonly own: number;
    /** In milliseconds; negative while it is not known. */
    readonly latency: number;
  };
  readonly missingIntents: readonly OptionalIntent[];
  /** Whether the bot holds back requests, everywhere. */
  readonly slowedDown: boolean;
  /** Until when it leaves this guild alone; null when it does not. */
  readonly pausedUntil: number | null;
  /** For the bot's owner only; else null. */
  readonly process: { readonly megabytes: number; readonly since: number } | null;
  readonly invite: string;
}

/** Discord's limit of a message. */
const LIMIT = 2000;
/** A plugin's own words are cut to so many characters: there may be anybody's plugin. */
const WORDS_LIMIT = 120;

/** How many lines there are at most, of plugins with channels and of what comes next: the first that leaves enough room is taken. */
const SHARES = [
  { tracked: 8, upcoming: 3 },
  { tracked: 4, upcoming: 3 },
  { tracked: 2, upcoming: 1 },
  { tracked: 0, upcoming: 0 },
] as const;
type Share = (typeof SHARES)[number];
/** So many characters are for what is missing, if that needs them. */
const LACKS_ROOM = 400;

/** `/status` as a message, with as many of the missing permissions as Discord lets into one. */
export function statusText(facts: StatusFacts): string {
  const above = head(facts).join('\n');
  const tails = SHARES.map((share) => tail(facts, share).join('\n'));
  const wanted = Math.min(LACKS_ROOM, lacks(facts, Infinity).join('\n').length);
  const below = tails.find((text) => above.length + wanted + text.length + 2 <= LIMIT) ?? tails.at(-1) ?? '';
  const room = LIMIT - above.length - below.length - 2;
  return [above, ...lacks(facts, room), below].join('\n').slice(0, LIMIT);
}

function head({ version, plugins, shards, missingIntents, slowedDown, pausedUntil, silent }: StatusFacts): string[] {
  const intents = missingIntents.map(({ intent, without }) => ({ intent, without: clipped(without, WORDS_LIMIT) }));
  return [
    say.heading(version),
    clipped(say.plugins(plugins), 300),
    say.shards(shards.up, shards.all, shards.own, shards.latency),
    ...intents.map(say.missingIntent),
    ...(slowedDown ? [say.slowedDown] : []),
    ...(pausedUntil === null ? [] : [say.paused(pausedUntil)]),
    ...(silent.length > 0 ? [say.silent(silent.slice(0, 5))] : []),
  ];
}

function tail(facts: StatusFacts, share: Share): string[] {
  const { invite, process: ofProcess } = facts;
  return [
    ...tracked(facts, share.tracked),
    ...upcoming(facts, share.upcoming),
    say.invite(invite),
    ...(ofProcess ? [say.process(ofProcess.megabytes, ofProcess.since)] : []),
  ];
}

function lacks({ lacks: all }: StatusFacts, room: number): string[] {
  if (all.length === 0) return [say.lacksHeading, say.nothingLacks];
  const lines = all.map(say.lack);
  const whole = (shown: number): string[] => [
    say.lacksHeading,
    ...lines.slice(0, shown),
    ...(shown < lines.length ? [say.moreLacks(lines.length - shown)] : []),
    say.lacksAdvice,
  ];
  let shown = lines.length;
  while (shown > 0 && whole(shown).join('\n').length > room) shown -= 1;
  return whole(shown);
}

function tracked({ tracked: all }: StatusFacts, most: number): string[] {
  if (all.length === 0) return [say.trackedHeading, say.nothingTracked];
  const more = all.length - most;
  const lines = all.slice(0, most).map((one) => clipped(say.tracked(one), WORDS_LIMIT));
  return [say.trackedHeading, ...lines, ...(more > 0 ? [say.moreTracked(more)] : [])];
}

function upcoming({ upcoming: all }: StatusFacts, most: number): string[] {
  if (all.length === 0) return [say.upcomingHeading, say.nothingComes];
  const next = all.slice(0, most);
  if (next.length === 0) return [];
  return [say.upcomingHeading, ...next.map(({ at, what }) => say.upcoming(at, clipped(what, WORDS_LIMIT)))];
}

function clipped(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).toWellFormed()}…`;
}
