import type { ScheduledTask } from '@sapphire/plugin-scheduled-tasks';
import { DeadlineTask, use } from 'roomkeeper';
import { autochannel } from '../plugin.js';

/** A breakout's deadline may have come: it is looked at anew. */
export class WakeBreakoutTask extends DeadlineTask<'autochannel.wake-breakout'> {
  public constructor(context: ScheduledTask.LoaderContext) {
    super(context, 'autochannel.wake-breakout');
  }

  public override run({ id }: { id: string }): Promise<void> {
    return use(autochannel).upkeep.woken(id);
  }
}
