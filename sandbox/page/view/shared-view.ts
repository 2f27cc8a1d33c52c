import { PermissionFlagsBits } from 'discord-api-types/v10';
import { operations } from '../../schema/operations.js';
import type { PageParts } from '../page-parts.js';
import type { BotView, Catalog, ClockView, PersonView, SharedView } from '../protocol/shared-view.js';

/** What all seats see. */
export function viewShared(parts: PageParts): SharedView {
  const { world } = parts.sandbox;
  return {
    people: viewPeople(parts),
    guilds: [...world.guilds.values()].map(({ id, name }) => ({ id, name })),
    bot: viewBot(parts),
    clock: viewClock(parts),
    faults: parts.faults.view,
    tour: parts.tour.view,
    catalog,
  };
}

/** Everybody but the bot itself, and the developer who owns it and is nowhere else. */
function viewPeople({ sandbox: { world } }: PageParts): PersonView[] {
  const { botId, ownerId } = world.application;
  return [...world.users.values()]
    .map(({ id, globalName, username, bot }) => ({
      user: id,
      name: globalName ?? username,
      bot,
      guilds: [...world.guilds.values()].filter(({ members }) => members.has(id)).map((guild) => guild.id),
    }))
    .filter(({ user, guilds }) => user !== botId && (user !== ownerId || guilds.length > 0));
}

function viewBot({ sandbox, bot }: PageParts): BotView {
  const { name, botId } = sandbox.world.application;
  const sessions = sandbox.gateway.sessions.filter(({ connected }) => connected).length;
  return {
    name,
    sessions,
    user: botId,
    state: bot?.state ?? 'unmanaged',
    since: bot?.since ?? 0,
    ended: bot?.ended ?? null,
  };
}

function viewClock({ clock }: PageParts): ClockView {
  return { ...(clock?.steering ?? { ahead: 0, pausedAt: null }), steerable: clock !== null };
}

const catalog: Catalog = {
  permissions: Object.entries(PermissionFlagsBits)
    // Some have an old name beside the new one.
    .filter(([, bit], index, all) => all.findIndex(([, other]) => other === bit) === index)
    .map(([name, bit]) => ({ name, bit: bit.toString() })),
  operations: Object.keys(operations).toSorted(),
};
