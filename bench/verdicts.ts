import type { FuzzFigures } from './fuzz.js';
import type { HostileFigures } from './hostile.js';
import type { MatcherFigures } from './matcher.js';
import type { MemoryFigures } from './memory.js';
import type { RoundTripFigures } from './round-trip.js';
import { times, type Verdict } from './table.js';
import type { ThroughputFigures } from './throughput.js';

/** All that the benchmark has found out. */
export interface Figures {
  readonly throughput: readonly Pick<ThroughputFigures, 'sort' | 'share'>[];
  readonly matcher: readonly Pick<
    MatcherFigures,
    'triggers' | 'compiledRatio' | 'peerRatio' | 'growth' | 'build' | 'differences'
  >[];
  readonly roundTrips: readonly Pick<RoundTripFigures, 'triggers' | 'awaitedRatio' | 'perRegexRatio'>[];
  readonly memory: Pick<MemoryFigures, 'measured'>;
  readonly hostile: readonly Pick<HostileFigures, 'first' | 'later' | 'find'>[];
  readonly fuzz: Pick<FuzzFigures, 'cases' | 'differences'>;
}

/** The figures next to the goals of PF-11 and PF-12. What was not measured meets no goal. */
export function verdictsOf({ throughput, matcher, roundTrips, memory, hostile, fuzz }: Figures): readonly Verdict[] {
  const shareOf = (sort: ThroughputFigures['sort']): number =>
    throughput.find((figures) => figures.sort === sort)?.share ?? Number.NaN;
  const hundred = matcher.find(({ triggers }) => triggers === 100);
  const thousand = matcher.find(({ triggers }) => triggers === 1_000);
  const roundTrip = roundTrips.find(({ triggers }) => triggers === 100);
  const worst = Math.max(...hostile.flatMap(({ first, later, find }) => [first, later, find]));
  const differences = matcher.reduce((sum, figures) => sum + figures.differences, fuzz.differences);
  return [
    atLeast('share, messages, no triggers', shareOf('without'), 0.9, share),
    atLeast('share, messages, 20 triggers a guild', shareOf('with'), 0.8, share),
    atLeast('share, presences outside rooms', shareOf('presence'), 0.9, share),
    atLeast('compiled V8 loop, 100 triggers', hundred?.compiledRatio, 15, times),
    atLeast('compiled V8 loop, 1,000 triggers', thousand?.compiledRatio, 200, times),
    atLeast("peers' V8 loop, 100 triggers", hundred?.peerRatio, 15, times),
    atLeast("peers' V8 loop, 1,000 triggers", thousand?.peerRatio, 200, times),
    atLeast('worker round trip a message, 100 triggers', roundTrip?.awaitedRatio, 100, times),
    atLeast('worker round trip a regex, 100 triggers', roundTrip?.perRegexRatio, 100, times),
    below('growth from 10 to 1,000 triggers', thousand?.growth, 5, times),
    below('rebuild at 100 triggers', hundred?.build, 5, (value) => `${value.toFixed(2)} ms`),
    below('memory of a guild with 20 triggers', memory.measured, 40, (value) => `${value.toFixed(1)} KiB`),
    below('worst hostile run', worst, 25, (value) => `${value.toFixed(1)} ms`),
    { what: 'cases that differ', goal: '0', value: `${differences} of ${fuzz.cases}`, isMet: differences === 0 },
  ];
}

type Written = (value: number) => string;

const share: Written = (value) => value.toFixed(2);

function atLeast(what: string, value = Number.NaN, goal: number, written: Written): Verdict {
  return { what, goal: `>= ${written(goal)}`, value: written(value), isMet: value >= goal };
}

function below(what: string, value = Number.NaN, goal: number, written: Written): Verdict {
  return { what, goal: `< ${written(goal)}`, value: written(value), isMet: value < goal };
}
