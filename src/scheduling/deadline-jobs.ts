import type { Queue } from 'bullmq';
import { KeyedQueue } from '../concurrency/keyed-queue.js';
import type { Logger } from '../logging/logger.js';
import type { Clock } from './clock.js';
import { jobId } from './job-id.js';
import type { Deadline, DeadlineKey } from './scheduler.js';

/** What a job holds. */
export interface JobData {
  readonly key: string;
  readonly payload: unknown;
  /** When it was to be woken, in epoch milliseconds. Absent in jobs of older versions. */
  readonly at?: number;
}

/** A failing task is tried again after 2, 4, 8 and 16 seconds; then the sweep takes over. */
const RETRIES = { attempts: 5, backoff: { type: 'exponential', delay: 2000 } } as const;

/** How often a change is tried again that waits for the end of a run, in milliseconds. */
const RUN_POLL = 250;

/**
 * Keeps at most one job for each task and key.
 *
 * BullMQ does not let go of a job that runs, and adding its id again changes nothing. So what is wanted of it meanwhile waits
 * here until the run has ended, and then takes the place of whatever has followed that run, a retry included.
 */
export class DeadlineJobs {
  readonly #queue: Queue<JobData>;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #turns = new KeyedQueue();
  /** By job id; null cancels. */
  readonly #waiting = new Map<string, Deadline | null>();
  #timer: NodeJS.Timeout | undefined;

  public constructor(queue: Queue<JobData>, clock: Clock, log: Logger) {
    this.#queue = queue;
    this.#clock = clock;
    this.#log = log;
  }

  /** Makes the job of this deadline the only one of its task and key. */
  public put(deadline: Deadline): Promise<void> {
    return this.#change(jobId(deadline), deadline);
  }

  /** Removes the job of this task and key, if there is one. */
  public drop(key: DeadlineKey): Promise<void> {
    return this.#change(jobId(key), null);
  }

  /** Tries the changes once more that wait for the end of a run. No further ones are tried after that. */
  public async finish(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#tryWaiting();
    clearTimeout(this.#timer);
  }

  #change(id: string, wanted: Deadline | null): Promise<void> {
    return this.#turns.run(id, async () => {
      this.#waiting.delete(id);
      await this.#apply(id, wanted);
    });
  }

  async #apply(id: string, wanted: Deadline | null): Promise<void> {
    const removed = (await this.#queue.remove(id)) === 1;
    const runs = !removed && (await this.#queue.getJob(id)) !== undefined;
    if (runs) return this.#wait(id, wanted);
    if (wanted) await this.#add(id, wanted);
  }

  async #add(id: string, { task, key, at, payload }: Deadline): Promise<void> {
    const delay = Math.max(0, at.getTime() - this.#clock.now());
    await this.#queue.add(
      task,
      { key, payload, at: at.getTime() },
      { ...RETRIES, jobId: id, delay, removeOnComplete: true, removeOnFail: true },
    );
  }

  #wait(id: string, wanted: Deadline | null): void {
    this.#waiting.set(id, wanted);
    if (this.#timer) return;
    this.#timer = setTimeout(() => void this.#tryWaiting(), RUN_POLL);
    this.#timer.unref();
  }

  async #tryWaiting(): Promise<void> {
    this.#timer = undefined;
    await Promise.all([...this.#waiting.keys()].map((id) => this.#tryAgain(id)));
  }

  async #tryAgain(id: string): Promise<void> {
    try {
      await this.#turns.run(id, async () => {
        const wanted = this.#waiting.get(id);
        this.#waiting.delete(id);
        if (wanted !== undefined) await this.#apply(id, wanted);
      });
    } catch (error) {
      this.#log.warn({ job: id, error }, 'A deadline that was moved during its run has no job; the sweep will find it');
    }
  }
}
