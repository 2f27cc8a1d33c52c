import type { Guild, VoiceChannel } from 'discord.js';
import { missingPermissions, type ChannelCounts } from '../../domain/channel-space.js';
import type { Hub, Room, TextMode } from '../../domain/room.js';

/** How full a guild and a category are, with the channels that are owed to hubs and rooms. */
export function channelCounts(
  guild: Guild,
  parentId: string | null,
  owed: { readonly hubs: readonly Hub[]; readonly rooms: readonly Room[] },
): ChannelCounts {
  const pending = [
    ...owed.hubs.flatMap((hub) => (hub.channelId === null && hub.pending !== null ? [hub.pending] : [])),
    ...owed.rooms.flatMap((room) => (room.pendingText === null ? [] : [room.pendingText])),
  ];
  const channels = guild.channels.cache.filter((channel) => !channel.isThread());
  const within = (id: string) =>
    channels.filter((channel) => channel.parentId === id).size +
    pending.filter((fingerprint) => fingerprint.parentId === id).length;
  return { inGuild: channels.size + pending.length, inCategory: parentId === null ? null : within(parentId) };
}

/**
 * The permissions that the bot lacks for making a room of a hub's channel: there, in its category, and in the guild at
 * large, since Discord lets nobody put into a new channel what they do not hold in the guild.
 */
export function lackingForRooms(channel: VoiceChannel, text: TextMode): readonly string[] {
  const me = channel.guild.members.me;
  if (!me) return [];
  const held = [
    me.permissions,
    channel.permissionsFor(me),
    ...(channel.parent ? [channel.parent.permissionsFor(me)] : []),
  ];
  return [...new Set(held.flatMap(({ bitfield }) => missingPermissions(bitfield, text)))];
}
