import { writeFile } from 'node:fs/promises';
import { benchFuzz } from './fuzz.js';
import { benchHostile } from './hostile.js';
import { benchMatcher, matcherCases, type MatcherFigures } from './matcher.js';
import { benchMemory } from './memory.js';
import { benchRoundTrip } from './round-trip.js';
import { printTable, printVerdicts, type Verdict } from './table.js';
import { benchThroughput, type ThroughputFigures } from './throughput.js';

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

const hundred = figuresOf(100);
const thousand = figuresOf(1_000);
const worst = Math.max(...hostile.flatMap(({ first, later, find }) => [first, later, find]));
const roundTrip = roundTrips.find(({ triggers }) => triggers === 100);
const differences = matcher.reduce((sum, figures) => sum + figures.differences, fuzz.differences);
const verdicts: readonly Verdict[] = [
  shareOf('without', 'share, messages, no triggers', 0.9),
  shareOf('with', 'share, messages, 20 triggers a guild', 0.8),
  shareOf('presence', 'share, presences outside rooms', 0.9),
  atLeast('compiled V8 loop, 100 triggers', hundred.compiledRatio, 15),
  atLeast('compiled V8 loop, 1,000 triggers', thousand.compiledRatio, 200),
  atLeast("peers' V8 loop, 100 triggers", hundred.peerRatio, 15),
  atLeast("peers' V8 loop, 1,000 triggers", thousand.peerRatio, 200),
  atLeast('worker round trip a message, 100 triggers', roundTrip?.awaitedRatio ?? Number.NaN, 100),
  atLeast('worker round trip a regex, 100 triggers', roundTrip?.perRegexRatio ?? Number.NaN, 100),
  below('growth from 10 to 1,000 triggers', thousand.growth, 5, times),
  below('rebuild at 100 triggers', hundred.build, 5, (value) => `${value.toFixed(2)} ms`),
  below('memory of a guild with 20 triggers', memory.measured, 40, (value) => `${value.toFixed(1)} KiB`),
  below('worst hostile run', worst, 25, (value) => `${value.toFixed(1)} ms`),
  { what: 'cases that differ', goal: '0', value: `${differences} of ${fuzz.cases}`, isMet: differences === 0 },
];
printVerdicts(verdicts);
const results = { quick, throughput, matcher, roundTrips, memory, hostile, fuzz, verdicts };
await writeFile(new URL('results.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`);

function figuresOf(count: number): MatcherFigures {
  const found = matcher.find(({ triggers }) => triggers === count);
  if (found === undefined) throw new RangeError(`${count} triggers are not measured.`);
  return found;
}

function shareOf(sort: ThroughputFigures['sort'], what: string, goal: number): Verdict {
  const share = throughput.find((figures) => figures.sort === sort)?.share ?? Number.NaN;
  return { what, goal: `>= ${goal}`, value: share.toFixed(2), isMet: share >= goal };
}

function times(value: number): string {
  return `${value.toFixed(1)}x`;
}

function atLeast(what: string, value: number, goal: number): Verdict {
  return { what, goal: `>= ${goal}x`, value: times(value), isMet: value >= goal };
}

function below(what: string, value: number, goal: number, written: (value: number) => string): Verdict {
  return { what, goal: `< ${written(goal)}`, value: written(value), isMet: value < goal };
}
