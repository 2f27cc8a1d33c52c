import type { Moment } from './trigger.js';

/** An interval's plan: it is due at `nextDue`, and then each `length` milliseconds. */
export interface Schedule {
  readonly nextDue: Moment;
  readonly length: number;
}

export interface Due {
  readonly runs: 0 | 1;
  /** How many runs were missed and are not made up for. */
  readonly missed: number;
  readonly schedule: Schedule;
}

export function firstSchedule(createdAt: Moment, length: number): Schedule {
  return { nextDue: createdAt + length, length };
}

/**
 * What is to be done at `now`. However long the bot was away, one run makes up for it; the next ones stay on the grid
 * that the creation laid, so that late runs do not add up.
 */
export function due({ nextDue, length }: Schedule, now: Moment): Due {
  if (now < nextDue) return { runs: 0, missed: 0, schedule: { nextDue, length } };
  const passed = Math.floor((now - nextDue) / length);
  return { runs: 1, missed: passed, schedule: { nextDue: nextDue + (passed + 1) * length, length } };
}
