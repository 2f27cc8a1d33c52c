import { isBlank } from './name-filter.js';
import type { Moment, Snowflake } from './room.js';

/** An activity of type Playing. Status, custom status, music, streams and competitions are none. */
export interface Playing {
  readonly name: string;
  readonly details: string | null;
  readonly state: string | null;
  readonly party: { readonly current: number; readonly max: number } | null;
  /** When it was first seen. */
  readonly since: Moment;
}

/** A human in the room, with all that they play (mostly nothing or one). */
export interface Player {
  readonly userId: Snowflake;
  readonly playing: readonly Playing[];
}

/** A game, and who of the room plays it. */
export interface Game {
  readonly name: string;
  /** How many members play it: at least 1. */
  readonly count: number;
  /** One activity for each who plays it: the owner's first, then in the order in which they were seen. */
  readonly activities: readonly Playing[];
}

/**
 * The game that most members play. A tie goes to the owner's game, then to the one first seen. Null when nobody plays.
 */
export function mostPlayed(players: readonly Player[], ownerId: Snowflake): Game | null {
  const games = new Map<string, Entry[]>();
  for (const { userId, playing } of players) {
    for (const activity of oncePerGame(playing)) {
      const entry = { activity, isOwner: userId === ownerId };
      games.set(keyOf(activity), [...(games.get(keyOf(activity)) ?? []), entry]);
    }
  }
  const [winner] = [...games.values()].map((entries) => entries.toSorted(ownerThenSeen)).toSorted(byRank);
  const [first] = winner ?? [];
  if (winner === undefined || first === undefined) return null;
  const activities = winner.map((entry) => entry.activity);
  const seenFirst = activities.reduce((one, other) => (other.since < one.since ? other : one));
  return { name: seenFirst.name.trim(), count: winner.length, activities };
}

interface Entry {
  readonly activity: Playing;
  readonly isOwner: boolean;
}

function keyOf(activity: Playing): string {
  return activity.name.normalize('NFKC').trim().toLowerCase();
}

/** Discord may list one game twice for one person, such as the game and its launcher's report of it. */
function oncePerGame(playing: readonly Playing[]): readonly Playing[] {
  const named = playing.filter((activity) => !isBlank(activity.name));
  return named.filter((activity, index) => named.findIndex((other) => keyOf(other) === keyOf(activity)) === index);
}

function ownerThenSeen(one: Entry, other: Entry): number {
  return Number(other.isOwner) - Number(one.isOwner) || one.activity.since - other.activity.since;
}

function byRank(one: readonly Entry[], other: readonly Entry[]): number {
  return (
    other.length - one.length || Number(hasOwner(other)) - Number(hasOwner(one)) || seenSince(one) - seenSince(other)
  );
}

function hasOwner(entries: readonly Entry[]): boolean {
  return entries.some((entry) => entry.isOwner);
}

function seenSince(entries: readonly Entry[]): Moment {
  return Math.min(...entries.map((entry) => entry.activity.since));
}
