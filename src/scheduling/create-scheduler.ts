import type { Config } from '../config/config.js';
import { BullScheduler, type BullSchedulerOptions } from './bull-scheduler.js';
import type { SchedulerAdapter } from './scheduler.js';

/** The scheduler that the configuration asks for: on Redis where one is named, else on the database at `databaseUrl`. */
export function createScheduler(
  { redisUrl, scheduling, database }: Pick<Config, 'redisUrl' | 'scheduling' | 'database'>,
  databaseUrl: string,
  parts: Pick<BullSchedulerOptions, 'clock' | 'runner' | 'log' | 'shards'>,
): SchedulerAdapter {
  return new BullScheduler({
    store:
      redisUrl === undefined ? { postgres: databaseUrl, migrate: database.migrate === 'boot' } : { redis: redisUrl },
    concurrency: scheduling.concurrency,
    ...parts,
  });
}
