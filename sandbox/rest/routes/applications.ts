import { refuse } from '../../store/errors.js';
import { projectUser } from '../../store/project-user.js';
import type { RestAnswer, RestRequest, Route } from '../route.js';

function getMyApplication({ world }: RestRequest): RestAnswer {
  const { application } = world;
  const owner = world.users.get(application.ownerId);
  const bot = world.users.get(application.botId);
  if (!owner || !bot) throw refuse('unknownApplication');
  const guilds = [...world.guilds.values()].filter(({ members }) => members.has(bot.id));
  return {
    body: {
      id: application.id,
      name: application.name,
      icon: null,
      description: '',
      type: null,
      flags: application.flags,
      flags_new: String(application.flags),
      bot: projectUser(bot),
      bot_public: true,
      bot_require_code_grant: false,
      verify_key: '0'.repeat(64),
      redirect_uris: [],
      interactions_endpoint_url: null,
      role_connections_verification_url: null,
      owner: projectUser(owner),
      team: application.team,
      approximate_guild_count: guilds.length,
      approximate_user_install_count: 0,
      approximate_user_authorization_count: 0,
      explicit_content_filter: 0,
      eligible_oauth2_scopes: [],
    },
  };
}

/** What the bot asks about its application. */
export const applicationRoutes: readonly Route[] = [
  { method: 'GET', path: '/applications/@me', handle: getMyApplication },
];
