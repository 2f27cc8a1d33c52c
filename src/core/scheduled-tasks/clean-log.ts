import type { ScheduledTask } from '@sapphire/plugin-scheduled-tasks';
import { use } from '../../plugins/registry.js';
import { DeadlineTask } from '../../scheduling/deadline-task.js';
import { core } from '../plugin.js';

/** Some lines of logs are too old. */
export class CleanLogTask extends DeadlineTask<'core.clean-log'> {
  public constructor(context: ScheduledTask.LoaderContext) {
    super(context, 'core.clean-log');
  }

  public override run(): Promise<void> {
    return use(core).logRetention.clean();
  }
}
