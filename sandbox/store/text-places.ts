import { ChannelType, type GatewayDispatchEvents, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { refuse } from './errors.js';
import { isVoice, may, require, sendingIn } from './permissions.js';
import type { ChannelRecord, GuildRecord } from './records.js';
import type { World } from './world.js';

/** The guild of a channel; null for a direct message channel. */
export function guildOfChannel(world: World, channel: ChannelRecord): GuildRecord | null {
  return channel.guildId === null ? null : world.guild(channel.guildId);
}

/** Whether messages can be in channels of this type. */
export function holdsMessages(type: ChannelType): boolean {
  return (
    type === ChannelType.GuildText ||
    type === ChannelType.GuildAnnouncement ||
    type === ChannelType.PublicThread ||
    type === ChannelType.AnnouncementThread ||
    type === ChannelType.DM ||
    isVoice(type)
  );
}

/**
 * Makes sure that a user may do with the messages of a channel what needs `bits`. View, and Connect on voice, are needed
 * always. In a direct message channel both people may do all that Discord offers there.
 *
 * @throws {DiscordError} 50001, 50008 for a channel without messages, 50013
 */
export function requireInText(world: World, channel: ChannelRecord, userId: string, bits = 0n): void {
  const guild = guildOfChannel(world, channel);
  if (!seesMessages(world, channel, userId)) throw refuse('missingAccess');
  if (guild) require(world, guild, userId, channel, inPlace(channel, bits) | Bits.ViewChannel);
  if (!holdsMessages(channel.type)) throw refuse('notATextChannel');
}

/** Whether a user holds `bits` over the messages of a channel. In a direct message channel nobody holds anything. */
export function mayInText(world: World, channel: ChannelRecord, userId: string, bits: bigint): boolean {
  const guild = guildOfChannel(world, channel);
  return guild !== null && may(world, guild, userId, channel, inPlace(channel, bits) | seeing(channel));
}

/** Whether a user sees the messages of a channel as they come. */
export function seesMessages(world: World, channel: ChannelRecord, userId: string): boolean {
  if (channel.guildId !== null) return mayInText(world, channel, userId, 0n);
  return userId === channel.recipientId || userId === world.application.botId;
}

/** To send messages takes another permission in threads. */
function inPlace(channel: ChannelRecord, bits: bigint): bigint {
  return (bits & Bits.SendMessages) === 0n ? bits : (bits & ~Bits.SendMessages) | sendingIn(channel);
}

/** What it takes to have a channel's messages on the screen. */
function seeing(channel: ChannelRecord): bigint {
  return isVoice(channel.type) ? Bits.ViewChannel | Bits.Connect : Bits.ViewChannel;
}

/** Tells the bot what happened in a channel, if it sees the channel. The `guild_id` is added. */
export function dispatchInText(world: World, channel: ChannelRecord, event: GatewayDispatchEvents, data: object): void {
  if (!seesMessages(world, channel, world.application.botId)) return;
  const { guildId } = channel;
  world.dispatch(event, guildId === null ? data : { ...data, guild_id: guildId }, { guildId });
}
