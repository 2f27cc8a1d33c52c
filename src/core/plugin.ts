import { container } from '@sapphire/framework';
import { GatewayIntentBits, PermissionFlagsBits, type GuildMember } from 'discord.js';
import { z } from 'zod';
import { definePlugin, type PluginContext } from '../plugins/definition.js';
import type { DataDesk } from '../privacy/data-desk.js';
import { LogRow } from '../settings/entities/log-row.js';
import { SettingRow } from '../settings/entities/setting-row.js';
import { GuildLogTable } from '../settings/guild-log-table.js';
import type { GuildSettings } from '../settings/guild-settings.js';
import { BotOwners } from './bot-owners.js';
import { DepartedGuild } from './entities/departed-guild.js';
import { Migration20261121000000Create } from './migrations/migration-20261121000000-create.js';
import { LeaseRow } from '../sharding/lease-row.js';
import { Migration20261121193000Leases } from './migrations/migration-20261121193000-leases.js';
import { Migration20261121190000Privacy } from './migrations/migration-20261121190000-privacy.js';
import { coreData } from './privacy/core-data.js';
import { Departures } from './privacy/departures.js';
import { LogRetention } from './privacy/log-retention.js';
import { generalSettings } from './settings.js';

/** How long data are kept, in days: `privacy` of the configuration. */
const coreOptions = z.object({ guildRetention: z.number(), logRetention: z.number() });

/** What the framework itself knows of a guild, and of the bot. */
export class Core {
  public readonly settings: GuildSettings;
  public readonly log: GuildLogTable;
  public readonly botOwners: BotOwners;
  public readonly departures: Departures;
  public readonly logRetention: LogRetention;
  /** How long the data of a guild are kept after the bot was removed from it, in days. */
  public readonly guildRetention: number;

  public constructor(context: PluginContext, options: z.output<typeof coreOptions>) {
    this.settings = context.settings;
    this.log = new GuildLogTable(context.orm, context.clock);
    this.botOwners = new BotOwners(context.clock);
    this.departures = new Departures(context, options.guildRetention);
    this.logRetention = new LogRetention(context, options.logRetention);
    this.guildRetention = options.guildRetention;
  }

  /** Deals with what all plugins store about people. */
  public get dataDesk(): DataDesk {
    const { data } = container.roomkeeper;
    if (!data) throw new Error('The plugins are not set up yet');
    return data;
  }

  /** Whether a member is sudo: one of the guild's sudo roles, or Manage Server. */
  public isSudo(member: GuildMember): boolean {
    if (member.permissions.has(PermissionFlagsBits.ManageGuild)) return true;
    return this.sudoRoleIds(member.guild.id).some((roleId) => member.roles.cache.has(roleId));
  }

  /** The ids of the roles that make sudo in a guild. Some of them may be gone. */
  public sudoRoleIds(guildId: string): readonly string[] {
    return this.settings.of(guildId, generalSettings).sudo_roles;
  }
}

/** The framework's own pieces, as a plugin like any other. Always enabled, always first. */
export const core = definePlugin({
  name: 'core',
  root: new URL('.', import.meta.url),
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildVoiceStates],
  permissions: ['ViewChannel', 'SendMessages'],
  settings: [generalSettings],
  options: coreOptions,
  entities: [SettingRow, LogRow, DepartedGuild, LeaseRow],
  migrations: [
    { name: 'Migration20261121000000_create', class: Migration20261121000000Create },
    { name: 'Migration20261121190000_privacy', class: Migration20261121190000Privacy },
    { name: 'Migration20261121193000_leases', class: Migration20261121193000Leases },
  ],
  personalData: coreData,
  setup: (context, options) => new Core(context, options),
  ready: (_context, { departures }) => departures.settle(),
  async overdue(_context, { departures, logRetention }, query) {
    return [...(await departures.overdue(query)), ...(await logRetention.overdue(query))].slice(0, query.limit);
  },
});

declare module '@sapphire/plugin-scheduled-tasks' {
  interface ScheduledTasks {
    /** It may be time to delete the data of a guild that the bot was removed from. */
    'core.forget-guild': { guildId: string };
    /** Lines of guilds' logs may be too old. */
    'core.clean-log': Record<string, never>;
  }
}

declare module '@sapphire/framework' {
  interface Preconditions {
    SudoOnly: never;
    BotOwnerOnly: never;
  }
}
