import { GatewayIntentBits } from 'discord.js';
import { definePlugin, type Deadline } from 'roomkeeper';
import { GreeterGuild } from './entities/greeter-guild.js';
import { GreeterNewcomer } from './entities/greeter-newcomer.js';
import { Greetings } from './greetings.js';
import { personal, WITHOUT_MEMBERS } from './messages.js';
import { Migration20261121000000_create } from './migrations/migration-20261121000000-create.js';
import { greeterOptions } from './options.js';

/** Greets new members, and looks after them some days later. */
const greeter = definePlugin({
  name: 'greeter',
  root: new URL('.', import.meta.url),
  options: greeterOptions,
  intents: [GatewayIntentBits.Guilds],
  optionalIntents: [{ intent: GatewayIntentBits.GuildMembers, without: WITHOUT_MEMBERS }],
  permissions: ['ViewChannel', 'SendMessages'],
  entities: [GreeterGuild, GreeterNewcomer],
  migrations: [{ name: 'Migration20261121000000_create', class: Migration20261121000000_create }],
  setup: (context, options) => new Greetings(context, options),
  ready: (_context, greetings) => greetings.armAll(),
  overdue: (_context, greetings, query): Promise<Deadline[]> => greetings.overdue(query),
  personalData: {
    stored: personal.stored,
    lost: personal.lost,
    export: ({ orm }, _greetings, userId) => Greetings.export(orm, userId),
    erase: ({ orm }, _greetings, { userId }) => Greetings.erase(orm, userId),
  },
  forgetGuild: (_context, greetings, guildId) => greetings?.forget(guildId),
});
export default greeter;

declare module '@sapphire/plugin-scheduled-tasks' {
  interface ScheduledTasks {
    /** It may be time to look after a new member. */
    'greeter.remind': { guildId: string; userId: string };
  }
}
