import { ChannelType, OverwriteType, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { isVoice, permissionsIn } from '../../store/permissions.js';
import type { ChannelRecord, GuildRecord, MemberRecord, VoiceStateRecord } from '../../store/records.js';
import { joinRefusal } from '../../store/voice.js';
import { occupantsOf } from '../../store/voice-states.js';
import type { ChannelView, DirectView, VoiceMemberView } from '../protocol/seat-view.js';
import { byPosition, nameOf, permissionsOf, seesChannel, type Looker } from './looker.js';
import { gamesOf } from './member-view.js';

/**
 * The channels that the looker sees, in display order. A category shows with the first of its channels. Threads that are not
 * archived stand below theirs.
 */
export function viewChannels(looker: Looker): ChannelView[] {
  const { world, guild, user } = looker;
  if (!guild) return [];
  const channels = [...guild.channels.values()].filter(({ thread }) => thread?.archived !== true).toSorted(byKind);
  const seen = new Set(channels.filter((channel) => seesChannel(world, user.id, channel)));
  const isChild = (one: ChannelRecord, parent: string | null): boolean =>
    one.parentId === parent && one.type !== ChannelType.GuildCategory && seen.has(one);
  const childrenOf = (parent: string | null): ChannelRecord[] =>
    channels.flatMap((one) => (isChild(one, parent) ? [one, ...childrenOf(one.id)] : []));
  const categories = channels.filter(({ type }) => type === ChannelType.GuildCategory);
  const ordered = categories.flatMap((category) => {
    const children = childrenOf(category.id);
    return children.length > 0 || seen.has(category) ? [category, ...children] : [];
  });
  return [...childrenOf(null), ...ordered].map((channel) => viewChannel(looker, guild, channel));
}

/** Voice channels stand below the others. */
function byKind(one: ChannelRecord, other: ChannelRecord): number {
  return Number(isVoice(one.type)) - Number(isVoice(other.type)) || byPosition(one, other);
}

function viewChannel(looker: Looker, guild: GuildRecord, channel: ChannelRecord): ChannelView {
  const { world, user } = looker;
  const { id, type, name, position, topic, nsfw, slowmode, userLimit, bitrate, status } = channel;
  const settings = { id, type, name, position, topic, nsfw, slowmode, userLimit, bitrate, status };
  return {
    ...settings,
    parent: channel.parentId,
    lastMessage: channel.lastMessageId,
    permissions: permissionsOf(looker, channel).toString(),
    joinRefusal: isVoice(type) ? joinRefusal(world, guild, user.id, channel) : null,
    locked: isLocked(guild, channel, world.clock.now()),
    overwrites: channel.overwrites.map((overwrite) => ({
      target: overwrite.id,
      kind: overwrite.type === OverwriteType.Role ? 'role' : 'member',
      allow: overwrite.allow.toString(),
      deny: overwrite.deny.toString(),
    })),
    voice: occupantsOf(guild, id).map((state) => viewOccupant(looker, guild, state)),
  };
}

/** Whether somebody without any role is kept out: does not see the channel, or cannot connect to it. */
export function isLocked(guild: GuildRecord, channel: ChannelRecord, now: number): boolean {
  const nobody = { user: { id: '' }, roles: new Set<string>(), timeoutUntil: null } as unknown as MemberRecord;
  const needed = isVoice(channel.type) ? Bits.ViewChannel | Bits.Connect : Bits.ViewChannel;
  return (permissionsIn(guild, nobody, channel, now) & needed) !== needed;
}

function viewOccupant({ world }: Looker, guild: GuildRecord, state: VoiceStateRecord): VoiceMemberView {
  const { userId, selfMute, selfDeaf, selfStream, selfVideo } = state;
  const { mute = false, deaf = false } = guild.members.get(userId) ?? {};
  return {
    user: userId,
    name: nameOf(world, guild, userId),
    bot: world.users.get(userId)?.bot ?? false,
    selfMute,
    selfDeaf,
    selfStream,
    selfVideo,
    mute,
    deaf,
    game: gamesOf(guild.presences.get(userId))[0] ?? null,
  };
}

/** The looker's direct messages with the bot. */
export function viewDirect({ world, user }: Looker): DirectView[] {
  const { botId } = world.application;
  return [...world.channels.values()]
    .filter(({ recipientId }) => recipientId === user.id)
    .map(({ id, lastMessageId }) => ({ channel: id, name: nameOf(world, null, botId), lastMessage: lastMessageId }));
}
