import type { Fingerprint, Moment, Overwrite, Snowflake } from './room.js';
import { textChannelName } from './text-channel-name.js';

/** A channel as Discord has it. */
export interface LiveChannel {
  readonly id: Snowflake;
  readonly type: 'voice' | 'text';
  readonly name: string;
  readonly parentId: Snowflake | null;
  readonly createdAt: Moment;
  readonly overwrites: readonly Overwrite[];
}

/** A creation that a crash may have cut off after Discord had done it. */
export interface PendingChannel {
  /** The hub's id, or the room's voice channel. */
  readonly owner: string;
  readonly type: LiveChannel['type'];
  readonly fingerprint: Fingerprint;
}

/** How far the clocks of this machine and of Discord may be apart, in milliseconds. */
export const CLOCK_SKEW_MS = 10_000;

export interface Matches {
  /** By owner: the channel that its creation has made. */
  readonly found: ReadonlyMap<string, LiveChannel>;
  /** Further channels that only a repeated creation can have made. */
  readonly surplus: readonly LiveChannel[];
}

/**
 * Finds the channels of pending creations among those that nobody tracks. Creations that look the same each get a
 * channel of their own, the oldest first.
 *
 * @param botId - only channels with an overwrite of this member can be matches.
 */
export function matchPending(
  pending: readonly PendingChannel[],
  untracked: readonly LiveChannel[],
  botId: Snowflake,
): Matches {
  const oldestFirst = untracked.toSorted((one, other) => one.createdAt - other.createdAt);
  const found = new Map<string, LiveChannel>();
  const free = new Set(oldestFirst);
  for (const creation of pending) {
    const match = oldestFirst.find((channel) => free.has(channel) && isMatch(channel, creation, botId));
    if (match === undefined) continue;
    found.set(creation.owner, match);
    free.delete(match);
  }
  const surplus = [...free].filter((channel) => pending.some((creation) => isMatch(channel, creation, botId)));
  return { found, surplus };
}

function isMatch(channel: LiveChannel, { type, fingerprint }: PendingChannel, botId: Snowflake): boolean {
  return (
    channel.type === type &&
    channel.parentId === fingerprint.parentId &&
    channel.createdAt >= fingerprint.since - CLOCK_SKEW_MS &&
    nameOf(type, channel.name) === nameOf(type, fingerprint.name) &&
    channel.overwrites.some((overwrite) => overwrite.type === 'member' && overwrite.id === botId)
  );
}

/** Discord rewrites the names of text channels. */
function nameOf(type: LiveChannel['type'], name: string): string {
  return type === 'text' ? textChannelName(name) : name.trim();
}
