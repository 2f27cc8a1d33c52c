import { readFileSync } from 'node:fs';

/**
 * What one test of a kind of file takes, in milliseconds; the first kind that fits counts. Roughly measured, and it need not be
 * exact: it only decides which process runs a file.
 */
const kinds = [
  // Two seconds for each operation, all in the hook before its tests, which are made in one loop.
  { each: 90_000, path: /reliability[\\/]crash[\\/]/ },
  {
    each: 10_000,
    sign: /restartable-bot|crash-scene|embedded-bots|embedded-server|support\/processes|\/processes\.js/,
  },
  // Their tests stand in a loop.
  { each: 35_000, path: /reliability[\\/]faults[\\/]/ },
  { each: 12_000, path: /e2e[\\/](?:cluster|standby)/ },
  { each: 420_000, path: /reliability[\\/]races[\\/]/ },
  { each: 60_000, path: /reliability[\\/]soak[\\/]/ },
  { each: 3000, path: /reliability[\\/]suspended|sharding[\\/]shard-lease/ },
  { each: 6000, path: /reliability[\\/](?:secrets|least-privilege)/ },
  { each: 1000, path: /reliability[\\/](?:abuse|governor)/ },
  { each: 6000, path: /reliability[\\/]bad-input[\\/](?:commands|components|config)/ },
  { each: 10_000, sign: /support\/image/ },
  { each: 3000, sign: /support\/bot-child/ },
  { each: 4000, path: /page[\\/]browser[\\/]/ },
  { each: 1500, path: /[\\/]examples[\\/]/ },
  { each: 600, path: /[\\/]e2e[\\/]|src[\\/]privacy[\\/]/ },
  { each: 10 },
];

/** Shares test files out so that each process has about as much to do. Every file is in exactly one share. */
export function lanesOf(files, count) {
  const lanes = Array.from({ length: count }, () => ({ files: new Set(), load: 0 }));
  const weighed = files.map((file) => ({ file, weight: weightOf(file, readFileSync(file, 'utf8')) }));
  for (const { file, weight } of weighed.toSorted((a, b) => b.weight - a.weight)) {
    const lane = lanes.reduce((least, other) => (other.load < least.load ? other : least));
    lane.files.add(file);
    lane.load += weight;
  }
  return lanes.map((lane) => files.filter((file) => lane.files.has(file)));
}

function weightOf(file, source) {
  const tests = source.match(/\bit\(/g)?.length ?? 0;
  const kind = kinds.find(({ sign, path }) => (sign?.test(source) ?? true) && (path?.test(file) ?? true));
  return tests * (kind?.each ?? 0);
}
