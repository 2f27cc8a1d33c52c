import { benchBoot } from './boot.js';
import { benchDeadlines } from './deadlines.js';
import { benchTrips } from './database-trips.js';
import { benchFootprint } from './footprint.js';
import { benchFuzz } from './fuzz.js';
import { benchHostile } from './hostile.js';
import { benchJoins } from './join-latency.js';
import { benchMatcher, matcherCases } from './matcher.js';
import { benchMemory } from './memory.js';
import { benchRoundTrip } from './round-trip.js';
import { printTable, times } from './table.js';
import { benchTakeover } from './takeover.js';
import { benchThroughput } from './throughput.js';
import type { Figures } from './verdicts.js';

/** A part of the benchmark: it prints what it has found, and gives it back. */
export interface Part {
  readonly name: string;
  /** The requirements that it measures. */
  readonly ids: readonly string[];
  readonly run: (quick: boolean) => Promise<Partial<Figures>>;
}

/** In the order in which they run: the matcher before anything else has filled the heap. */
export const parts: readonly Part[] = [
  { name: 'matcher', ids: ['PF-12'], run: matching },
  { name: 'throughput', ids: ['PF-11'], run: throughput },
  { name: 'joins', ids: ['PF-10'], run: joins },
  { name: 'boot', ids: ['PF-13'], run: boot },
  { name: 'deadlines', ids: ['PF-14'], run: deadlines },
  { name: 'memory', ids: ['PF-15'], run: footprint },
  { name: 'trips', ids: ['PF-16'], run: trips },
  { name: 'takeover', ids: ['FW-65'], run: takeover },
];

async function matching(quick: boolean): Promise<Partial<Figures>> {
  const rounds = quick ? 2 : 7;
  const memory = benchMemory(quick ? 300 : 1_000);
  const cases = matcherCases();
  const matcher = benchMatcher(cases, rounds, quick ? 20 : 4);
  printTable('PF-12 matcher, a message', [
    [
      'triggers',
      'hit share',
      'hits',
      'index µs',
      'compiled µs',
      'ratio',
      'peer µs',
      'ratio',
      'build ms',
      'differences',
    ],
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
  const fuzz = benchFuzz(quick ? 50_000 : 1_000_000);
  for (const example of fuzz.examples) process.stdout.write(`${example}\n`);
  return { memory, matcher, roundTrips, hostile, fuzz };
}

async function throughput(quick: boolean): Promise<Partial<Figures>> {
  const found = await benchThroughput(quick ? 16 : 80);
  printTable('PF-11 a dispatch, whole bot next to bare discord.js, µs of processor time and of time that passes', [
    ['guilds', 'bare', 'bot', 'share', 'bare passes', 'bot passes', 'share', 'statements'],
    ...found.map((figures) => [
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
  return { throughput: found };
}

async function joins(quick: boolean): Promise<Partial<Figures>> {
  const found = await benchJoins(quick ? 1 : 3, quick ? 30 : 80);
  printTable('PF-10 from a join to the first request, ms', [
    ['joined', 'load', 'joins', 'bare p50', 'bot p50', 'ratio', 'bare p99', 'bot p99', 'ratio', 'lost'],
    ...found.map(({ joined, load, bare, bot, ...figures }) => [
      joined,
      load,
      `${figures.joins}`,
      bare.p50.toFixed(2),
      bot.p50.toFixed(2),
      times(figures.p50Ratio),
      bare.p99.toFixed(1),
      bot.p99.toFixed(1),
      times(figures.p99Ratio),
      `${figures.lost}`,
    ]),
  ]);
  return { joins: found };
}

async function boot(quick: boolean): Promise<Partial<Figures>> {
  const found = await benchBoot(quick ? [500, 1_500] : [1_000, 3_000, 10_000]);
  printTable('PF-13 a start over rooms of which everything agrees, ms', [
    ['rooms', 'guilds', 'in order', 'a room', 'of it hub', 'whole boot', 'requests'],
    ...found.map(({ rooms, guilds, reconcile, ready, boot: whole, calls }) => [
      `${rooms}`,
      `${guilds}`,
      reconcile.toFixed(0),
      (reconcile / rooms).toFixed(2),
      (ready['hub'] ?? 0).toFixed(0),
      whole.toFixed(0),
      `${calls.length}`,
    ]),
  ]);
  return { boot: found };
}

async function deadlines(quick: boolean): Promise<Partial<Figures>> {
  const found = quick ? await benchDeadlines(500, 12_000) : await benchDeadlines(10_000, 45_000);
  const { due, handled, lateness, span, idle, meanwhile } = found;
  printTable('PF-14 deadlines that are due within one second, ms', [
    ['due', 'handled', 'late p50', 'late p99', 'worst', 'all after', 'click p99', 'before', 'clicks'],
    [
      `${due}`,
      `${handled}`,
      lateness.p50.toFixed(0),
      lateness.p99.toFixed(0),
      lateness.worst.toFixed(0),
      span.toFixed(0),
      meanwhile.p99.toFixed(0),
      idle.p99.toFixed(0),
      `${meanwhile.count}`,
    ],
  ]);
  return { deadlines: found };
}

async function footprint(quick: boolean): Promise<Partial<Figures>> {
  const found = await benchFootprint(quick ? 100 : 500);
  printTable('PF-15 memory at rest', [
    ['guilds', 'rss MiB', 'heap MiB', 'a guild KiB', 'bare KiB', 'ratio'],
    [
      `${found.guilds}`,
      found.rss.toFixed(0),
      found.heap.toFixed(0),
      found.botGuild.toFixed(1),
      found.bareGuild.toFixed(1),
      times(found.ratio),
    ],
  ]);
  return { footprint: found };
}

async function trips(): Promise<Partial<Figures>> {
  const found = await benchTrips();
  printTable('PF-16 statements of an event', [
    ['most', 'sent', '  event'],
    ...found.map(({ what, most, statements }) => [`${most}`, `${statements.length}`, `  ${what}`]),
  ]);
  return { trips: found };
}

async function takeover(quick: boolean): Promise<Partial<Figures>> {
  const found = await benchTakeover(quick ? 1 : 3);
  printTable('FW-65 the one that acts is lost while another one stands by, ms until …, the slowest round', [
    ['lost by', 'rounds', 'a new session', 'ready', 'a guest is served'],
    ...found.map(({ loss, rounds, session, ready, served }) => [
      loss,
      `${rounds}`,
      session.toFixed(0),
      ready.toFixed(0),
      served.toFixed(0),
    ]),
  ]);
  return { takeover: found };
}
