import type { ScheduledTask } from '@sapphire/plugin-scheduled-tasks';
import { DeadlineTask, use } from 'roomkeeper';
import { trigger } from '../plugin.js';

/** An interval trigger may be due: it is looked at anew. */
export class WakeIntervalTask extends DeadlineTask<'trigger.wake-interval'> {
  public constructor(context: ScheduledTask.LoaderContext) {
    super(context, 'trigger.wake-interval');
  }

  public override run({ id }: { id: number }): Promise<void> {
    return use(trigger).intervals.woken(id);
  }
}
