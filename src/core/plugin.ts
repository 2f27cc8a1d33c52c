import { GatewayIntentBits, PermissionFlagsBits, type GuildMember } from 'discord.js';
import type { MikroORM } from '@mikro-orm/postgresql';
import { definePlugin } from '../plugins/definition.js';
import { GuildSettings } from './entities/guild-settings.js';
import { Migration20261121000000Create } from './migrations/migration-20261121000000-create.js';

/** What the framework itself knows of a guild. */
export class Core {
  readonly #orm: MikroORM;

  public constructor(orm: MikroORM) {
    this.#orm = orm;
  }

  /** Whether a member is sudo: one of the guild's sudo roles, or Manage Guild. */
  public async isSudo(member: GuildMember): Promise<boolean> {
    if (member.permissions.has(PermissionFlagsBits.ManageGuild)) return true;
    const settings = await this.settings(member.guild.id);
    return settings?.sudoRoleIds.some((roleId) => member.roles.cache.has(roleId)) ?? false;
  }

  /** The guild's settings, or null when it has set nothing. */
  public settings(guildId: string): Promise<GuildSettings | null> {
    return this.#orm.em.fork().findOne(GuildSettings, { guildId });
  }
}

/** The framework's own pieces, as a plugin like any other. Always enabled, always first. */
export const core = definePlugin({
  name: 'core',
  root: new URL('.', import.meta.url),
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildVoiceStates],
  permissions: ['ViewChannel', 'SendMessages'],
  entities: [GuildSettings],
  migrations: [{ name: 'Migration20261121000000_create', class: Migration20261121000000Create }],
  setup: ({ orm }) => new Core(orm),
});

declare module '@sapphire/framework' {
  interface Preconditions {
    SudoOnly: never;
    BotOwnerOnly: never;
  }
}
