import type { ScheduledTask } from '@sapphire/plugin-scheduled-tasks';
import { DeadlineTask, use } from 'roomkeeper';
import { trigger } from '../plugin.js';

/** A role menu and its message may not agree: it is looked at anew. */
export class SettleMenuTask extends DeadlineTask<'trigger.settle-menu'> {
  public constructor(context: ScheduledTask.LoaderContext) {
    super(context, 'trigger.settle-menu');
  }

  public override run({ id }: { id: number }): Promise<void> {
    return use(trigger).roles.upkeep.settle(id);
  }
}
