import type { Lateness } from '../deadline-log.js';
import type { Verdict } from '../table.js';
import type { Ghosts } from './ghosts.js';

/** How memory grew, in MiB. */
export interface Grown {
  readonly perHour: number;
  /** The true one lies so far around it, 19 times of 20. */
  readonly margin: number;
  /** Over how long it was measured. */
  readonly hours: number;
  readonly first: number;
  readonly last: number;
}

export interface SoakFigures {
  readonly guilds: number;
  readonly seconds: number;
  /** Events a second that were to be made, and that were made. */
  readonly wanted: Readonly<Record<'voice' | 'presence' | 'message' | 'click', number>>;
  readonly rates: SoakFigures['wanted'];
  readonly refused: number;
  readonly rejections: number;
  readonly firstRejection: string | null;
  readonly heap: Grown;
  readonly rss: Grown;
  readonly deadlines: Lateness;
  readonly rest: {
    readonly calls: number;
    readonly most: number;
    readonly refusedForRate: number;
    readonly failures: Readonly<Record<string, number>>;
  };
  readonly answers: { readonly count: number; readonly p50: number; readonly p99: number; readonly unanswered: number };
  readonly ghosts: Ghosts;
  /** Warnings and errors of the log, with their counts. */
  readonly complaints: Readonly<Record<string, number>>;
  readonly violations: number;
  /** The share of time in which the process of the local Discord and the people was at work. */
  readonly sandboxBusy: number;
  readonly exit: number | string | null;
}

/** Memory that is flat grows no more than this in an hour, or than this in a run too short to tell, in MiB. */
const FLAT = { heap: { anHour: 10, aRun: 6 }, rss: { anHour: 30, aRun: 40 } } as const;
/** Discord's limit, requests a second. */
const REQUESTS = 50;
/** How late a deadline may be, in milliseconds. */
const LATE = 2_000;
/** So much of the load must have come about for the rest to mean anything. */
const LOADED = 0.95;

/** RL-04: the figures next to the goals. */
export function soakVerdicts(figures: SoakFigures): readonly Verdict[] {
  const { deadlines, rest, answers, ghosts, heap, rss, rejections, violations } = figures;
  const { rates, wanted } = figures;
  const share = Math.min(rates.voice / wanted.voice, rates.presence / wanted.presence, rates.message / wanted.message);
  return [
    {
      id: 'RL-04',
      what: 'share of the load that came about',
      goal: `>= ${LOADED}`,
      value: share.toFixed(2),
      isMet: share >= LOADED,
    },
    none('unhandled rejections', rejections),
    flat('heap', heap),
    flat('rss', rss),
    { id: 'RL-04', what: 'deadlines woken', goal: '> 0', value: `${deadlines.woken}`, isMet: deadlines.woken > 0 },
    {
      id: 'RL-04',
      what: 'latest deadline',
      goal: `<= ${LATE} ms`,
      value: `${deadlines.worst} ms`,
      isMet: deadlines.worst <= LATE,
    },
    {
      id: 'RL-04',
      what: 'most requests in a second',
      goal: `<= ${REQUESTS}`,
      value: `${rest.most}`,
      isMet: rest.most <= REQUESTS,
    },
    none('requests refused for their rate', rest.refusedForRate),
    none('clicks without an answer', answers.unanswered),
    none('channels that nobody keeps', ghosts.untracked.length),
    none('rows without their channel', ghosts.orphaned.length),
    none('rooms and breakouts left over', ghosts.leftOver),
    none("breaches of Discord's schemas", violations),
    { id: 'RL-04', what: 'exit code', goal: '0', value: `${figures.exit}`, isMet: figures.exit === 0 },
  ];
}

function none(what: string, value: number): Verdict {
  return { id: 'RL-04', what, goal: '0', value: `${value}`, isMet: value === 0 };
}

/** Missed when even the least that the growth may be is too much. */
function flat(what: 'heap' | 'rss', { perHour, margin, hours }: Grown): Verdict {
  const most = Math.max(FLAT[what].anHour, FLAT[what].aRun / Math.max(hours, 1e-9));
  const value = `${perHour.toFixed(1)} ±${margin.toFixed(1)}`;
  return {
    id: 'RL-04',
    what: `growth of ${what}, MiB an hour`,
    goal: `< ${most.toFixed(0)}`,
    value,
    isMet: perHour - margin < most,
  };
}
