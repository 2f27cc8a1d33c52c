import type { ScheduledTask } from '@sapphire/plugin-scheduled-tasks';
import { DeadlineTask, use } from 'roomkeeper';
import { trigger } from '../plugin.js';

/** It is time to delete what has expired. */
export class CleanTask extends DeadlineTask<'trigger.clean'> {
  public constructor(context: ScheduledTask.LoaderContext) {
    super(context, 'trigger.clean');
  }

  public override run(): Promise<void> {
    return use(trigger).cleaner.clean();
  }
}
