import { writeFile } from 'node:fs/promises';
import { benchFuzz } from './fuzz.js';
import { benchHostile } from './hostile.js';
import { benchMatcher, matcherCases } from './matcher.js';
import { benchMemory } from './memory.js';
import { benchRoundTrip } from './round-trip.js';
import { printTable, printVerdicts, times } from './table.js';
import { benchThroughput } from './throughput.js';
import { verdictsOf } from './verdicts.js';

/** `--quick` takes fewer rounds, messages and cases, and under a minute. */
const quick = process.argv.includes('--quick');
const rounds = quick ? 3 : 7;

// Before anything else has filled the heap.
const memory = benchMemory(quick ? 300 : 1_000);
const cases = matcherCases();
const matcher = benchMatcher(cases, rounds, quick ? 20 : 4);
printTable('PF-12 matcher, a message', [
  ['triggers', 'hit share', 'hits', 'index µs', 'compiled µs', 'ratio', 'peer µs', 'ratio', 'build ms', 'differences'],
  ...matcher.map((figures) => [
    `${figures.triggers}`,
    figures.hitShare.toFixed(2),
    figures.hits.toFixed(2),
    figures.index.toFixed(2),
    figures.compiledLoop.toFixed(2),
    times(figures.compiledRatio),
    figures.peerLoop.toFixed(2),
    times(figures.peerRatio),
    figures.build.toFixed(2),
    `${figures.differences}`,
  ]),
]);

const roundTrips = [];
for (const one of cases.filter(({ triggers }) => triggers.length === 20 || triggers.length === 100)) {
  roundTrips.push(await benchRoundTrip(one, rounds, quick ? 2_000 : 8_000));
}
printTable('PF-12 a worker round trip for each message', [
  ['triggers', 'index µs', 'awaited µs', 'ratio', '16 at once', 'ratio', 'each regex', 'ratio'],
  ...roundTrips.map((figures) => [
    `${figures.triggers}`,
    figures.index.toFixed(2),
    figures.awaited.toFixed(1),
    times(figures.awaitedRatio),
    figures.inFlight.toFixed(1),
    times(figures.inFlightRatio),
    figures.perRegex.toFixed(1),
    times(figures.perRegexRatio),
  ]),
]);

const throughput = await benchThroughput(quick ? 16 : 80);
printTable('PF-11 a dispatch, whole bot next to bare discord.js, µs of processor time and of time that passes', [
  ['guilds', 'bare', 'bot', 'share', 'bare passes', 'bot passes', 'share', 'statements'],
  ...throughput.map((figures) => [
    figures.sort,
    figures.bare.toFixed(1),
    figures.bot.toFixed(1),
    figures.share.toFixed(2),
    figures.bareWall.toFixed(1),
    figures.botWall.toFixed(1),
    figures.wallShare.toFixed(2),
    `${figures.statements.length}`,
  ]),
]);

const hostile = benchHostile();
printTable('PF-12 hostile patterns, a run on 4,000 characters', [
  ['first ms', 'later ms', 'find ms', '  pattern'],
  ...hostile.map(({ pattern, first, later, find }) => [
    first.toFixed(1),
    later.toFixed(1),
    find.toFixed(1),
    `  ${pattern.slice(0, 60)}`,
  ]),
]);
const fuzz = benchFuzz(quick ? 100_000 : 1_000_000);
for (const example of fuzz.examples) process.stdout.write(`${example}\n`);

const figures = { throughput, matcher, roundTrips, memory, hostile, fuzz };
const verdicts = verdictsOf(figures);
printVerdicts('PF-11 and PF-12 goals', verdicts);
const results = { quick, ...figures, verdicts };
await writeFile(new URL('results.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
