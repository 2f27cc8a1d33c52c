import type { APIUser } from 'discord-api-types/v10';
import { projectUser } from '../store/project-user.js';
import type { GuildRecord } from '../store/records.js';
import type { World } from '../store/world.js';
import type { Session } from './session.js';

/** The guilds of a session's shard that the bot is a member of. */
export function guildsOf(world: World, session: Session): GuildRecord[] {
  return [...world.guilds.values()].filter(
    ({ id, members }) => session.serves(id) && members.has(world.application.botId),
  );
}

/** The data of READY. Every guild is announced as unavailable, and comes afterwards by itself. */
export function readyData(world: World, session: Session, url: string) {
  const { application } = world;
  const [index, count] = session.shard;
  return {
    v: 10,
    user: botUser(world),
    guilds: guildsOf(world, session).map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: url,
    shard: [index, count],
    application: {
      id: application.id,
      flags: application.flags,
      flags_new: String(application.flags),
    },
  };
}

function botUser(world: World): APIUser {
  const bot = world.users.get(world.application.botId);
  if (!bot) throw new Error('The world has no bot');
  return { ...projectUser(bot), verified: true, mfa_enabled: true, email: null };
}
