import { setTimeout as sleep } from 'node:timers/promises';
import { ScheduledTaskHandler } from '@sapphire/plugin-scheduled-tasks';
import {
  createPostgresBackend,
  createRedisBackend,
  Queue,
  setDefaultBackendFactory,
  Worker,
  type QueueOptions,
} from 'bullmq';
import type { Logger } from '../logging/logger.js';
import type { Clock } from './clock.js';
import { DeadlineJobs, type JobData } from './deadline-jobs.js';
import { checkDate, jobId } from './job-id.js';
import { JOBS_SCHEMA } from './jobs-schema.js';
import type { Deadline, DeadlineKey, JobCounts, SchedulerAdapter, TaskName } from './scheduler.js';
import { Shards } from '../sharding/shards.js';
import type { TaskRunner } from './task-runner.js';

export interface BullSchedulerOptions {
  /** The database, and whether its tables for jobs may be made and changed (default yes), or the Redis server when there is one. */
  readonly store: { readonly postgres: string; readonly migrate?: boolean } | { readonly redis: string };
  /** How many tasks may run at once, at least 2. */
  readonly concurrency: number;
  readonly clock: Clock;
  readonly runner: TaskRunner;
  readonly log: Logger;
  /** Whose deadlines wake tasks here. Default all. */
  readonly shards?: Shards;
}

/**
 * Every process has a queue of its own, so that a job never wakes one that does not look after its guild. Under other shards
 * than before, `ready` arms what is stored anew in the queue of then; what an old queue may still hold wakes nobody.
 */
const queueOf = (shards: Shards): string =>
  shards.areAll ? 'roomkeeper' : `roomkeeper-${shards.text.replace('/', '-of-')}`;

/** How many connections to PostgreSQL a queue, and a worker, may open. There are two of each. */
const POOL_SIZE = 4;

/**
 * Wakes tasks through BullMQ and Sapphire's plugin for scheduled tasks, on PostgreSQL or on Redis.
 *
 * `arm` and `cancel` do not reject when the queue fails: that is logged, and the sweep finds the deadline in its table.
 */
export class BullScheduler implements SchedulerAdapter {
  readonly #options: BullSchedulerOptions;
  readonly #settings: QueueOptions;
  readonly #name: string;
  readonly #queue: Queue<JobData>;
  readonly #jobs: DeadlineJobs;
  #handler: RunnerHandler | undefined;
  #worker: Worker | undefined;
  #stopped = false;

  public constructor(options: BullSchedulerOptions) {
    this.#options = options;
    const { store, clock, log, shards = Shards.all } = options;
    if ('redis' in store) setDefaultBackendFactory(createRedisBackend);
    // Typed for Redis only, and made for both.
    else setDefaultBackendFactory(createPostgresBackend as unknown as typeof createRedisBackend);
    this.#settings = { connection: connectionOf(store) };
    this.#name = queueOf(shards);
    this.#queue = new Queue<JobData>(this.#name, this.#settings);
    this.#queue.on('error', (error) => this.#logError(error));
    this.#jobs = new DeadlineJobs(this.#queue, clock, log);
  }

  public async arm<Name extends TaskName>(deadline: Deadline<Name>): Promise<void> {
    // Every deadline of a certain task is one of any task, which TypeScript cannot tell of a generic one.
    const wanted = deadline as Deadline;
    checkDate(wanted);
    await this.#attempt(jobId(wanted), () => this.#jobs.put(wanted));
  }

  public async cancel(key: DeadlineKey): Promise<void> {
    await this.#attempt(jobId(key), () => this.#jobs.drop(key));
  }

  public async start(): Promise<void> {
    const { runner, concurrency } = this.#options;
    const handler = new RunnerHandler(runner, { queue: this.#name, bull: this.#settings });
    // The handler's own worker runs one job at a time; this one brings the others.
    const worker = new Worker(this.#name, (job) => handler.run({ name: job.name, payload: job.data } as never), {
      ...this.#settings,
      concurrency: concurrency - 1,
    });
    worker.on('error', (error) => this.#logError(error));
    this.#handler = handler;
    this.#worker = worker;
    await worker.waitUntilReady();
  }

  public async counts(): Promise<JobCounts> {
    const { waiting = 0, delayed = 0, active = 0 } = await this.#queue.getJobCounts('waiting', 'delayed', 'active');
    return { waiting, delayed, active };
  }

  public async stop(timeLimit: number): Promise<void> {
    this.#stopped = true;
    const closed = Promise.all([this.#worker?.close(), this.#handler?.close()]).then(() => 'closed' as const);
    const timer = new AbortController();
    const outcome = await Promise.race([closed, sleep(timeLimit, 'late' as const, { signal: timer.signal })]);
    if (outcome === 'closed') {
      timer.abort();
      await this.#jobs.finish();
      return this.#queue.close();
    }
    this.#options.log.warn({ timeLimit }, 'Tasks still ran when their time to finish was over');
    closed.catch((error: unknown) => this.#logError(error));
    await Promise.all([this.#worker?.disconnect(), this.#handler?.client.disconnect(), this.#queue.disconnect()]);
  }

  /** A job is only a wake-up call: one that cannot be placed costs a sweep, and must not fail what its plugin is doing. */
  async #attempt(job: string, change: () => Promise<void>): Promise<void> {
    if (this.#stopped) return this.#options.log.debug({ job }, 'The job queue is closed');
    try {
      await change();
    } catch (error) {
      this.#options.log.warn({ job, error }, 'The job queue could not be changed; the sweep will find the deadline');
    }
  }

  #logError(error: unknown): void {
    this.#options.log.warn({ error }, 'The job queue reports an error');
  }
}

/** Sapphire's handler, with every run going through our runner. */
class RunnerHandler extends ScheduledTaskHandler {
  readonly #runner: TaskRunner;

  public constructor(runner: TaskRunner, options: ConstructorParameters<typeof ScheduledTaskHandler>[0]) {
    super(options);
    this.#runner = runner;
  }

  public override async run(task: Parameters<ScheduledTaskHandler['run']>[0]): Promise<undefined> {
    const { name, payload } = task as unknown as { name: string; payload: JobData };
    await this.#runner.run(name, payload.key, payload.payload, payload.at);
  }
}

function connectionOf(store: BullSchedulerOptions['store']): object {
  if ('redis' in store) return { url: store.redis, maxRetriesPerRequest: null };
  const { postgres: connectionString, migrate = true } = store;
  return { connectionString, migrate, schema: JOBS_SCHEMA, max: POOL_SIZE };
}
