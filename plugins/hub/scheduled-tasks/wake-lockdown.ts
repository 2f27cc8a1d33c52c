import type { ScheduledTask } from '@sapphire/plugin-scheduled-tasks';
import { DeadlineTask, use } from 'roomkeeper';
import { hub } from '../plugin.js';

/** A lockdown of a guild's hubs may have ended: they are looked at anew. */
export class WakeLockdownTask extends DeadlineTask<'hub.wake-lockdown'> {
  public constructor(context: ScheduledTask.LoaderContext) {
    super(context, 'hub.wake-lockdown');
  }

  public override run({ guildId }: { guildId: string }): Promise<void> {
    return use(hub).lockdowns.woken(guildId);
  }
}
