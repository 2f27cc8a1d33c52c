import type { ScheduledTask, ScheduledTasks } from '@sapphire/plugin-scheduled-tasks';
import { DeadlineTask, use } from 'roomkeeper';
import { hub } from '../plugin.js';

/** A deadline of a room may have come: it is looked at anew. In an outage it waits until its guild is brought in order. */
export class WakeRoomTask extends DeadlineTask<'hub.wake-room'> {
  public constructor(context: ScheduledTask.LoaderContext) {
    super(context, 'hub.wake-room');
  }

  public override async run({ voiceChannelId, deadline }: ScheduledTasks['hub.wake-room']): Promise<void> {
    const { rooms, flow, deletion, names } = use(hub);
    const stored = rooms.get(voiceChannelId);
    if (!stored) return;
    const { guildId, state } = stored.room;
    if (!this.container.client.guilds.cache.get(guildId)?.available) return;
    if (deadline === 'names') return names.woken(voiceChannelId);
    if (deadline === 'deletion' && state === 'deleting') return deletion.start(stored);
    const kind = (
      { grace: 'grace-expired', 'acting-window': 'acting-window-expired', deletion: 'deletion-due' } as const
    )[deadline];
    await flow.apply(guildId, voiceChannelId, { kind });
  }
}
