import { container } from '@sapphire/framework';
import { ScheduledTaskEvents, type ScheduledTask } from '@sapphire/plugin-scheduled-tasks';
import { KeyedQueue } from '../concurrency/keyed-queue.js';
import type { Logger } from '../logging/logger.js';

/** How long one run of a task may take, in milliseconds. */
const TIME_LIMIT = 10 * 60_000;

/** Runs tasks by name, whoever wakes them: never two at once for the same task and key. Emits Sapphire's events of tasks. */
export class TaskRunner {
  readonly #log: Logger;
  readonly #queue = new KeyedQueue(TIME_LIMIT);
  readonly #taken: (task: string, at: number) => void;

  /** @param taken - Told of each deadline that comes to its task, and of when it was to come, in epoch milliseconds. */
  public constructor(log: Logger, taken: (task: string, at: number) => void = () => {}) {
    this.#log = log;
    this.#taken = taken;
  }

  /** Rejects when the task does. A task whose plugin is off is dropped: its deadline is still in the plugin's table. */
  public async run(task: string, key: string, payload: unknown, at?: number): Promise<void> {
    const piece = container.stores.get('scheduled-tasks').get(task);
    if (!piece) {
      this.#log.debug({ task, key }, 'A job woke a task that is not there');
      container.client?.emit(ScheduledTaskEvents.ScheduledTaskNotFound, task, payload);
      return;
    }
    this.#log.debug({ task, key, deadline: 'woken' }, 'A task was woken');
    try {
      await this.#queue.run(`${task} ${key}`, () => {
        if (at !== undefined) this.#taken(task, at);
        return runPiece(piece, payload);
      });
    } catch (error) {
      this.#log.error({ task, key, error }, 'A task failed');
      container.client?.emit(ScheduledTaskEvents.ScheduledTaskError, error, piece, payload);
      throw error;
    }
  }

  /** Resolves once no task runs. */
  public idle(): Promise<void> {
    return this.#queue.idle();
  }
}

async function runPiece(piece: ScheduledTask, payload: unknown): Promise<void> {
  const { client } = container;
  const begin = performance.now();
  client?.emit(ScheduledTaskEvents.ScheduledTaskRun, piece, payload);
  const result: unknown = await piece.run(payload as never);
  const duration = performance.now() - begin;
  client?.emit(ScheduledTaskEvents.ScheduledTaskSuccess, piece, payload, result, duration);
  client?.emit(ScheduledTaskEvents.ScheduledTaskFinished, piece, duration, payload);
}
