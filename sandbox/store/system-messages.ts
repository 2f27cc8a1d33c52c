import { GuildSystemChannelFlags, MessageType } from 'discord-api-types/v10';
import { announceGuild } from './guilds.js';
import { announceMember } from './member-events.js';
import { nothingSaid } from './message-content.js';
import { addMessage } from './message-log.js';
import type { GuildRecord, MemberRecord, UserRecord } from './records.js';
import type { World } from './world.js';

/** The kinds of message that Discord writes in the system channel, and the flag of a guild that leaves them out. */
const suppressing = new Map([
  [MessageType.UserJoin, GuildSystemChannelFlags.SuppressJoinNotifications],
  [MessageType.GuildBoost, GuildSystemChannelFlags.SuppressPremiumSubscriptions],
]);

/** Discord tells in the system channel, if there is one and the guild wants it, what somebody did. His name stands as the author. */
export function tellInSystemChannel(
  world: World,
  guild: GuildRecord,
  author: UserRecord,
  type: MessageType.UserJoin | MessageType.GuildBoost,
): void {
  const channel = guild.systemChannelId === null ? undefined : guild.channels.get(guild.systemChannelId);
  const isSuppressed = (guild.systemChannelFlags & (suppressing.get(type) ?? 0)) !== 0;
  if (channel && !isSuppressed) addMessage(world, channel, { author, content: nothingSaid, type });
}

/** A member boosts the guild. The levels that boosts lead to are not emulated. */
export function boost(world: World, guild: GuildRecord, member: MemberRecord): void {
  if (member.premiumSince === null) {
    member.premiumSince = world.clock.now();
    announceMember(world, guild, member);
  }
  announceGuild(world, guild);
  tellInSystemChannel(world, guild, member.user, MessageType.GuildBoost);
}
