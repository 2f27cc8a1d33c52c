import { GatewayDispatchEvents } from 'discord-api-types/v10';
import type { GuildRecord } from './records.js';
import { snowflakeTime } from './snowflake.js';
import type { World } from './world.js';

/** Deletes what a user wrote in a guild since a time in epoch milliseconds, with one event for each channel. */
export function purgeMessages(world: World, guild: GuildRecord, userId: string, since: number): void {
  for (const channel of guild.channels.values()) {
    const ids = [...channel.messages]
      .filter(([id, { api }]) => api.author.id === userId && snowflakeTime(id) >= since)
      .map(([id]) => id);
    if (ids.length === 0) continue;
    for (const id of ids) channel.messages.delete(id);
    const data = { ids, channel_id: channel.id, guild_id: guild.id };
    world.dispatch(GatewayDispatchEvents.MessageDeleteBulk, data, { guildId: guild.id });
  }
}
