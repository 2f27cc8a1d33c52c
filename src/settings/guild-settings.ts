import type { SettingsOf, SettingsSection } from './section.js';

/** Who changed a setting: a member, or null for the bot itself. */
export type ChangedBy = { readonly userId: string } | null;

/** What guilds have set. */
export interface GuildSettings {
  /** What a guild has set, defaults where it has set nothing. Costs no query: this process keeps a copy in memory. */
  of<Section extends SettingsSection>(guildId: string, section: Section): SettingsOf<Section>;

  /**
   * Stores values and lets them take effect at once. What is not named stays as it is; `undefined` goes back to the default.
   * Each value that really changes is a line in the guild's log.
   * @throws {RangeError} when a value is not one that its setting allows. Then nothing is stored.
   */
  set<Section extends SettingsSection>(
    guildId: string,
    section: Section,
    values: { readonly [Name in keyof SettingsOf<Section>]?: SettingsOf<Section>[Name] | undefined },
    by: ChangedBy,
  ): Promise<void>;

  /** Does as `set`. @returns what held until then, also when others make changes at the same time. */
  change<Section extends SettingsSection>(
    guildId: string,
    section: Section,
    values: { readonly [Name in keyof SettingsOf<Section>]?: SettingsOf<Section>[Name] | undefined },
    by: ChangedBy,
  ): Promise<SettingsOf<Section>>;

  /** Stores values as `set` does, but only what the guild has never set and never been given before. */
  seed<Section extends SettingsSection>(
    guildId: string,
    section: Section,
    values: Partial<SettingsOf<Section>>,
  ): Promise<void>;

  /** Calls `listener` after each change of a section, with the guild. What it throws is logged. */
  onChange(section: SettingsSection, listener: (guildId: string) => void | Promise<void>): void;
}
