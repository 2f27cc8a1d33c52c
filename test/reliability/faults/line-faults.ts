import type { Fault } from './fault.js';

/** How long the database is away, and what is tried again then, in seconds. */
const OUTAGE = 20;
const TRIES = 90;
/** How much later the slow database answers, in real milliseconds. */
const SLOWNESS = 30;

/** What goes wrong with the bot's other lines, as a REST call arrives: those to its database and to the gateway. */
export const lineFaults: readonly Fault[] = [
  {
    name: 'database refuses',
    of: 'database',
    costs: TRIES,
    strike: ({ proxy }) => {
      proxy.refuse();
      return { lasts: OUTAGE, over: () => proxy.serve() };
    },
  },
  {
    name: 'database slow',
    of: 'database',
    costs: TRIES,
    strike: ({ proxy }) => {
      proxy.slow(SLOWNESS);
      return { lasts: 1, over: () => proxy.serve() };
    },
  },
  {
    name: 'database restarts',
    of: 'database',
    costs: TRIES,
    strike: ({ proxy }) => {
      proxy.shutDown();
      return { lasts: 2, over: () => proxy.serve() };
    },
  },
  {
    name: 'write unanswered',
    of: 'database',
    costs: TRIES,
    strike: ({ proxy }) => {
      const hold = proxy.hold(() => true, 'after');
      void hold.reached.then(() => proxy.refuse());
      return {
        lasts: OUTAGE,
        over: () => {
          hold.release();
          proxy.serve();
        },
      };
    },
  },
  {
    name: 'gateway resumes',
    of: 'gateway',
    costs: TRIES,
    strike: ({ sandbox }) => {
      sandbox.gateway.cut({ resumable: true });
      return {};
    },
  },
  {
    name: 'gateway anew',
    of: 'gateway',
    costs: TRIES,
    strike: ({ sandbox }) => {
      sandbox.gateway.cut({ resumable: false });
      return {};
    },
  },
];
