import type { ManagedBot } from '../../managed-bot.js';
import type { Sandbox } from '../../sandbox.js';
import { operations } from '../../schema/operations.js';
import type { SteeredClock } from '../../steered-clock.js';
import { PageError } from '../page-error.js';
import type { PageParts } from '../page-parts.js';
import type { MachineAct } from '../protocol/acts.js';
import type { ActTable } from './act-table.js';

/** The clock, the faults, the bot, the timeline, the tour. */
export const machineActs: ActTable<MachineAct, PageParts> = {
  pauseClock: (parts) => clockOf(parts).pause(),
  resumeClock: (parts) => clockOf(parts).resume(),
  moveClock: (parts, { ms }) => moveClock(parts, ms),
  addFault({ faults }, { operation, answer, times }) {
    if (operation !== null && !(operation in operations)) throw new PageError(`There is no operation "${operation}"`);
    faults.add(operation, answer, times);
    return {};
  },
  removeFault: ({ faults }, { id }) => faults.remove(id),
  clearFaults: ({ faults }) => faults.clear(),
  gateway: ({ sandbox }, { what }) => gatewayFaults[what](sandbox),
  killBot: (parts) => botOf(parts).kill(),
  stopBot: (parts) => botOf(parts).stop(),
  startBot: (parts) => botOf(parts).start(),
  restartBot: (parts) => botOf(parts).restart(),
  details({ log }, { row }) {
    const details = log.details(row);
    if (details === undefined) throw new PageError('That row is too old: it is gone');
    return { details };
  },
  restartTour: ({ tour }) => tour.restart(),
  skipTourStep: ({ tour }, { step }) => tour.skip(step),
};

const gatewayFaults = {
  cut: ({ gateway }: Sandbox) => gateway.cut({ resumable: true }),
  forget: ({ gateway }: Sandbox) => gateway.cut({ resumable: false }),
  freeze: ({ gateway }: Sandbox) => gateway.freeze(),
  unfreeze: ({ gateway }: Sandbox) => gateway.unfreeze(),
} as const;

/** So far the clock goes at once, in milliseconds: a year. */
const FARTHEST = 366 * 86_400_000;

/** A step of the start that has a time limit would take a jump for its end. */
function moveClock(parts: PageParts, ms: number): void {
  const clock = clockOf(parts);
  if (!(ms > 0)) throw new PageError('The clock only goes forward');
  if (ms > FARTHEST) throw new PageError('The clock goes forward by a year at most');
  if (parts.bot?.state === 'starting') throw new PageError('The bot is just starting: wait until it runs');
  clock.moveOn(ms);
}

function clockOf({ clock }: PageParts): SteeredClock {
  if (!clock) throw new PageError('The clock of this sandbox cannot be steered');
  return clock;
}

function botOf({ bot }: PageParts): ManagedBot {
  if (!bot) throw new PageError('The page has not started this bot, and can neither stop nor start it');
  return bot;
}
