import {
  ActivityType,
  ChannelType,
  type CategoryChannel,
  type Guild,
  type GuildBasedChannel,
  type Presence,
  type TextChannel,
  type VoiceChannel,
} from 'discord.js';
import type { LiveChannel } from '../domain/fingerprints.js';
import type { Player, Playing } from '../domain/games.js';
import type { Overwrite } from '../domain/room.js';

/** A voice channel of the guild, if the cache has it. */
export function voiceChannel(guild: Guild, channelId: string): VoiceChannel | null {
  const channel = guild.channels.cache.get(channelId);
  return channel?.type === ChannelType.GuildVoice ? channel : null;
}

/** A text channel of the guild, if the cache has it. */
export function textChannel(guild: Guild, channelId: string): TextChannel | null {
  const channel = guild.channels.cache.get(channelId);
  return channel?.type === ChannelType.GuildText ? channel : null;
}

/** The overwrites that a channel has in the gateway's cache. */
export function overwritesOf(channel: VoiceChannel | TextChannel | CategoryChannel): Overwrite[] {
  return channel.permissionOverwrites.cache.map(({ id, type, allow, deny }) => ({
    id,
    type: type === 0 ? ('role' as const) : ('member' as const),
    allow: allow.bitfield,
    deny: deny.bitfield,
  }));
}

/** As Discord's API takes overwrites: by numbers and decimal strings. */
export function overwriteBodies(overwrites: readonly Overwrite[]) {
  return overwrites.map(({ id, type, allow, deny }) => ({
    id,
    type: type === 'role' ? 0 : 1,
    allow: String(allow),
    deny: String(deny),
  }));
}

/** The voice and text channels of a guild as rules see them. */
export function liveChannels(guild: Guild): LiveChannel[] {
  return [...guild.channels.cache.values()].flatMap((channel) => liveChannel(channel) ?? []);
}

/** A channel as rules see it; null unless it is a voice or text channel. */
export function liveChannel(channel: GuildBasedChannel): LiveChannel | null {
  if (channel.type !== ChannelType.GuildVoice && channel.type !== ChannelType.GuildText) return null;
  return {
    id: channel.id,
    type: channel.type === ChannelType.GuildVoice ? 'voice' : 'text',
    name: channel.name,
    parentId: channel.parentId,
    createdAt: channel.createdTimestamp,
    overwrites: overwritesOf(channel),
  };
}

/** What some members play, as far as the gateway tells; without the presence intent nobody plays. */
export function playersOf(guild: Guild, userIds: readonly string[]): Player[] {
  return userIds.map((userId) => ({ userId, playing: playing(guild.presences.cache.get(userId)) }));
}

/** What is played. Status, custom status and music do not matter. */
export function playing(presence: Presence | null | undefined): Playing[] {
  const activities = presence?.activities ?? [];
  return activities
    .filter(({ type }) => type === ActivityType.Playing)
    .map(({ name, details, state, party, createdTimestamp }) => {
      const [current, max] = party?.size ?? [];
      return {
        name,
        details,
        state,
        party: current === undefined || max === undefined ? null : { current, max },
        since: createdTimestamp,
      };
    });
}
