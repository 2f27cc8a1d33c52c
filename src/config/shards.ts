import type { Fault } from '../plugins/errors.js';
import type { ShardSet } from '../sharding/shards.js';

/** Discord gives no bot more. */
const MOST_SHARDS = 16_384;

const fault = (what: string): Fault => ({
  where: 'SHARDS',
  what,
  todo: 'Write "auto", or the shards of this process and how many there are in all: 0-7/64, 3/64 or 0,2/4.',
});

/**
 * Reads `SHARDS`: which shards this process runs, of how many in all.
 *
 * @returns undefined for `auto`, and for what is a fault.
 */
export function readShards(value: string | undefined, faults: Fault[]): ShardSet | undefined {
  if (value === undefined || value.toLowerCase() === 'auto') return undefined;
  const [, list = '', total = ''] = /^([\d\s,-]+)\/\s*(\d+)$/.exec(value) ?? [];
  const runs = list.split(',').map((run) => /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/.exec(run));
  if (runs.includes(null)) {
    faults.push(fault('the value is not understood'));
    return undefined;
  }
  const count = Number(total);
  const ranges = runs.map((run) => [Number(run?.[1]), Number(run?.[2] ?? run?.[1])] as const);
  const wrong = wrongIn(ranges, count);
  if (wrong !== undefined) {
    faults.push(fault(wrong));
    return undefined;
  }
  const ids = new Set(ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i)));
  return { ids: [...ids].toSorted((one, other) => one - other), count };
}

function wrongIn(ranges: readonly (readonly [first: number, last: number])[], count: number): string | undefined {
  if (count < 1 || count > MOST_SHARDS) return `there are 1 to ${MOST_SHARDS} shards in all, not ${count}`;
  const backwards = ranges.find(([first, last]) => first > last);
  if (backwards) return `${backwards.join('-')} runs backwards`;
  const beyond = ranges.find(([, last]) => last >= count);
  return beyond && `of ${count} shards the last is ${count - 1}; there is no shard ${beyond[1]}`;
}
