import { writeFile } from 'node:fs/promises';
import { benchMatcher } from './matcher.js';

const matcher = benchMatcher();
const header = ['triggers', 'index µs', 'V8 loop µs', 'ratio', 'build ms', 'differences'];
const rows = matcher.map(({ triggers, index, v8Loop, ratio, build, differences }) => [
  `${triggers}`,
  index.toFixed(2),
  v8Loop.toFixed(2),
  `${ratio.toFixed(1)}x`,
  build.toFixed(2),
  `${differences}`,
]);
process.stdout.write('PF-12 matcher, a message\n');
for (const row of [header, ...rows]) process.stdout.write(`${row.map((cell) => cell.padStart(12)).join('')}\n`);
await writeFile(new URL('results.json', import.meta.url), `${JSON.stringify({ matcher }, null, 2)}\n`);
