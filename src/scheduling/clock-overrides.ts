import type { BotOverrides } from '../bot.js';
import { systemClock } from './clock.js';
import { ClockScheduler } from './clock-scheduler.js';
import { ParentClock, type ParentChannel } from './parent-clock.js';

/**
 * What a bot takes the time from: the machine, unless `ROOMKEEPER_CLOCK=parent` says that the parent process steers it. Then its
 * jobs are woken by that clock too, since a queue on a server keeps to the machine's.
 */
export async function clockOverrides(
  env: Readonly<Record<string, string | undefined>>,
  parent: ParentChannel,
): Promise<BotOverrides> {
  if (env['ROOMKEEPER_CLOCK'] !== 'parent') return {};
  const clock = await ParentClock.of(parent);
  // A jump is no hook that hangs.
  return { clock, hookClock: systemClock, scheduler: (steered, runner) => new ClockScheduler(steered, runner) };
}
