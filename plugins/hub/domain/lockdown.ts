import { BotInHub, Connect } from './bits.js';
import { OverwriteSet } from './overwrite-set.js';
import { sameOverwrites } from './overwrite-diff.js';
import type { Moment, Overwrite, PreviousOverwrite, Snowflake } from './room.js';

/** The shortest and longest lockdown of one hub, in minutes. */
export const LOCKDOWN_MINUTES = { min: 1, max: 1440 } as const;

/** The lockdowns of the whole guild that the bot owner chooses from, in minutes. */
export const GUILD_LOCKDOWN_MINUTES = [15, 60, 240] as const;

/** When the lock of a hub ends: the later of its own and the guild's. Null when neither holds at `now`. */
export function lockedUntil(hubUntil: Moment | null, guildUntil: Moment | null, now: Moment): Moment | null {
  const later = Math.max(hubUntil ?? now, guildUntil ?? now);
  return later > now ? later : null;
}

/** A number of minutes that somebody typed. Null unless it is a whole number from 1 to 1440. */
export function lockdownMinutes(typed: string): number | null {
  const text = typed.trim();
  if (!/^\d{1,4}$/u.test(text)) return null;
  const minutes = Number(text);
  return minutes >= LOCKDOWN_MINUTES.min && minutes <= LOCKDOWN_MINUTES.max ? minutes : null;
}

/** Overwrites, and what has to be stored to undo them. */
export interface HubOverwrites {
  readonly overwrites: readonly Overwrite[];
  /** Null when nothing is changed. */
  readonly previous: readonly PreviousOverwrite[] | null;
}

/**
 * Denies Connect to @everyone and to every role that is explicitly allowed it; the bot keeps its own. What was there is
 * added to `previous`, unless it is noted already: so locking what is locked changes nothing.
 */
export function lockedDown(
  overwrites: readonly Overwrite[],
  previous: readonly PreviousOverwrite[] | null,
  guildId: Snowflake,
  botId: Snowflake,
): HubOverwrites {
  const set = new OverwriteSet(overwrites);
  const notes = new Map((previous ?? []).map((note) => [note.id, note]));
  const note = (id: Snowflake, type: Overwrite['type'], changed: bigint): void => {
    if (!notes.has(id)) notes.set(id, noteOf(overwrites, id, type, changed));
  };

  note(botId, 'member', BotInHub);
  set.allow('member', botId, BotInHub);
  const walksThrough = overwrites.filter(({ type, allow }) => type === 'role' && (allow & Connect) !== 0n);
  for (const id of new Set([guildId, ...walksThrough.map((overwrite) => overwrite.id)])) {
    note(id, 'role', Connect);
    set.deny('role', id, Connect);
  }
  return { overwrites: set.list(), previous: [...notes.values()] };
}

/**
 * Puts back exactly the bits that the lockdown changed. Other bits stay as they are now, and an overwrite that somebody
 * has deleted meanwhile (or that went with its role) stays away.
 */
export function lifted(overwrites: readonly Overwrite[], previous: readonly PreviousOverwrite[]): HubOverwrites {
  const notes = new Map(previous.map((note) => [note.id, note]));
  const restored = overwrites.flatMap((overwrite) => {
    const note = notes.get(overwrite.id);
    if (note === undefined) return [overwrite];
    const allow = (overwrite.allow & ~note.changed) | note.allow;
    const deny = (overwrite.deny & ~note.changed) | note.deny;
    return allow === 0n && deny === 0n && !note.existed ? [] : [{ ...overwrite, allow, deny }];
  });
  return { overwrites: restored, previous: null };
}

/** What a hub's channel needs at `now`. `until`: when to decide again; null for never. */
export interface LockdownDecision {
  readonly until: Moment | null;
  /** What has to be stored and sent. Null when all is as it should be. */
  readonly change: HubOverwrites | null;
}

/** What a hub's own lockdown and its channel are decided from. */
export interface LockdownFacts {
  readonly guildId: Snowflake;
  readonly botId: Snowflake;
  readonly hubUntil: Moment | null;
  readonly guildUntil: Moment | null;
  readonly previous: readonly PreviousOverwrite[] | null;
  /** What the channel has now. */
  readonly overwrites: readonly Overwrite[];
}

/** Locks, lifts or leaves alone: at a click, at a deadline and at boot. Harmless to repeat. */
export function decideLockdown(facts: LockdownFacts, now: Moment): LockdownDecision {
  const until = lockedUntil(facts.hubUntil, facts.guildUntil, now);
  if (until === null) {
    return { until, change: facts.previous === null ? null : lifted(facts.overwrites, facts.previous) };
  }
  const locked = lockedDown(facts.overwrites, facts.previous, facts.guildId, facts.botId);
  const isDone = sameOverwrites(facts.overwrites, locked.overwrites);
  return { until, change: isDone ? null : locked };
}

/** The stored deadline without one that has passed. */
export function unexpired(until: Moment | null, now: Moment): Moment | null {
  return until !== null && until > now ? until : null;
}

function noteOf(
  overwrites: readonly Overwrite[],
  id: Snowflake,
  type: Overwrite['type'],
  changed: bigint,
): PreviousOverwrite {
  const found = overwrites.find((overwrite) => overwrite.id === id);
  const allow = (found?.allow ?? 0n) & changed;
  const deny = (found?.deny ?? 0n) & changed;
  return { id, type, allow, deny, changed, existed: found !== undefined };
}
