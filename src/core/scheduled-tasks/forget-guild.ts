import type { ScheduledTask } from '@sapphire/plugin-scheduled-tasks';
import { use } from '../../plugins/registry.js';
import { DeadlineTask } from '../../scheduling/deadline-task.js';
import { core } from '../plugin.js';

/** It may be time to delete the data of a guild that the bot was removed from. */
export class ForgetGuildTask extends DeadlineTask<'core.forget-guild'> {
  public constructor(context: ScheduledTask.LoaderContext) {
    super(context, 'core.forget-guild');
  }

  public override run({ guildId }: { guildId: string }): Promise<void> {
    return use(core).departures.woken(guildId);
  }
}
