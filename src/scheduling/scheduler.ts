import type { ScheduledTasks } from '@sapphire/plugin-scheduled-tasks';

/** The names of all tasks, as plugins declare them by augmenting `ScheduledTasks` of `@sapphire/plugin-scheduled-tasks`. */
export type TaskName = Extract<keyof ScheduledTasks, string>;

/** Names one deadline: at most one is armed for a task and key. */
export interface DeadlineKey<Name extends TaskName = TaskName> {
  /** The name of the task piece, such as `autochannel.delete-breakout`. */
  readonly task: Name;
  /** What the deadline belongs to, such as a row's id. Non-empty. */
  readonly key: string;
}

/** A deadline: which task is to run, for what, when, and with which payload. */
export type Deadline<Name extends TaskName = TaskName> = {
  [Task in Name]: DeadlineKey<Task> & {
    /** When the task runs. In the past means as soon as possible; any distance into the future is kept. */
    readonly at: Date;
    /** What the task's `run` receives; typed by the task. JSON only. */
    readonly payload: ScheduledTasks[Task];
  };
}[Name];

/**
 * Wakes tasks up. A job is only a wake-up call: the deadline itself is a column in the plugin's own table, and the task
 * re-reads its row and decides anew. So early, late, double and lost jobs are all harmless.
 */
export interface Scheduler {
  /** Upserts: the same task and key moves the deadline (and replaces the payload), never adds a second one. */
  arm<Name extends TaskName>(deadline: Deadline<Name>): Promise<void>;
  /** Forgets the deadline. Idempotent: one that ran, or never was, is no error. */
  cancel(key: DeadlineKey): Promise<void>;
}

/** How many jobs there are, by state. */
export interface JobCounts {
  /** Their time has come, and nobody has taken them up yet. */
  readonly waiting: number;
  readonly delayed: number;
  readonly active: number;
}

/** A scheduler as `createBot` drives it: deadlines can be armed at any time, and nothing runs before `start`. */
export interface SchedulerAdapter extends Scheduler {
  /** Starts the worker. Called once, after every plugin's `ready`. */
  start(): Promise<void>;
  counts(): Promise<JobCounts>;
  /** Takes no further jobs, waits (at most `timeLimit` ms) for those that run, and closes its connections. */
  stop(timeLimit: number): Promise<void>;
}
