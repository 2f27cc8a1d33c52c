import type { PluginContext } from 'roomkeeper';
import { deadlines } from '../domain/ownership-effects.js';
import type { HubParts } from './composition.js';
import { deadlineKey, queueKey } from './flow.js';

/** The bot was removed from a guild, long enough ago: its rooms and hubs go, from memory too. Nothing is asked of Discord. */
export async function forgetGuild(context: PluginContext, api: HubParts | undefined, guildId: string): Promise<void> {
  if (api) await context.queue.run(queueKey(guildId), () => forgetLive(context, api, guildId));
  // What is in memory may lack a row whose channel had become something else.
  await context.orm.em
    .fork()
    .execute(
      'delete from auto_channel_members where voice_channel_id in (select voice_channel_id from auto_channels where guild_id = ?)',
      [guildId],
    );
}

async function forgetLive(context: PluginContext, { rooms, hubs, bus }: HubParts, guildId: string): Promise<void> {
  for (const stored of rooms.ofGuild(guildId)) {
    const { voiceChannelId } = stored.room;
    for (const deadline of [...deadlines.map(([name]) => name), 'names' as const]) {
      await context.scheduler.cancel(deadlineKey(voiceChannelId, deadline));
    }
    await rooms.remove(stored.room);
    bus.emit('roomClosed', stored);
  }
  for (const hub of hubs.ofGuild(guildId)) await hubs.remove(hub);
  await context.scheduler.cancel({ task: 'hub.wake-lockdown', key: guildId });
}
