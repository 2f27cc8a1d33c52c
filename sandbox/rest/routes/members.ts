import {
  ApplicationFlags,
  type RESTPatchAPICurrentGuildMemberJSONBody,
  type RESTPatchAPIGuildMemberJSONBody,
} from 'discord-api-types/v10';
import { refuse } from '../../store/errors.js';
import { editMember, type MemberChanges } from '../../store/member-edits.js';
import { giveRole, takeRole } from '../../store/member-roles.js';
import { kickMember } from '../../store/members.js';
import { projectMember } from '../../store/project-member.js';
import type { GuildRecord, MemberRecord, UserRecord } from '../../store/records.js';
import type { World } from '../../store/world.js';
import { refuseUnhandled } from '../fields.js';
import type { RestAnswer, RestRequest, Route } from '../route.js';
import { actorOf, guildOf, limitOf, memberOf, param } from '../scope.js';

function byId(a: { readonly user: UserRecord }, b: { readonly user: UserRecord }): number {
  return Number(BigInt(a.user.id) - BigInt(b.user.id));
}

function getMember(request: RestRequest): RestAnswer {
  return { body: projectMember(memberOf(request, guildOf(request))) };
}

/** The list, unlike the search, needs the privileged intent to be allowed in the developer portal. */
function listMembers(request: RestRequest): RestAnswer {
  const guild = guildOf(request);
  if ((request.world.application.flags & ApplicationFlags.GatewayGuildMembersLimited) === 0) {
    throw refuse('missingAccess');
  }
  const after = BigInt(request.query.get('after') ?? 0);
  const members = [...guild.members.values()].sort(byId).filter(({ user }) => BigInt(user.id) > after);
  return { body: members.slice(0, limitOf(request, 1, 1000)).map(projectMember) };
}

function searchMembers(request: RestRequest): RestAnswer {
  const guild = guildOf(request);
  const wanted = (request.query.get('query') ?? '').toLowerCase();
  const found = [...guild.members.values()].sort(byId).filter((member) => startsWith(member, wanted));
  return { body: found.slice(0, limitOf(request, 1, 1000)).map(projectMember) };
}

function startsWith({ nick, user }: MemberRecord, wanted: string): boolean {
  return [nick, user.globalName, user.username].some((name) => name?.toLowerCase().startsWith(wanted));
}

const memberFields = ['nick', 'roles', 'mute', 'deaf', 'channel_id', 'communication_disabled_until'];

function patchMember(request: RestRequest): RestAnswer {
  const guild = guildOf(request);
  const member = memberOf(request, guild);
  refuseUnhandled(request.body, memberFields);
  const changes = memberChanges(request.world, guild, request.body as RESTPatchAPIGuildMemberJSONBody);
  editMember(request.world, guild, actorOf(request), member, changes);
  return { body: projectMember(member) };
}

function memberChanges(world: World, guild: GuildRecord, body: RESTPatchAPIGuildMemberJSONBody): MemberChanges {
  return {
    nick: body.nick,
    roles: body.roles === null ? [] : body.roles,
    mute: body.mute ?? undefined,
    deaf: body.deaf ?? undefined,
    timeoutUntil: timeOf(body.communication_disabled_until),
    channel: typeof body.channel_id === 'string' ? voiceTarget(world, guild, body.channel_id) : body.channel_id,
  };
}

function timeOf(text: string | null | undefined): number | null | undefined {
  return typeof text === 'string' ? Date.parse(text) : text;
}

function voiceTarget(world: World, guild: GuildRecord, channelId: string) {
  const channel = world.channel(channelId);
  if (channel.guildId !== guild.id) throw refuse('unknownChannel');
  return channel;
}

function patchOwnMember(request: RestRequest): RestAnswer {
  const guild = guildOf(request);
  const member = request.world.member(guild, request.botId);
  refuseUnhandled(request.body, ['nick']);
  const { nick } = request.body as RESTPatchAPICurrentGuildMemberJSONBody;
  editMember(request.world, guild, actorOf(request), member, { nick });
  return { body: projectMember(member) };
}

function removeFromGuild(request: RestRequest): RestAnswer {
  const guild = guildOf(request);
  kickMember(request.world, guild, actorOf(request), memberOf(request, guild));
  return {};
}

function putRole(request: RestRequest): RestAnswer {
  const guild = guildOf(request);
  giveRole(request.world, guild, actorOf(request), memberOf(request, guild), param(request, 'role_id'));
  return {};
}

function removeRole(request: RestRequest): RestAnswer {
  const guild = guildOf(request);
  takeRole(request.world, guild, actorOf(request), memberOf(request, guild), param(request, 'role_id'));
  return {};
}

/** What the bot does with the members of a guild. */
export const memberRoutes: readonly Route[] = [
  { method: 'GET', path: '/guilds/{guild_id}/members', handle: listMembers },
  { method: 'GET', path: '/guilds/{guild_id}/members/search', handle: searchMembers },
  { method: 'PATCH', path: '/guilds/{guild_id}/members/@me', handle: patchOwnMember },
  { method: 'GET', path: '/guilds/{guild_id}/members/{user_id}', handle: getMember },
  { method: 'PATCH', path: '/guilds/{guild_id}/members/{user_id}', handle: patchMember },
  { method: 'DELETE', path: '/guilds/{guild_id}/members/{user_id}', handle: removeFromGuild },
  { method: 'PUT', path: '/guilds/{guild_id}/members/{user_id}/roles/{role_id}', handle: putRole },
  { method: 'DELETE', path: '/guilds/{guild_id}/members/{user_id}/roles/{role_id}', handle: removeRole },
];
