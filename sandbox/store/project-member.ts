import type { APIGuildMember, GuildMemberFlags } from 'discord-api-types/v10';
import { noFlags } from './flags.js';
import { projectUser } from './project-user.js';
import type { MemberRecord } from './records.js';

/** The wire form of a member. Events add the `guild_id`; messages and mentions leave the `user` out. */
export function projectMember(member: MemberRecord) {
  return {
    user: projectUser(member.user),
    nick: member.nick,
    roles: [...member.roles],
    joined_at: isoTime(member.joinedAt),
    communication_disabled_until: member.timeoutUntil === null ? null : isoTime(member.timeoutUntil),
    mute: member.mute,
    deaf: member.deaf,
    avatar: null,
    banner: null,
    avatar_decoration_data: null,
    collectibles: null,
    premium_since: member.premiumSince === null ? null : isoTime(member.premiumSince),
    pending: false,
    flags: noFlags<GuildMemberFlags>(),
  } satisfies APIGuildMember;
}

/** A time as its wire form. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
