import { GatewayIntentBits } from 'discord.js';
import { definePlugin, type Deadline, type OverdueQuery, type PluginContext } from 'roomkeeper';
import { ActionRow } from './entities/action-row.js';
import { BlacklistRow } from './entities/blacklist-row.js';
import { GrantRow } from './entities/grant-row.js';
import { RoleGroupRow } from './entities/role-group-row.js';
import { RoleMenuRow } from './entities/role-menu-row.js';
import { TriggerRow } from './entities/trigger-row.js';
import { WITHOUT_CONTENT } from './messages.js';
import { Migration20261121120000_create } from './migrations/migration-20261121120000-create.js';
import { Migration20261121193000_drawn_menus } from './migrations/migration-20261121193000-drawn-menus.js';
import { triggerOptions, type TriggerOptions } from './options.js';
import { triggerSettings } from './settings.js';
import { forgetGuild, triggerData } from './services/trigger-data.js';
import { compose, type Triggers } from './services/composition.js';
import { triggerStatus } from './services/status.js';

function setup(context: PluginContext, options: TriggerOptions): Triggers {
  return compose(context, options);
}

async function ready(
  _context: PluginContext,
  { absences, catalogue, cleaner, intervals, roles }: Triggers,
): Promise<void> {
  await catalogue.load();
  await intervals.all();
  await cleaner.arm();
  await absences.all();
  await roles.upkeep.all();
}

async function overdue(
  _context: PluginContext,
  { cleaner, intervals, roles }: Triggers,
  query: OverdueQuery,
): Promise<Deadline[]> {
  const timed = [...(await cleaner.overdue(query.before)), ...(await intervals.overdue(query))];
  return [...timed, ...(await roles.upkeep.overdue(query))].slice(0, query.limit);
}

/** Triggers, conditions and chained actions; reaction roles. */
export const trigger = definePlugin({
  name: 'trigger',
  root: new URL('.', import.meta.url),
  options: triggerOptions,
  intents: [
    GatewayIntentBits.Guilds,
    GatewayIntentBits.GuildMessages,
    GatewayIntentBits.GuildMessageReactions,
    GatewayIntentBits.GuildVoiceStates,
    GatewayIntentBits.GuildExpressions,
  ],
  optionalIntents: [{ intent: GatewayIntentBits.MessageContent, without: WITHOUT_CONTENT }],
  permissions: ['ViewChannel', 'SendMessages', 'ReadMessageHistory', 'AddReactions', 'ManageMessages', 'ManageRoles'],
  settings: [triggerSettings],
  entities: [TriggerRow, ActionRow, RoleGroupRow, BlacklistRow, GrantRow, RoleMenuRow],
  migrations: [
    { name: 'Migration20261121120000_create', class: Migration20261121120000_create },
    { name: 'Migration20261121193000_drawn_menus', class: Migration20261121193000_drawn_menus },
  ],
  personalData: triggerData,
  forgetGuild,
  setup,
  ready,
  overdue,
  status: (context, { catalogue }, guild) => triggerStatus(context, catalogue, guild),
  stop(_context, { absences, cleaner }) {
    cleaner.stop();
    absences.stop();
  },
});

declare module '@sapphire/plugin-scheduled-tasks' {
  interface ScheduledTasks {
    /** An interval trigger may be due. */
    'trigger.wake-interval': { id: number };
    /** It is time to delete what has expired. */
    'trigger.clean': Record<string, never>;
    /** A role menu and its message may not agree. */
    'trigger.settle-menu': { id: number };
  }
}
