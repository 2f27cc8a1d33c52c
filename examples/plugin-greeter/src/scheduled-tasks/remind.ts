import type { ScheduledTask } from '@sapphire/plugin-scheduled-tasks';
import { DeadlineTask, use } from 'roomkeeper';
import greeter from '../plugin.js';

/** It may be time to look after a new member. */
export class RemindTask extends DeadlineTask<'greeter.remind'> {
  public constructor(context: ScheduledTask.LoaderContext) {
    super(context, 'greeter.remind');
  }

  public override run({ guildId, userId }: { guildId: string; userId: string }): Promise<void> {
    return use(greeter).woken(guildId, userId);
  }
}
