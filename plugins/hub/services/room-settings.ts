import { core, use, type PluginContext } from 'roomkeeper';
import type { RoomSettings } from '../domain/room.js';
import { voiceSettings } from '../settings.js';

/** What rules need to know of a guild, as it is set at this moment. Costs no query. */
export class GuildRules {
  readonly #context: PluginContext;

  public constructor(context: PluginContext) {
    this.#context = context;
  }

  public of(guildId: string): RoomSettings {
    const voice = this.#context.settings.of(guildId, voiceSettings);
    return {
      botId: this.#context.client.user?.id ?? '',
      targetRoleId: this.#existing(guildId, voice.target_role),
      sudoRoleIds: use(core).sudoRoleIds(guildId),
      graceMs: voice.owner_grace,
      actingWindowMs: voice.acting_window,
      cleanupDelayMs: voice.cleanup_delay,
      claimProtectionMs: voice.claim_protection,
      text: voice.text,
      showGameIn: voice.show_game_in,
      bannedWords: voice.banned_words,
      onHubDeleted: voice.on_hub_deleted,
    };
  }

  /** Until when all hubs of the guild are locked; null when they are not. May have passed. */
  public lockdownUntil(guildId: string): number | null {
    return this.#context.settings.of(guildId, voiceSettings).guild_lockdown_until;
  }

  /** Null for a role that has been deleted: a lock that shuts out nobody would be none. */
  #existing(guildId: string, roleId: string | null): string | null {
    const guild = this.#context.client.guilds.cache.get(guildId);
    return roleId === null || (guild && !guild.roles.cache.has(roleId)) ? null : roleId;
  }
}
