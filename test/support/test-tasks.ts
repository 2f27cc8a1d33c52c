import { EventEmitter } from 'node:events';
import { container, StoreRegistry, type SapphireClient } from '@sapphire/framework';
import { ScheduledTaskStore, type ScheduledTask } from '@sapphire/plugin-scheduled-tasks';
import { DeadlineTask } from '../../src/scheduling/deadline-task.js';

declare module '@sapphire/plugin-scheduled-tasks' {
  interface ScheduledTasks {
    'test.note': { readonly text: string };
    'test.other': { readonly text: string };
  }
}

type TestTask = 'test.note' | 'test.other';

/** One run of a test task. */
export interface TaskRun {
  readonly task: TestTask;
  readonly text: string;
}

/** What the test tasks did, and what they are to do. Put in place of Sapphire's pieces from `install` to `remove`. */
export class TestTasks {
  /** Every run, as it began. */
  readonly runs: TaskRun[] = [];
  /** Called within each run. */
  work: (run: TaskRun) => unknown = () => undefined;
  #before: Pick<typeof container, 'stores' | 'client'> | undefined;

  async install(): Promise<void> {
    this.#before = { stores: container.stores, client: container.client };
    // Of the client, tasks use its events only.
    container.client = new EventEmitter() as unknown as SapphireClient;
    container.stores = new StoreRegistry();
    const store = new ScheduledTaskStore();
    container.stores.register(store);
    for (const task of ['test.note', 'test.other'] as const) {
      const run = this.#run.bind(this, task);
      const piece = class extends DeadlineTask<TestTask> {
        constructor(context: ScheduledTask.LoaderContext) {
          super(context, task);
        }

        override run = run;
      };
      await store.loadPiece({ name: task, piece });
    }
    await store.loadAll();
  }

  remove(): void {
    Object.assign(container, this.#before);
  }

  texts(): string[] {
    return this.runs.map(({ text }) => text);
  }

  async #run(task: TestTask, { text }: { readonly text: string }): Promise<void> {
    const run = { task, text };
    this.runs.push(run);
    await this.work(run);
  }
}
