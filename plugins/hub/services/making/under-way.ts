import type { PluginContext } from 'roomkeeper';
import type { Hub } from '../../domain/room.js';
import { hubKey } from './hub-making.js';
import type { Hubs } from '../store/hubs.js';
import type { Tracked } from '../boot/live-snapshot.js';
import type { Rooms, StoredRoom } from '../store/rooms.js';
import { syncKey } from './sync.js';

interface Stores {
  readonly hubs: Hubs;
  readonly rooms: Rooms;
}

/** How long what is made may take, in milliseconds: Discord may make creations wait. */
const LONGEST = 300_000;

/**
 * Waits for what this process is making or deleting at this moment: its rows look as a crash would leave them.
 *
 * @returns what was waited for. What of it is unfinished now, nobody works on.
 */
export async function untilFinished(
  context: PluginContext,
  { hubs, rooms }: Stores,
  guildId: string,
): Promise<ReadonlySet<string>> {
  const keys = [
    ...rooms.ofGuild(guildId).filter(isUnfinished).map(keyOf),
    ...hubs.ofGuild(guildId).flatMap((hub) => (isWaiting(hub) ? [hubKey(hub.id)] : [])),
  ];
  await Promise.all(keys.map((key) => context.queue.run(key, () => Promise.resolve(), LONGEST)));
  return new Set(keys);
}

/** The rows of a guild, without what was begun since `finished` was waited for. */
export function trackedRows({ hubs, rooms }: Stores, guildId: string, finished: ReadonlySet<string>): Tracked {
  const kept = rooms.ofGuild(guildId).filter((stored) => !isUnfinished(stored) || finished.has(keyOf(stored)));
  return {
    rooms: kept.map(({ room }) => room),
    hubs: hubs.ofGuild(guildId).filter((hub) => !isWaiting(hub) || finished.has(hubKey(hub.id))),
  };
}

function isUnfinished({ room }: StoredRoom): boolean {
  return room.state !== 'open' || room.pendingText !== null;
}

function isWaiting({ channelId }: Hub): boolean {
  return channelId === null;
}

function keyOf({ room }: StoredRoom): string {
  return syncKey(room.voiceChannelId);
}
