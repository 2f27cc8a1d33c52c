import { ChannelType, type Guild, type GuildBasedChannel, type VoiceChannel } from 'discord.js';
import type { PluginContext, VoiceTracker } from 'roomkeeper';
import type { LiveChannel } from '../domain/fingerprint.js';

/** What the gateway's cache knows of a guild's voice channels, as the domain wants it. */
export function liveChannels(guild: Guild, voice: VoiceTracker): LiveChannel[] {
  const channels: readonly GuildBasedChannel[] = [...guild.channels.cache.values()];
  return channels.filter((channel) => channel.type === ChannelType.GuildVoice).map((channel) => live(channel, voice));
}

/** The guild's voice channels, and which of them have a role already. */
export function seenChannels(
  guild: Guild,
  { voice, channels }: Pick<PluginContext, 'voice' | 'channels'>,
): { readonly live: LiveChannel[]; readonly taken: ReadonlySet<string> } {
  const seen = liveChannels(guild, voice);
  return { live: seen, taken: new Set(seen.map(({ id }) => id).filter((id) => channels.get(id))) };
}

function live(channel: VoiceChannel, voice: VoiceTracker): LiveChannel {
  return {
    id: channel.id,
    guildId: channel.guildId,
    name: channel.name,
    parentId: channel.parentId,
    createdAt: channel.createdTimestamp,
    hasBotOverwrite: channel.permissionOverwrites.cache.has(channel.client.user.id),
    humans: voice.humansIn(channel.guildId, channel.id),
  };
}

/** A voice channel of the guild, if the cache has it. */
export function voiceChannel(guild: Guild, channelId: string): VoiceChannel | null {
  const channel = guild.channels.cache.get(channelId);
  return channel?.type === ChannelType.GuildVoice ? channel : null;
}

/** How many channels a category of the guild holds; null counts those outside of any. */
export function channelsIn(guild: Guild, categoryId: string | null): number {
  return guild.channels.cache.filter((channel) => !channel.isThread() && channel.parentId === categoryId).size;
}

/** How many channels count towards the guild's limit: all but threads. */
export function channelsOf(guild: Guild): number {
  return guild.channels.cache.filter((channel) => !channel.isThread()).size;
}
