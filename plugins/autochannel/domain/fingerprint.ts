/** A voice channel, as the gateway's cache has it. */
export interface LiveChannel {
  readonly id: string;
  readonly guildId: string;
  readonly name: string;
  readonly parentId: string | null;
  /** Milliseconds since the Unix epoch, from the id. */
  readonly createdAt: number;
  /** Whether the bot's own member overwrite is on it, as on all that the bot makes. */
  readonly hasBotOverwrite: boolean;
  /** The ids of the members in it who are no bots. */
  readonly humans: readonly string[];
}

/** A breakout that was to be created with this name, in this place. */
export interface PendingRow {
  readonly id: string;
  readonly guildId: string;
  readonly name: string;
  readonly parentId: string | null;
  /** When it was written, before the request was sent. Milliseconds since the Unix epoch. */
  readonly createdAt: number;
}

/** How far the bot's clock and Discord's may be apart, in milliseconds. */
export const CLOCK_SKEW = 5_000;
/** How long after its row a channel may still have come to be, in milliseconds: requests queue at rate limits. */
export const CREATION_WINDOW = 15 * 60_000;

/**
 * Finds the channels that a crash separated from their rows. A channel is matched to one row at most, a row to one
 * channel at most, older ones first; a channel that has a role already is never matched, and neither is one that
 * somebody else may have made.
 */
export function matchPending(
  rows: readonly PendingRow[],
  channels: Iterable<LiveChannel>,
  taken: ReadonlySet<string>,
): Map<string, LiveChannel> {
  const free = Array.from(channels)
    .filter((channel) => channel.hasBotOverwrite && !taken.has(channel.id))
    .sort(byAge);
  const matches = new Map<string, LiveChannel>();
  for (const row of rows.toSorted(byAge)) {
    const index = free.findIndex((channel) => fits(row, channel));
    const [channel] = index === -1 ? [] : free.splice(index, 1);
    if (channel) matches.set(row.id, channel);
  }
  return matches;
}

function fits(row: PendingRow, channel: LiveChannel): boolean {
  return (
    channel.guildId === row.guildId &&
    channel.name === row.name &&
    channel.parentId === row.parentId &&
    channel.createdAt >= row.createdAt - CLOCK_SKEW &&
    channel.createdAt <= row.createdAt + CREATION_WINDOW
  );
}

function byAge(a: { readonly createdAt: number }, b: { readonly createdAt: number }): number {
  return a.createdAt - b.createdAt;
}
