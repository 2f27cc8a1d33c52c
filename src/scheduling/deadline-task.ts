import { ScheduledTask, type ScheduledTasks } from '@sapphire/plugin-scheduled-tasks';
import type { TaskName } from './scheduler.js';

/**
 * The base class of a task piece. Its name is the task's name in `ScheduledTasks`; `run` gets the payload of the deadline that
 * woke it. It runs once at a time per key. It must re-read its row and decide anew: it may be woken early, late or twice. What
 * it throws is retried with back-off, and once the tries are used up the sweep finds its row again.
 */
export abstract class DeadlineTask<Name extends TaskName> extends ScheduledTask {
  public constructor(context: ScheduledTask.LoaderContext, name: Name) {
    super(context, { name });
  }

  public abstract override run(payload: ScheduledTasks[Name]): Promise<void>;
}
