import { GatewayIntentBits, PermissionFlagsBits, type GuildMember } from 'discord.js';
import { definePlugin } from '../plugins/definition.js';
import { LogRow } from '../settings/entities/log-row.js';
import { SettingRow } from '../settings/entities/setting-row.js';
import { GuildLogTable } from '../settings/guild-log-table.js';
import type { GuildSettings } from '../settings/guild-settings.js';
import { BotOwners } from './bot-owners.js';
import { Migration20261121000000Create } from './migrations/migration-20261121000000-create.js';
import { LeaseRow } from '../sharding/lease-row.js';
import { Migration20261121190000Leases } from './migrations/migration-20261121190000-leases.js';
import { generalSettings } from './settings.js';

/** What the framework itself knows of a guild. */
export class Core {
  public readonly settings: GuildSettings;
  public readonly log: GuildLogTable;
  public readonly botOwners: BotOwners;

  public constructor(settings: GuildSettings, log: GuildLogTable, botOwners: BotOwners) {
    this.settings = settings;
    this.log = log;
    this.botOwners = botOwners;
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
  entities: [SettingRow, LogRow, LeaseRow],
  migrations: [
    { name: 'Migration20261121000000_create', class: Migration20261121000000Create },
    { name: 'Migration20261121190000_leases', class: Migration20261121190000Leases },
  ],
  setup: ({ settings, orm, clock }) => new Core(settings, new GuildLogTable(orm, clock), new BotOwners(clock)),
});

declare module '@sapphire/framework' {
  interface Preconditions {
    SudoOnly: never;
    BotOwnerOnly: never;
  }
}
