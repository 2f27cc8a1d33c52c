import { AuditLogEvent, ChannelType, GatewayDispatchEvents, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { audit, type Actor } from './audit-log.js';
import { announceChannel } from './channel-events.js';
import { childrenOf, isThread } from './channel-rules.js';
import { announceGuild } from './guilds.js';
import { require } from './permissions.js';
import type { ChannelRecord, GuildRecord } from './records.js';
import { deleteThread } from './threads.js';
import { occupantsOf, removeVoiceState } from './voice-states.js';
import type { World } from './world.js';

/**
 * Deletes a channel. The children of a category stay without one, threads go with their channel, people in a voice channel
 * are disconnected after the event of the deletion.
 *
 * @throws {DiscordError} 50001, 50013
 */
export function deleteChannel(world: World, guild: GuildRecord, actor: Actor, channel: ChannelRecord): void {
  if (channel.thread) {
    deleteThread(world, guild, actor, channel);
    return;
  }
  require(world, guild, actor.userId, channel, Bits.ManageChannels);
  guild.channels.delete(channel.id);
  world.channels.delete(channel.id);
  announceChannel(world, channel, GatewayDispatchEvents.ChannelDelete);
  audit(world, guild, actor, AuditLogEvent.ChannelDelete, channel.id);
  removeThreads(world, guild, channel);
  for (const { id, channelId } of guild.webhooks.values()) if (channelId === channel.id) guild.webhooks.delete(id);
  if (channel.type === ChannelType.GuildCategory) orphanChildren(world, guild, channel);
  for (const state of occupantsOf(guild, channel.id)) removeVoiceState(world, guild, state.userId);
  clearReferences(world, guild, channel);
}

function removeThreads(world: World, guild: GuildRecord, channel: ChannelRecord): void {
  for (const thread of guild.channels.values()) {
    if (thread.parentId !== channel.id || !isThread(thread)) continue;
    guild.channels.delete(thread.id);
    world.channels.delete(thread.id);
  }
}

function orphanChildren(world: World, guild: GuildRecord, category: ChannelRecord): void {
  for (const child of childrenOf(guild, category.id)) {
    child.parentId = null;
    announceChannel(world, child, GatewayDispatchEvents.ChannelUpdate);
  }
}

function clearReferences(world: World, guild: GuildRecord, { id }: ChannelRecord): void {
  if (guild.afkChannelId !== id && guild.systemChannelId !== id) return;
  if (guild.afkChannelId === id) guild.afkChannelId = null;
  if (guild.systemChannelId === id) guild.systemChannelId = null;
  announceGuild(world, guild);
}
