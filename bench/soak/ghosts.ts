import { query } from '../../test/support/database.js';
import type { SoakPlace } from './soak-world.js';

/** What nobody keeps any more, or nobody ever kept. */
export interface Ghosts {
  /** Channels that are neither the guild's own, nor in a row. */
  readonly untracked: readonly string[];
  /** Rows without their channel. */
  readonly orphaned: readonly string[];
  /** Rooms and breakouts that are still there, though nobody is in voice. */
  readonly leftOver: number;
}

/** Compares the channels of the local Discord with the rows. Call it when everybody has gone and all waits are over. */
export async function ghosts(url: string, places: readonly SoakPlace[]): Promise<Ghosts> {
  const rooms = await ids(url, 'select voice_channel_id as a, text_channel_id as b from auto_channels');
  const breakouts = await ids(url, 'select channel_id as a, null as b from autochannel_breakout');
  const hubs = await ids(url, 'select channel_id as a, null as b from hub_channels');
  const tracked = new Set([...rooms, ...breakouts, ...hubs]);
  const channels = places.flatMap(({ guild, own }) =>
    [...guild.record.channels.values()].map((channel) => ({ channel, isOwn: own.has(channel.id) })),
  );
  const there = new Set(channels.map(({ channel }) => channel.id));
  return {
    untracked: channels.flatMap(({ channel, isOwn }) =>
      isOwn || tracked.has(channel.id) ? [] : [`${channel.id} ${channel.name}`],
    ),
    orphaned: [...tracked].filter((id) => !there.has(id)),
    leftOver: rooms.length + breakouts.length,
  };
}

async function ids(url: string, sql: string): Promise<string[]> {
  const rows = await query(url, sql);
  return rows.flatMap(({ a, b }) => [a, b]).flatMap((id) => (typeof id === 'string' ? [id] : []));
}
