import type { GatewayDispatchEvents } from 'discord-api-types/v10';
import { projectGuildChannel } from './project-channel.js';
import type { ChannelRecord } from './records.js';
import type { World } from './world.js';

type ChannelEvent =
  | GatewayDispatchEvents.ChannelCreate
  | GatewayDispatchEvents.ChannelUpdate
  | GatewayDispatchEvents.ChannelDelete;

/** Tells the bot that a guild's channel came, changed, or went. */
export function announceChannel(world: World, channel: ChannelRecord, event: ChannelEvent): void {
  world.dispatch(event, projectGuildChannel(channel), { guildId: channel.guildId });
}
