import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { refuse } from '../../store/errors.js';
import { banUser, unbanUser } from '../../store/members.js';
import { require } from '../../store/permissions.js';
import { projectUser } from '../../store/project-user.js';
import type { GuildRecord, UserRecord } from '../../store/records.js';
import { refuseUnhandled } from '../fields.js';
import type { RestAnswer, RestRequest, Route } from '../route.js';
import { actorOf, guildOf, limitOf, userOf } from '../scope.js';

function listBans(request: RestRequest): RestAnswer {
  const guild = bansOf(request);
  const after = BigInt(request.query.get('after') ?? 0);
  const before = request.query.get('before');
  const users = [...guild.bans.keys()].flatMap((id) => request.world.users.get(id) ?? []);
  const page = users
    .filter(({ id }) => BigInt(id) > after && (before === null || BigInt(id) < BigInt(before)))
    .sort((a, b) => Number(BigInt(a.id) - BigInt(b.id)))
    .slice(0, limitOf(request, 1000, 1000));
  return { body: page.map((user) => projectBan(guild, user)) };
}

function getBan(request: RestRequest): RestAnswer {
  const guild = bansOf(request);
  const user = userOf(request);
  if (!guild.bans.has(user.id)) throw refuse('unknownBan');
  return { body: projectBan(guild, user) };
}

function bansOf(request: RestRequest): GuildRecord {
  const guild = guildOf(request);
  require(request.world, guild, request.botId, null, Bits.BanMembers);
  return guild;
}

function projectBan(guild: GuildRecord, user: UserRecord) {
  return { user: projectUser(user), reason: guild.bans.get(user.id) ?? null };
}

function putBan(request: RestRequest): RestAnswer {
  const guild = guildOf(request);
  refuseUnhandled(request.body, ['delete_message_seconds', 'delete_message_days']);
  const body = (request.body ?? {}) as { delete_message_seconds?: number; delete_message_days?: number };
  const seconds = body.delete_message_seconds ?? (body.delete_message_days ?? 0) * 86_400;
  banUser(request.world, guild, actorOf(request), userOf(request), seconds * 1000);
  return {};
}

function removeBan(request: RestRequest): RestAnswer {
  const guild = guildOf(request);
  unbanUser(request.world, guild, actorOf(request), userOf(request));
  return {};
}

/** What the bot does with who is banned from a guild. */
export const banRoutes: readonly Route[] = [
  { method: 'GET', path: '/guilds/{guild_id}/bans', handle: listBans },
  { method: 'GET', path: '/guilds/{guild_id}/bans/{user_id}', handle: getBan },
  { method: 'PUT', path: '/guilds/{guild_id}/bans/{user_id}', handle: putBan },
  { method: 'DELETE', path: '/guilds/{guild_id}/bans/{user_id}', handle: removeBan },
];
