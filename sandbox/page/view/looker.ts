import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { isVoice, may, permissionsIn } from '../../store/permissions.js';
import type { ChannelRecord, GuildRecord, MemberRecord, UserRecord } from '../../store/records.js';
import { holdsMessages } from '../../store/text-places.js';
import type { World } from '../../store/world.js';
import type { InteractionNotes } from './interaction-notes.js';
import type { Typing } from './typing.js';

/** Who looks, and at what. */
export interface Looker {
  readonly world: World;
  readonly user: UserRecord;
  /** The open server: null when the user is in none. */
  readonly guild: GuildRecord | null;
  /** The open channel: one that the user sees, or null. */
  readonly channel: ChannelRecord | null;
  /** How many messages are shown. */
  readonly messages: number;
  /** Since when the channel is open: what was written before needs Read Message History. */
  readonly since: number;
  /** Ids of the messages and modals that the user has dismissed. */
  readonly dismissed: ReadonlySet<string>;
  readonly typing: Typing;
  readonly notes: InteractionNotes;
}

/** The name that others see in a server. */
export function displayName(guild: GuildRecord | null, user: UserRecord): string {
  return guild?.members.get(user.id)?.nick ?? user.globalName ?? user.username;
}

/** The name of somebody who may have left, or be unknown. */
export function nameOf(world: World, guild: GuildRecord | null, userId: string): string {
  const user = world.users.get(userId);
  return user ? displayName(guild, user) : 'Unknown user';
}

/** The looker as a member of the open server. */
export function memberOf({ guild, user }: Looker): MemberRecord | null {
  return guild?.members.get(user.id) ?? null;
}

/** What the looker may do in a channel of the open server, or with null in the server as a whole. */
export function permissionsOf(looker: Looker, channel: ChannelRecord | null): bigint {
  const member = memberOf(looker);
  return looker.guild && member ? permissionsIn(looker.guild, member, channel, looker.world.clock.now()) : 0n;
}

/** Whether somebody sees a channel in the list: of his server, or his direct messages. */
export function seesChannel(world: World, userId: string, channel: ChannelRecord): boolean {
  if (channel.guildId === null) return channel.recipientId === userId;
  return may(world, world.guild(channel.guildId), userId, channel, Bits.ViewChannel);
}

/** The channel that is open unless somebody chooses another: the first one for texts. */
export function firstTextChannel(world: World, guild: GuildRecord, userId: string): ChannelRecord | null {
  const channels = [...guild.channels.values()].filter(
    ({ type, thread }) => holdsMessages(type) && !isVoice(type) && !thread,
  );
  return channels.toSorted(byPosition).find((channel) => seesChannel(world, userId, channel)) ?? null;
}

/** Sorts by position, of one position the older first. */
export function byPosition(one: ChannelRecord, other: ChannelRecord): number {
  return one.position - other.position || Number(BigInt(one.id) - BigInt(other.id));
}
