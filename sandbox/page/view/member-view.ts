import { ActivityType, PresenceUpdateStatus } from 'discord-api-types/v10';
import { presenceOf } from '../../people/presence-acts.js';
import { byRank } from '../../store/hierarchy.js';
import { projectPresence } from '../../store/project-presence.js';
import type { GuildRecord, MemberRecord, PresenceRecord, RoleRecord } from '../../store/records.js';
import type { MemberView, MeView, OwnVoiceView } from '../protocol/seat-view.js';
import { displayName, permissionsOf, type Looker } from './looker.js';

/** The looker himself. */
export function viewMe(looker: Looker): MeView {
  const { world, guild, user } = looker;
  const presence = presenceOf(world, user.id);
  return {
    user: user.id,
    name: displayName(guild, user),
    present: guild?.members.has(user.id) ?? false,
    permissions: permissionsOf(looker, null).toString(),
    status: presence.status,
    games: gamesOf(presence),
    voice: viewOwnVoice(looker),
  };
}

function viewOwnVoice({ world, user }: Looker): OwnVoiceView | null {
  for (const guild of world.guilds.values()) {
    const state = guild.voiceStates.get(user.id);
    if (!state) continue;
    const { channelId, selfMute, selfDeaf, selfStream, selfVideo } = state;
    const { mute = false, deaf = false } = guild.members.get(user.id) ?? {};
    const channelName = guild.channels.get(channelId)?.name ?? '';
    return { guild: guild.id, channel: channelId, channelName, selfMute, selfDeaf, selfStream, selfVideo, mute, deaf };
  }
  return null;
}

/** Everybody in the open server, by name. */
export function viewMembers({ guild }: Looker): MemberView[] {
  if (!guild) return [];
  const views = [...guild.members.values()].map((member) => viewMember(guild, member));
  return views.toSorted((one, other) => one.name.localeCompare(other.name) || (one.user < other.user ? -1 : 1));
}

function viewMember(guild: GuildRecord, member: MemberRecord): MemberView {
  const { user, nick, timeoutUntil, mute, deaf } = member;
  const presence = guild.presences.get(user.id);
  const { status } = projectPresence(guild, user.id, presence);
  const roles = rolesOf(guild, member);
  return {
    user: user.id,
    name: displayName(guild, user),
    username: user.username,
    nick,
    bot: user.bot,
    owner: guild.ownerId === user.id,
    roles: roles.map(({ id }) => id),
    group: roles.find(({ hoist }) => hoist)?.id ?? null,
    color: colorOf(roles),
    status: status as PresenceUpdateStatus,
    games: status === PresenceUpdateStatus.Offline ? [] : gamesOf(presence),
    voiceChannel: guild.voiceStates.get(user.id)?.channelId ?? null,
    timeoutUntil,
    mute,
    deaf,
  };
}

/** What somebody plays, as he set it. */
export function gamesOf(presence: PresenceRecord | undefined): string[] {
  const playing = presence?.activities.filter(({ type }) => type === ActivityType.Playing) ?? [];
  return playing.map(({ name }) => name);
}

/** The color of a member's name: that of the highest role that has one. */
export function nameColor(guild: GuildRecord | null, userId: string): number {
  const member = guild?.members.get(userId);
  return guild && member ? colorOf(rolesOf(guild, member)) : 0;
}

function rolesOf(guild: GuildRecord, member: MemberRecord): RoleRecord[] {
  return [...member.roles].flatMap((id) => guild.roles.get(id) ?? []).toSorted(byRank);
}

function colorOf(roles: readonly RoleRecord[]): number {
  return roles.find(({ color }) => color !== 0)?.color ?? 0;
}
