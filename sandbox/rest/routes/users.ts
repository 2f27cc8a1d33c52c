import { refuse } from '../../store/errors.js';
import { permissionsIn } from '../../store/permissions.js';
import { removeBot } from '../../store/bot-membership.js';
import { projectUser } from '../../store/project-user.js';
import type { GuildRecord } from '../../store/records.js';
import type { RestAnswer, RestRequest, Route } from '../route.js';
import { guildOf, limitOf, userOf } from '../scope.js';

function getMe(request: RestRequest): RestAnswer {
  const bot = request.world.users.get(request.botId);
  if (!bot) throw refuse('unknownUser');
  return {
    body: { ...projectUser(bot), email: null, locale: 'en-US', mfa_enabled: true, premium_type: 0, verified: true },
  };
}

function getUser(request: RestRequest): RestAnswer {
  return { body: projectUser(userOf(request)) };
}

function listMyGuilds(request: RestRequest): RestAnswer {
  const after = BigInt(request.query.get('after') ?? 0);
  const before = request.query.get('before');
  const page = [...request.world.guilds.values()]
    .filter(({ id, members }) => members.has(request.botId) && BigInt(id) > after)
    .filter(({ id }) => before === null || BigInt(id) < BigInt(before))
    .slice(0, limitOf(request, 200, 200));
  return { body: page.map((guild) => projectMyGuild(request, guild)) };
}

function projectMyGuild({ world, botId, query }: RestRequest, guild: GuildRecord) {
  const permissions = permissionsIn(guild, world.member(guild, botId), null, world.clock.now());
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    banner: null,
    owner: guild.ownerId === botId,
    permissions: permissions.toString(),
    features: [],
    ...(query.get('with_counts') === 'true' && {
      approximate_member_count: guild.members.size,
      approximate_presence_count: guild.presences.size,
    }),
  };
}

function leaveGuild(request: RestRequest): RestAnswer {
  removeBot(request.world, guildOf(request));
  return {};
}

/** What the bot asks about itself and other users. */
export const userRoutes: readonly Route[] = [
  { method: 'GET', path: '/users/@me', handle: getMe },
  { method: 'GET', path: '/users/@me/guilds', handle: listMyGuilds },
  { method: 'DELETE', path: '/users/@me/guilds/{guild_id}', handle: leaveGuild },
  { method: 'GET', path: '/users/{user_id}', handle: getUser },
];
