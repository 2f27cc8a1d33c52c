import type { Config } from '../config/config.js';
import type { Logger } from '../logging/logger.js';
import { BullScheduler } from './bull-scheduler.js';
import type { Clock } from './clock.js';
import type { SchedulerAdapter } from './scheduler.js';
import type { TaskRunner } from './task-runner.js';

/** The scheduler that the configuration asks for: on Redis where one is named, else on the database at `databaseUrl`. */
export function createScheduler(
  { redisUrl, scheduling, database }: Pick<Config, 'redisUrl' | 'scheduling' | 'database'>,
  databaseUrl: string,
  parts: { readonly clock: Clock; readonly runner: TaskRunner; readonly log: Logger },
): SchedulerAdapter {
  return new BullScheduler({
    store:
      redisUrl === undefined ? { postgres: databaseUrl, migrate: database.migrate === 'boot' } : { redis: redisUrl },
    concurrency: scheduling.concurrency,
    ...parts,
  });
}
