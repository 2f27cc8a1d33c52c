import type { BootFigures } from './boot.js';
import type { DeadlineFigures } from './deadlines.js';
import type { TripFigures } from './database-trips.js';
import type { FootprintFigures } from './footprint.js';
import type { FuzzFigures } from './fuzz.js';
import type { HostileFigures } from './hostile.js';
import type { JoinFigures } from './join-latency.js';
import type { MatcherFigures } from './matcher.js';
import type { MemoryFigures } from './memory.js';
import type { RoundTripFigures } from './round-trip.js';
import { times, type Verdict } from './table.js';
import type { TakeoverFigures } from './takeover.js';
import type { ThroughputFigures } from './throughput.js';

/** All that the benchmark has found out. */
export interface Figures {
  readonly joins: readonly Pick<JoinFigures, 'joined' | 'load' | 'p50Ratio' | 'p99Ratio' | 'lost'>[];
  readonly throughput: readonly Pick<ThroughputFigures, 'sort' | 'share'>[];
  readonly matcher: readonly Pick<MatcherFigures, 'triggers' | 'peerRatio' | 'growth' | 'build' | 'differences'>[];
  readonly roundTrips: readonly Pick<RoundTripFigures, 'triggers' | 'awaitedRatio' | 'perRegexRatio'>[];
  readonly memory: Pick<MemoryFigures, 'measured'> | null;
  readonly hostile: readonly Pick<HostileFigures, 'first' | 'later' | 'find'>[];
  readonly fuzz: Pick<FuzzFigures, 'cases' | 'differences'> | null;
  readonly boot: readonly Pick<BootFigures, 'rooms' | 'reconcile' | 'calls'>[];
  readonly deadlines: Pick<DeadlineFigures, 'due' | 'handled' | 'lateness' | 'meanwhile'> | null;
  readonly footprint: Pick<FootprintFigures, 'rss' | 'ratio'> | null;
  readonly trips: readonly Pick<TripFigures, 'what' | 'most' | 'statements'>[];
  /** There is no goal for it. */
  readonly takeover: readonly TakeoverFigures[];
}

/** Before anything is measured. */
export const nothing: Figures = {
  joins: [],
  throughput: [],
  matcher: [],
  roundTrips: [],
  memory: null,
  hostile: [],
  fuzz: null,
  boot: [],
  deadlines: null,
  footprint: null,
  trips: [],
  takeover: [],
};

/** So many rooms may take five seconds, and fewer in proportion. */
const ROOMS = 10_000;
const RECONCILE_MS = 5_000;

/** The figures next to the goals of PF-10 to PF-16. What was not measured meets no goal. */
export function verdictsOf(figures: Figures): readonly Verdict[] {
  return [
    ...ofJoins(figures),
    ...ofThroughput(figures),
    ...ofMatcher(figures),
    ...ofBoot(figures),
    ...ofDeadlines(figures),
    ...ofFootprint(figures),
    ...ofTrips(figures),
  ];
}

function ofJoins({ joins }: Figures): readonly Verdict[] {
  const of = (joined: JoinFigures['joined'], load: JoinFigures['load']) =>
    joins.find((one) => one.joined === joined && one.load === load);
  return (['source', 'hub'] as const).flatMap((joined) =>
    (['idle', '50 a second'] as const).flatMap((load) => {
      const found = of(joined, load);
      const lost = found !== undefined && found.lost > 0 ? Number.NaN : 1;
      const what = `first request of a join, ${joined}, ${load}`;
      return [
        atMost('PF-10', `${what}, p50 next to bare`, (found?.p50Ratio ?? Number.NaN) * lost, 2, times),
        atMost('PF-10', `${what}, p99 next to bare`, (found?.p99Ratio ?? Number.NaN) * lost, 3, times),
      ];
    }),
  );
}

function ofThroughput({ throughput }: Figures): readonly Verdict[] {
  const shareOf = (sort: ThroughputFigures['sort']): number | undefined =>
    throughput.find((one) => one.sort === sort)?.share;
  return [
    atLeast('PF-11', 'share, messages, no triggers', shareOf('without'), 0.9, share),
    atLeast('PF-11', 'share, messages, 20 triggers a guild', shareOf('with'), 0.8, share),
    atLeast('PF-11', 'share, presences outside rooms', shareOf('presence'), 0.9, share),
  ];
}

function ofMatcher({ matcher, roundTrips, memory, hostile, fuzz }: Figures): readonly Verdict[] {
  const hundred = matcher.find(({ triggers }) => triggers === 100);
  const thousand = matcher.find(({ triggers }) => triggers === 1_000);
  const roundTrip = roundTrips.find(({ triggers }) => triggers === 100);
  const runs = hostile.flatMap(({ first, later, find }) => [first, later, find]);
  const worst = runs.length === 0 ? undefined : Math.max(...runs);
  const differences = fuzz && matcher.reduce((sum, one) => sum + one.differences, fuzz.differences);
  return [
    atLeast('PF-12', "peers' V8 loop, 100 triggers", hundred?.peerRatio, 15, times),
    atLeast('PF-12', "peers' V8 loop, 1,000 triggers", thousand?.peerRatio, 200, times),
    atLeast('PF-12', 'worker round trip a message, 100 triggers', roundTrip?.awaitedRatio, 100, times),
    atLeast('PF-12', 'worker round trip a regex, 100 triggers', roundTrip?.perRegexRatio, 100, times),
    below('PF-12', 'growth from 10 to 1,000 triggers', thousand?.growth, 5, times),
    below('PF-12', 'rebuild at 100 triggers', hundred?.build, 5, (value) => `${value.toFixed(2)} ms`),
    below('PF-12', 'memory of a guild with 20 triggers', memory?.measured, 40, (value) => `${value.toFixed(1)} KiB`),
    below('PF-12', 'worst hostile run', worst, 25, (value) => `${value.toFixed(1)} ms`),
    {
      id: 'PF-12',
      what: 'cases that differ',
      goal: '0',
      value: fuzz ? `${differences} of ${fuzz.cases}` : 'not measured',
      isMet: differences === 0,
    },
  ];
}

function ofBoot({ boot }: Figures): readonly Verdict[] {
  const most = boot.at(-1);
  const before = boot.at(-2);
  const goal = ((most?.rooms ?? ROOMS) / ROOMS) * RECONCILE_MS;
  const each = (one: typeof most): number => (one ? one.reconcile / one.rooms : Number.NaN);
  return [
    below('PF-13', `bringing ${most?.rooms ?? ROOMS} rooms in order at boot`, most?.reconcile, goal, ms),
    none('PF-13', 'requests for that', most?.calls.length),
    below('PF-13', `time a room, next to ${before?.rooms ?? 'fewer'} rooms`, each(most) / each(before), 1.5, times),
  ];
}

function ofDeadlines({ deadlines }: Figures): readonly Verdict[] {
  const due = deadlines?.due ?? ROOMS;
  const left = deadlines ? deadlines.due - deadlines.handled : undefined;
  return [
    none('PF-14', `of ${due} deadlines in one second, not handled`, left),
    below('PF-14', 'commands meanwhile, p99', deadlines?.meanwhile.p99, 500, ms),
    none('PF-14', 'commands meanwhile without an answer', deadlines?.meanwhile.failed),
    {
      id: 'PF-14',
      what: 'lateness of the deadlines, p99',
      goal: 'reported',
      value: deadlines ? ms(deadlines.lateness.p99) : 'not measured',
      isMet: deadlines !== null,
    },
  ];
}

function ofFootprint({ footprint }: Figures): readonly Verdict[] {
  return [
    below('PF-15', 'memory at rest with 100 guilds', footprint?.rss, 150, (value) => `${value.toFixed(0)} MiB`),
    below('PF-15', 'each further guild next to bare', footprint?.ratio, 2, times),
  ];
}

function ofTrips({ trips }: Figures): readonly Verdict[] {
  if (trips.length === 0) return [none('PF-16', 'statements of an event beyond what it may have', undefined)];
  return trips.map(({ what, most, statements }) => ({
    id: 'PF-16',
    what: `statements of ${what}`,
    goal: `<= ${most}`,
    value: `${statements.length}`,
    isMet: statements.length <= most,
  }));
}

type Written = (value: number) => string;

const share: Written = (value) => value.toFixed(2);
const ms: Written = (value) => `${value.toFixed(0)} ms`;

function judged(
  [id, what, goal]: readonly [string, string, string],
  value: number | undefined,
  written: Written,
  isMet: (value: number) => boolean,
): Verdict {
  const isMeasured = value !== undefined && !Number.isNaN(value);
  return { id, what, goal, value: isMeasured ? written(value) : 'not measured', isMet: isMeasured && isMet(value) };
}

function atLeast(id: string, what: string, value: number | undefined, goal: number, written: Written): Verdict {
  return judged([id, what, `>= ${written(goal)}`], value, written, (found) => found >= goal);
}

function atMost(id: string, what: string, value: number | undefined, goal: number, written: Written): Verdict {
  return judged([id, what, `<= ${written(goal)}`], value, written, (found) => found <= goal);
}

function below(id: string, what: string, value: number | undefined, goal: number, written: Written): Verdict {
  return judged([id, what, `< ${written(goal)}`], value, written, (found) => found < goal);
}

function none(id: string, what: string, value: number | undefined): Verdict {
  return judged([id, what, '0'], value, String, (found) => found === 0);
}
