import type { Logger } from '../logging/logger.js';
import type { Deadline, DeadlineKey, JobCounts, SchedulerAdapter, TaskName } from './scheduler.js';

/** Another scheduler, with a line in the log for each deadline that is armed or cancelled. */
export class LoggedScheduler implements SchedulerAdapter {
  readonly #scheduler: SchedulerAdapter;
  readonly #log: Logger;

  public constructor(scheduler: SchedulerAdapter, log: Logger) {
    this.#scheduler = scheduler;
    this.#log = log;
  }

  public async arm<Name extends TaskName>(deadline: Deadline<Name>): Promise<void> {
    const { task, key, at } = deadline;
    this.#log.debug({ task, key, at, deadline: 'armed' }, 'A deadline was armed');
    await this.#scheduler.arm(deadline);
  }

  public async cancel(deadline: DeadlineKey): Promise<void> {
    const { task, key } = deadline;
    this.#log.debug({ task, key, deadline: 'cancelled' }, 'A deadline was cancelled');
    await this.#scheduler.cancel(deadline);
  }

  public counts(): Promise<JobCounts> {
    return this.#scheduler.counts();
  }

  public start(): Promise<void> {
    return this.#scheduler.start();
  }

  public stop(timeLimit: number): Promise<void> {
    return this.#scheduler.stop(timeLimit);
  }
}
