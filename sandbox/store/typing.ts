import { GatewayDispatchEvents, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { projectMember } from './project-member.js';
import type { ChannelRecord } from './records.js';
import { dispatchInText, guildOfChannel, requireInText } from './text-places.js';
import type { World } from './world.js';

/**
 * Somebody types.
 *
 * @throws {DiscordError} 50001, 50008, 50013 without Send Messages
 */
export function startTyping(world: World, channel: ChannelRecord, userId: string): void {
  requireInText(world, channel, userId, Bits.SendMessages);
  const member = guildOfChannel(world, channel)?.members.get(userId);
  dispatchInText(world, channel, GatewayDispatchEvents.TypingStart, {
    channel_id: channel.id,
    user_id: userId,
    timestamp: Math.floor(world.clock.now() / 1000),
    ...(member && { member: projectMember(member) }),
  });
}
