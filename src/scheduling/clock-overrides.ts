import type { BotOverrides } from '../composition.js';
import { ConfigurationError } from '../plugins/errors.js';
import { systemClock } from './clock.js';
import { ClockScheduler } from './clock-scheduler.js';
import { ParentClock, type ParentChannel } from './parent-clock.js';

const orphaned = {
  where: 'ROOMKEEPER_CLOCK',
  what: 'the value is "parent", but no parent process has a channel to this one',
  todo: 'Take the variable out of the environment. Only the local Discord of npm start sets it.',
};

/**
 * What a bot takes the time from: the machine, unless `ROOMKEEPER_CLOCK=parent` says that the parent process steers it. Then its
 * jobs are woken by that clock too, since a queue on a server keeps to the machine's.
 *
 * @throws {ConfigurationError} when there is no such parent
 */
export async function clockOverrides(
  env: Readonly<Record<string, string | undefined>>,
  parent: ParentChannel,
): Promise<BotOverrides> {
  if (env['ROOMKEEPER_CLOCK'] !== 'parent') return {};
  if (!parent.connected) throw new ConfigurationError([orphaned]);
  const clock = await ParentClock.of(parent);
  // A jump is no hook that hangs.
  return { clock, hookClock: systemClock, scheduler: (steered, runner) => new ClockScheduler(steered, runner) };
}
