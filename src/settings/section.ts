import type { Setting, ValueOf } from './setting.js';

/** Settings of a plugin that belong together: one entry of `/sudo` → Settings. */
export interface SettingsSection<Fields extends Readonly<Record<string, Setting>> = Readonly<Record<string, Setting>>> {
  /** Unique over all plugins, snake case; with a dot and a field's name it is the key under which a value is stored. */
  readonly key: string;
  /** What admins see, such as `Voice`. */
  readonly title: string;
  /** In one sentence of at most 100 characters. */
  readonly description: string;
  /** By name, in snake case, in the order in which admins see them. At most 25. */
  readonly fields: Fields;
}

/** What a guild has set, with the defaults where it has set nothing. */
export type SettingsOf<Section extends SettingsSection> = {
  readonly [Name in keyof Section['fields']]: ValueOf<Section['fields'][Name]>;
};

/**
 * Declares settings that each guild has for itself. They appear under `/sudo` → Settings by themselves, with a form for each
 * that fits what it holds.
 *
 * @example
 * const greeting = defineSettings({
 *   key: 'greeting',
 *   title: 'Greeting',
 *   description: 'How newcomers are greeted.',
 *   fields: {
 *     channel: { kind: 'channel', default: null, types: [ChannelType.GuildText], label: 'Channel', description: 'Where.' },
 *   },
 * });
 */
export function defineSettings<const Fields extends Readonly<Record<string, Setting>>>(
  section: SettingsSection<Fields>,
): SettingsSection<Fields> {
  return Object.freeze(section);
}
