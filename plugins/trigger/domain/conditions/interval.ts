import { durationText, parsedDuration } from '../duration.js';
import { day, minute } from '../trigger.js';
import { accepted, refused, wordless, type ConditionRule } from './condition.js';

export const INTERVAL_MIN_MS = 5 * minute;
export const INTERVAL_MAX_MS = 31 * day;

/** An interval of time has passed, again and again: `services` keep the schedule. */
export const interval: ConditionRule<'interval'> = {
  id: 'interval',
  event: 'interval',
  scopes: ['server', 'channel'],
  persistences: ['persistent', 'temporary'],
  check(raw) {
    const length = parsedDuration(raw);
    if (length === null) return refused({ code: 'not-a-duration' });
    if (length < INTERVAL_MIN_MS) return refused({ code: 'too-short', limit: INTERVAL_MIN_MS });
    if (length > INTERVAL_MAX_MS) return refused({ code: 'too-long', limit: INTERVAL_MAX_MS });
    return accepted(durationText(length));
  },
  matches: ({ event, triggerId }) => (event.triggerId === triggerId ? wordless : null),
};
