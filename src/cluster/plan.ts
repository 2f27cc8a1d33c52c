import type { ShardSet } from '../sharding/shards.js';

/** How long Discord wants between two sessions of one bucket, and a little more, in milliseconds. */
const IDENTIFY_PAUSE = 5500;

/** Deals shards out to processes, so many to each, neighbours together. */
export function deal({ ids, count }: ShardSet, perProcess: number): ShardSet[] {
  const processes = Math.ceil(ids.length / perProcess);
  return Array.from({ length: processes }, (_, at) => ({
    ids: ids.slice(at * perProcess, (at + 1) * perProcess),
    count,
  }));
}

/** How many shards to give to each process when nobody says: as many processes as there are processors at most. */
export function fairShare(shards: number, processors: number): number {
  return Math.ceil(shards / Math.max(1, processors));
}

/** How long the next process has to wait for one that starts so many shards, in milliseconds. */
export function pauseAfter(shards: number, total: number, maximumConcurrency: number): number {
  return total <= maximumConcurrency ? 0 : Math.ceil(shards / maximumConcurrency) * IDENTIFY_PAUSE;
}

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;
/** A process that has lived so long starts with a clean slate, in milliseconds. */
const LONG_LIFE = 120_000;

/** How a process is to be started anew that has ended: after how long, and how often it has been in a row then. */
export function respawn(lived: number, before: number): { readonly pause: number; readonly times: number } {
  const times = lived >= LONG_LIFE ? 1 : before + 1;
  return { pause: Math.min(FIRST_PAUSE * 2 ** (times - 1), LONGEST_PAUSE), times };
}
