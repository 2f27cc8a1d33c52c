import type { Clock, Timer } from './clock.js';
import { checkDate, jobId } from './job-id.js';
import type { Deadline, DeadlineKey, JobCounts, SchedulerAdapter, TaskName } from './scheduler.js';
import type { TaskRunner } from './task-runner.js';

/** A failing task is tried again after 2, 4, 8 and 16 seconds, as with the real queue. */
const ATTEMPTS = 5;
const FIRST_RETRY = 2000;

/**
 * Wakes tasks by a clock, and forgets everything when the process ends. For who moves the clock, such as tests: since a job is
 * only a wake-up call, and `ready` arms what is stored anew, a bot cannot tell it from the real queue.
 */
export class ClockScheduler implements SchedulerAdapter {
  readonly #clock: Clock;
  readonly #runner: TaskRunner;
  readonly #armed = new Map<string, { readonly deadline: Deadline; timer: Timer | undefined }>();
  readonly #running = new Set<Promise<void>>();
  #started = false;

  public constructor(clock: Clock, runner: TaskRunner) {
    this.#clock = clock;
    this.#runner = runner;
  }

  /** The deadlines that are armed. */
  public get armed(): Deadline[] {
    return [...this.#armed.values()].map(({ deadline }) => deadline);
  }

  public async arm<Name extends TaskName>(deadline: Deadline<Name>): Promise<void> {
    const armed = deadline as Deadline;
    checkDate(armed);
    await this.cancel(armed);
    const id = jobId(armed);
    this.#armed.set(id, { deadline: armed, timer: this.#started ? this.#wait(id, armed) : undefined });
  }

  public async cancel(key: DeadlineKey): Promise<void> {
    const id = jobId(key);
    this.#armed.get(id)?.timer?.cancel();
    this.#armed.delete(id);
  }

  public async counts(): Promise<JobCounts> {
    const active = this.#running.size;
    return { waiting: 0, delayed: Math.max(0, this.#armed.size - active), active };
  }

  public async start(): Promise<void> {
    this.#started = true;
    for (const [id, armed] of this.#armed) armed.timer = this.#wait(id, armed.deadline);
  }

  public async stop(): Promise<void> {
    this.#started = false;
    for (const { timer } of this.#armed.values()) timer?.cancel();
    await Promise.allSettled(this.#running);
  }

  /** Resolves once no task runs that this scheduler woke. */
  public async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  #wait(id: string, deadline: Deadline, attempt = 1): Timer {
    const delay = attempt === 1 ? deadline.at.getTime() - this.#clock.now() : FIRST_RETRY * 2 ** (attempt - 2);
    return this.#clock.after(Math.max(0, delay), () => {
      const run = this.#run(id, deadline, attempt);
      this.#running.add(run);
      void run.finally(() => this.#running.delete(run));
    });
  }

  async #run(id: string, deadline: Deadline, attempt: number): Promise<void> {
    const armed = this.#armed.get(id);
    try {
      await this.#runner.run(deadline.task, deadline.key, deadline.payload, deadline.at.getTime());
    } catch {
      // The runner has logged it. Unless the deadline was moved or cancelled meanwhile, it is tried again.
      const retry = this.#armed.get(id) === armed && armed && attempt < ATTEMPTS && this.#started;
      if (retry) armed.timer = this.#wait(id, deadline, attempt + 1);
      if (retry) return;
    }
    if (this.#armed.get(id) === armed) this.#armed.delete(id);
  }
}
