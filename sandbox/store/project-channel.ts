import { ChannelType, type APIOverwrite } from 'discord-api-types/v10';
import { isVoice } from './permissions.js';
import { isoTime } from './project-member.js';
import { projectUser } from './project-user.js';
import type { ChannelRecord, OverwriteRecord, ThreadRecord } from './records.js';
import type { World } from './world.js';

/** The wire form of a channel: of a guild's with the fields of its type, or of a direct message channel. */
export function projectChannel(world: World, channel: ChannelRecord) {
  return channel.guildId === null
    ? projectDirectMessageChannel(world, channel)
    : projectGuildChannel(channel, world.application.botId);
}

/**
 * The wire form of a guild's text, announcement, voice, stage or category channel, or of a thread.
 *
 * @param botId - Whose membership a thread tells of. Events of changes do not tell it.
 */
export function projectGuildChannel(channel: ChannelRecord, botId?: string) {
  return channel.thread ? projectThread(channel, channel.thread, botId) : projectOwnChannel(channel);
}

function projectThread(channel: ChannelRecord, thread: ThreadRecord, botId: string | undefined) {
  const joined = botId === undefined ? undefined : thread.members.get(botId);
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId ?? undefined,
    parent_id: channel.parentId ?? undefined,
    name: channel.name,
    owner_id: thread.ownerId,
    ...messageFields(channel),
    message_count: thread.messageCount,
    member_count: Math.min(50, thread.members.size),
    total_message_sent: thread.totalSent,
    flags: 0,
    thread_metadata: {
      archived: thread.archived,
      locked: thread.locked,
      auto_archive_duration: thread.autoArchiveMinutes,
      archive_timestamp: isoTime(thread.archiveChangedAt),
      create_timestamp: isoTime(thread.createdAt),
    },
    ...(joined !== undefined && {
      member: { id: channel.id, user_id: botId, join_timestamp: isoTime(joined), flags: 0 },
    }),
  };
}

function projectOwnChannel(channel: ChannelRecord) {
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId ?? undefined,
    name: channel.name,
    position: channel.position,
    parent_id: channel.parentId,
    permission_overwrites: channel.overwrites.map(projectOverwrite),
    nsfw: channel.nsfw,
    flags: 0,
    ...(isVoice(channel.type) && voiceFields(channel)),
    ...(channel.type !== ChannelType.GuildCategory && messageFields(channel)),
    ...(!isVoice(channel.type) && channel.type !== ChannelType.GuildCategory && { topic: channel.topic }),
  };
}

function messageFields(channel: ChannelRecord) {
  return { last_message_id: channel.lastMessageId, rate_limit_per_user: channel.slowmode };
}

function voiceFields(channel: ChannelRecord) {
  return { bitrate: channel.bitrate, user_limit: channel.userLimit, rtc_region: channel.rtcRegion };
}

function projectDirectMessageChannel(world: World, channel: ChannelRecord) {
  const recipient = channel.recipientId === null ? undefined : world.users.get(channel.recipientId);
  return {
    id: channel.id,
    type: channel.type,
    last_message_id: channel.lastMessageId,
    flags: 0,
    recipients: recipient ? [projectUser(recipient)] : [],
  };
}

/** The wire form of a permission overwrite. */
export function projectOverwrite(overwrite: OverwriteRecord): APIOverwrite {
  return {
    id: overwrite.id,
    type: overwrite.type,
    allow: overwrite.allow.toString(),
    deny: overwrite.deny.toString(),
  };
}
