import { ChannelType } from 'discord-api-types/v10';
import { checkLength, checkNumber } from './bounds.js';
import type { Changes } from './changes.js';
import { invalidForm, refuse } from './errors.js';
import { isVoice } from './permissions.js';
import type { ChannelRecord, GuildRecord } from './records.js';

export const MAX_CHANNELS = 500;
export const MAX_CHILDREN = 50;

const threadTypes: ReadonlySet<ChannelType> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]);

/** Whether a channel is a thread: those count for no limit of channels and have no position. */
export function isThread(channel: ChannelRecord): boolean {
  return threadTypes.has(channel.type);
}

/** The children of a category, in no order. */
export function childrenOf(guild: GuildRecord, categoryId: string): ChannelRecord[] {
  return [...guild.channels.values()].filter((channel) => channel.parentId === categoryId && !isThread(channel));
}

/** @throws {DiscordError} 30013 when the guild is full */
export function checkRoomInGuild(guild: GuildRecord): void {
  const count = [...guild.channels.values()].filter((channel) => !isThread(channel)).length;
  if (count >= MAX_CHANNELS) throw refuse('maxChannels');
}

/**
 * The category that a channel of this type is about to go into, or null for none.
 *
 * @throws {DiscordError} 50035 when it is no category of the guild, full, or the channel is a category itself
 */
export function checkParent(guild: GuildRecord, type: ChannelType, parentId: string | null): ChannelRecord | null {
  if (parentId === null) return null;
  const parent = guild.channels.get(parentId);
  if (!parent) throw invalidForm('parent_id', 'CHANNEL_PARENT_INVALID', 'Category does not exist');
  if (parent.type !== ChannelType.GuildCategory) {
    throw invalidForm('parent_id', 'CHANNEL_PARENT_INVALID_TYPE', 'Not a category');
  }
  if (type === ChannelType.GuildCategory) {
    throw invalidForm('parent_id', 'CHANNEL_PARENT_INVALID_PARENT', 'Categories cannot have subcategories');
  }
  if (childrenOf(guild, parentId).length >= MAX_CHILDREN) {
    const message = `Maximum number of channels in category reached (${MAX_CHILDREN})`;
    throw invalidForm('parent_id', 'CHANNEL_PARENT_MAX_CHANNELS', message);
  }
  return parent;
}

/**
 * A channel's name as Discord keeps it: trimmed, and of text channels in lower case with dashes for blanks and without
 * the other marks of ASCII.
 *
 * @throws {DiscordError} 50035 unless 1 to 100 characters are left
 */
export function normaliseName(type: ChannelType, name: string): string {
  const isText = type === ChannelType.GuildText || type === ChannelType.GuildAnnouncement;
  const kept = isText ? slug(name) : name.trim();
  if (kept === '') throw invalidForm('name', 'BASE_TYPE_REQUIRED', 'This field is required');
  checkLength('name', kept, 1, 100);
  return kept;
}

function slug(name: string): string {
  const bare = name.toLowerCase().replaceAll(/[!-,./:-@[-^`{-~]/g, '');
  return bare
    .trim()
    .replaceAll(/[\s-]+/g, '-')
    .replace(/^-/, '');
}

type Bounded = Changes<ChannelRecord, 'userLimit' | 'bitrate' | 'slowmode' | 'topic'>;

/** @throws {DiscordError} 50035 when a number or the topic is out of its bounds for the type */
export function checkBounds(type: ChannelType, { userLimit = 0, bitrate = 8000, slowmode = 0, topic }: Bounded): void {
  const stage = type === ChannelType.GuildStageVoice;
  if (isVoice(type)) {
    checkNumber('user_limit', userLimit, 0, stage ? 10_000 : 99);
    checkNumber('bitrate', bitrate, 8000, stage ? 64_000 : 96_000);
  }
  checkNumber('rate_limit_per_user', slowmode, 0, 21_600);
  checkLength('topic', topic ?? '', 0, 1024);
}

/** The position behind all others of its family: text channels, voice channels, and categories are counted apart. */
export function lastPosition(guild: GuildRecord, type: ChannelType): number {
  const family = [...guild.channels.values()].filter(
    (other) => !isThread(other) && familyOf(other.type) === familyOf(type),
  );
  return family.reduce((last, { position }) => Math.max(last, position + 1), 0);
}

function familyOf(type: ChannelType): 'voice' | 'category' | 'text' {
  if (isVoice(type)) return 'voice';
  return type === ChannelType.GuildCategory ? 'category' : 'text';
}
