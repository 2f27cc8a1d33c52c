import { container, UserError } from '@sapphire/framework';
import type { SettingsSection } from '../../settings/section.js';
import type { MomentSetting, Setting } from '../../settings/setting.js';
import type { SudoPage } from '../../settings/sudo-page.js';
import { sudoMessages } from '../sudo-messages.js';

/** A setting that admins see. */
export type ShownSetting = Exclude<Setting, MomentSetting>;

/** A setting, and where it stands. */
export interface Field {
  readonly section: SettingsSection;
  readonly name: string;
  readonly setting: ShownSetting;
}

/** An entry of `/sudo` → Settings. */
export type SettingsEntry = { readonly section: SettingsSection } | { readonly page: SudoPage };

/** What stands under Settings, in order of the plugins; of each its sections, then its pages. Core is always the first. */
export function settingsEntries(): SettingsEntry[] {
  return container.roomkeeper.definitions.flatMap(({ settings = [], sudoPages = [] }): SettingsEntry[] => [
    ...settings.filter((section) => fieldsOf(section).length > 0).map((section) => ({ section })),
    ...sudoPages.filter(({ place }) => place === 'settings').map((page) => ({ page })),
  ]);
}

/** The pages that stand in the menu itself. */
export function actionPages(): SudoPage[] {
  return allPages().filter(({ place }) => place === 'actions');
}

/** What admins see of a section. */
export function fieldsOf(section: SettingsSection): Field[] {
  return Object.entries(section.fields).flatMap(([name, setting]) =>
    setting.kind === 'moment' ? [] : [{ section, name, setting }],
  );
}

/** @throws {UserError} when no enabled plugin has such a section. */
export function requireSection(key: string): SettingsSection {
  const sections = container.roomkeeper.definitions.flatMap(({ settings = [] }) => settings);
  return sections.find((section) => section.key === key) ?? noSuchEntry();
}

/** @throws {UserError} when there is no such setting, or none that admins see. */
export function requireField(sectionKey: string, name: string): Field {
  return fieldsOf(requireSection(sectionKey)).find((field) => field.name === name) ?? noSuchEntry();
}

/** @throws {UserError} when no enabled plugin has such a page. */
export function requirePageOf(key: string): SudoPage {
  return allPages().find((page) => page.key === key) ?? noSuchEntry();
}

function allPages(): SudoPage[] {
  return container.roomkeeper.definitions.flatMap(({ sudoPages = [] }) => sudoPages);
}

/** @throws {UserError} always: for what a client can only have made up, or has kept from before. */
export function noSuchEntry(): never {
  throw new UserError({ identifier: 'core.no-such-entry', message: sudoMessages.goneEntry });
}
