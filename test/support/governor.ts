import { RequestGovernor } from '../../src/discord/governor/governor.js';
import { systemClock } from '../../src/scheduling/clock.js';
import { silentLogger } from './logger.js';

/** A governor for clients that make no requests. */
export function idleGovernor(): RequestGovernor {
  return new RequestGovernor({
    clock: systemClock,
    log: silentLogger,
    perSecond: Infinity,
    onTokenRefused: () => {},
  });
}
