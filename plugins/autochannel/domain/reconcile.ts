import { isIdle, transition, type Breakout, type BreakoutEvent, type BreakoutRules } from './breakout.js';
import { matchPending, type LiveChannel, type PendingRow } from './fingerprint.js';

/** A stored source. */
export interface SourceRow {
  readonly id: string;
  readonly guildId: string;
  readonly channelId: string;
}

/** A stored breakout. */
export interface BreakoutRow extends Breakout, PendingRow {
  readonly guildId: string;
  /** Null when its source is no longer one. */
  readonly sourceId: string | null;
  /** Null while pending. */
  readonly channelId: string | null;
  readonly ownerId: string;
  readonly rules: BreakoutRules;
}

/**
 * What Discord has, as far as is known without asking. A guild that is in no outage and in the cache is `available`.
 */
export interface Snapshot {
  readonly availableGuilds: ReadonlySet<string>;
  /** The voice channels of those guilds, by id. */
  readonly channels: ReadonlyMap<string, LiveChannel>;
  /**
   * Channels of which Discord has said that it does not know them (10003). An absence from a list is no such answer.
   */
  readonly goneChannels: ReadonlySet<string>;
  /** Pending breakouts that this process is creating right now. */
  readonly inFlight: ReadonlySet<string>;
  /** Channels that have a role already, of any plugin: never adopted. */
  readonly takenChannels: ReadonlySet<string>;
}

export type Action =
  /** Feed the event to the breakout's `transition`. */
  | { readonly type: 'apply'; readonly breakoutId: string; readonly event: BreakoutEvent }
  /** Finish a pending breakout: store the channel, then feed `event`, which says what becomes of it. */
  | { readonly type: 'adopt'; readonly breakoutId: string; readonly channelId: string; readonly event: BreakoutEvent }
  /** The channel is in no cache: ask Discord for it, and reconcile again with the answer. */
  | { readonly type: 'look-up'; readonly channelId: string }
  /** The source channel is definitely gone. */
  | { readonly type: 'source-gone'; readonly sourceId: string }
  /** People sit in the source: serve them. */
  | { readonly type: 'serve'; readonly sourceId: string; readonly userIds: readonly string[] };

/**
 * What brings the stored rows and Discord together. Empty when they agree: occupied breakouts without a deadline, empty
 * sources. Rows of guilds that are not available are left alone. People are served last, when breakouts of theirs that
 * a crash cut off have been adopted.
 */
export function reconcile(
  sources: readonly SourceRow[],
  breakouts: readonly BreakoutRow[],
  snapshot: Snapshot,
  now: number,
): Action[] {
  const isAvailable = ({ guildId }: { readonly guildId: string }): boolean => snapshot.availableGuilds.has(guildId);
  const rows = breakouts.filter(isAvailable);
  return [
    ...rows.flatMap((row) => trackedBreakout(row, snapshot, now)),
    ...pendingBreakouts(rows, sources, snapshot, now),
    ...sources.filter(isAvailable).flatMap((source) => storedSource(source, snapshot)),
  ];
}

function trackedBreakout(row: BreakoutRow, snapshot: Snapshot, now: number): Action[] {
  if (row.channelId === null) return [];
  if (snapshot.goneChannels.has(row.channelId)) return [{ type: 'apply', breakoutId: row.id, event: { type: 'gone' } }];
  const channel = snapshot.channels.get(row.channelId);
  if (!channel) return [{ type: 'look-up', channelId: row.channelId }];
  return unlessIdle(row, { type: 'woken', occupied: channel.humans.length > 0 }, now);
}

function pendingBreakouts(
  rows: readonly BreakoutRow[],
  sources: readonly SourceRow[],
  snapshot: Snapshot,
  now: number,
): Action[] {
  const pending = rows.filter((row) => row.channelId === null && !snapshot.inFlight.has(row.id));
  if (pending.length === 0) return [];
  const taken = new Set(snapshot.takenChannels);
  for (const { channelId } of rows) if (channelId !== null) taken.add(channelId);
  const matches = matchPending(pending, snapshot.channels.values(), taken);
  const given = new Set<string>();
  return pending.flatMap((row) => {
    const channel = matches.get(row.id);
    if (!channel) return missing(row, now);
    const place = `${row.sourceId}:${row.ownerId}`;
    const wanted = !given.has(place) && waitsInSource(row, sources, snapshot);
    given.add(place);
    return adopted(row, channel, wanted);
  });
}

/**
 * It stays when somebody is in it, or when its user still sits in the source and is moved into it: into one, not into
 * two.
 */
function adopted(row: BreakoutRow, channel: LiveChannel, wanted: boolean): Action[] {
  const event: BreakoutEvent = { type: 'created', wanted, occupied: channel.humans.length > 0 };
  return [{ type: 'adopt', breakoutId: row.id, channelId: channel.id, event }];
}

function waitsInSource(row: BreakoutRow, sources: readonly SourceRow[], snapshot: Snapshot): boolean {
  const source = sources.find(({ id }) => id === row.sourceId);
  if (!source || snapshot.goneChannels.has(source.channelId)) return false;
  return snapshot.channels.get(source.channelId)?.humans.includes(row.ownerId) ?? false;
}

/** Before its time is up, Discord may still be about to make the channel: nothing is undone then, only watched. */
function missing(row: BreakoutRow, now: number): Action[] {
  if (row.deleteAt !== null && row.deleteAt > now) return unlessIdle(row, { type: 'woken', occupied: false }, now);
  return [{ type: 'apply', breakoutId: row.id, event: { type: 'creation-failed' } }];
}

function storedSource(source: SourceRow, snapshot: Snapshot): Action[] {
  if (snapshot.goneChannels.has(source.channelId)) return [{ type: 'source-gone', sourceId: source.id }];
  const channel = snapshot.channels.get(source.channelId);
  if (!channel) return [{ type: 'look-up', channelId: source.channelId }];
  return channel.humans.length > 0 ? [{ type: 'serve', sourceId: source.id, userIds: channel.humans }] : [];
}

function unlessIdle(row: BreakoutRow, event: BreakoutEvent, now: number): Action[] {
  if (isIdle(row, transition(row, event, row.rules, now))) return [];
  return [{ type: 'apply', breakoutId: row.id, event }];
}
