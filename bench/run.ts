import { writeFile } from 'node:fs/promises';
import { benchHostile } from './hostile.js';
import { benchMatcher } from './matcher.js';

const matcher = benchMatcher();
table('PF-12 matcher, a message', [
  ['triggers', 'index µs', 'V8 loop µs', 'ratio', 'build ms', 'differences'],
  ...matcher.map(({ triggers, index, v8Loop, ratio, build, differences }) => [
    `${triggers}`,
    index.toFixed(2),
    v8Loop.toFixed(2),
    `${ratio.toFixed(1)}x`,
    build.toFixed(2),
    `${differences}`,
  ]),
]);
const hostile = benchHostile();
table('PF-12 hostile patterns, a run on 4,000 characters', [
  ['first ms', 'later ms', 'find ms', '  pattern'],
  ...hostile.map(({ pattern, first, later, find }) => [
    first.toFixed(1),
    later.toFixed(1),
    find.toFixed(1),
    `  ${pattern.slice(0, 60)}`,
  ]),
]);
await writeFile(new URL('results.json', import.meta.url), `${JSON.stringify({ matcher, hostile }, null, 2)}\n`);

function table(title: string, rows: readonly (readonly string[])[]): void {
  process.stdout.write(`${title}\n`);
  for (const row of rows) process.stdout.write(`${row.map((cell) => cell.padStart(12)).join('')}\n`);
}
