import type { SettingsSection } from '../settings/section.js';
import type { Setting } from '../settings/setting.js';
import type { SudoPage } from '../settings/sudo-page.js';
import { allows } from '../settings/value-check.js';
import type { PluginDefinition } from './definition.js';
import type { Fault } from './errors.js';

/** Both a section's key and a field's name stand in custom ids, which Discord limits. */
const SNAKE_CASE = /^(?=.{1,32}$)[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const KEBAB_CASE = /^(?=.{1,32}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LABEL = 45;
const DESCRIPTION = 100;
const FIELDS = 25;
const CHOICES = 25;

/** What is wrong with the settings of one plugin. */
export function sectionFaults(sections: readonly SettingsSection[]): string[] {
  return [
    ...doubled(sections).map((key) => `two sections of settings have the key "${key}"`),
    ...sections.flatMap(({ key, title, description, fields }) => {
      const where = `the settings "${key}"`;
      const count = Object.keys(fields).length;
      return [
        ...(SNAKE_CASE.test(key) ? [] : [`${where}: the key must be in snake case, of at most 32 characters`]),
        ...textFaults(where, 'title', title, LABEL),
        ...textFaults(where, 'description', description, DESCRIPTION),
        ...(count <= FIELDS ? [] : [`${where}: ${count} fields are more than the ${FIELDS} that Discord shows`]),
        ...Object.entries(fields).flatMap(([name, setting]) =>
          fieldFaults(`the setting "${key}.${name}"`, name, setting),
        ),
      ];
    }),
  ];
}

/** What is wrong with the pages that one plugin adds to `/sudo`. */
export function pageFaults(pages: readonly SudoPage[]): string[] {
  return [
    ...doubled(pages).map((key) => `two pages of /sudo have the key "${key}"`),
    ...pages.flatMap(({ key, label, description }) => {
      const where = `the page "${key}" of /sudo`;
      return [
        ...(KEBAB_CASE.test(key) ? [] : [`${where}: the key must be in kebab case, of at most 32 characters`]),
        ...textFaults(where, 'label', label, LABEL),
        ...textFaults(where, 'description', description, DESCRIPTION),
      ];
    }),
  ];
}

/** Keys of sections and pages that two plugins share, or that the framework has for itself. */
export function sharedKeys(installed: readonly PluginDefinition[]): Fault[] {
  return [
    ...shared(installed, 'section of settings', ({ settings = [] }) => settings),
    ...shared(installed, 'page of /sudo', ({ sudoPages = [] }) => sudoPages),
  ];
}

type Keyed = readonly { readonly key: string }[];

function shared(
  installed: readonly PluginDefinition[],
  what: string,
  of: (plugin: PluginDefinition) => Keyed,
): Fault[] {
  const owners = new Map([['core', 'the framework itself']]);
  return installed.flatMap((plugin) =>
    [...new Set(of(plugin).map(({ key }) => key))].flatMap((key): Fault[] => {
      const owner = owners.get(key);
      if (owner === undefined) {
        owners.set(key, `plugin "${plugin.name}"`);
        return [];
      }
      const todo = `Give the one of "${plugin.name}" another key.`;
      return [{ where: `plugin "${plugin.name}"`, what: `the ${what} "${key}" is taken by ${owner}`, todo }];
    }),
  );
}

function fieldFaults(where: string, name: string, setting: Setting): string[] {
  const faults = SNAKE_CASE.test(name) ? [] : [`${where}: the name must be in snake case, of at most 32 characters`];
  if (setting.kind === 'moment') return faults;
  faults.push(...textFaults(where, 'label', setting.label, LABEL));
  faults.push(...textFaults(where, 'description', setting.description, DESCRIPTION));
  const choices = setting.kind === 'choice' ? choiceFaults(where, setting.choices) : [];
  if (choices.length > 0) return [...faults, ...choices];
  if (!allows(setting, setting.default)) faults.push(`${where}: its own default is not a value that it allows`);
  return faults;
}

function choiceFaults(
  where: string,
  choices: readonly { value: string; label: string; description?: string }[],
): string[] {
  const values = choices.map(({ value }) => value);
  return [
    ...(choices.length >= 1 && choices.length <= CHOICES ? [] : [`${where}: there must be 1 to ${CHOICES} choices`]),
    ...(new Set(values).size === values.length ? [] : [`${where}: two choices have one value`]),
    ...choices.flatMap(({ value, label, description }) => [
      ...textFaults(where, 'value of a choice', value, 100),
      ...textFaults(where, 'label of a choice', label, 100),
      ...(description === undefined ? [] : textFaults(where, 'description of a choice', description, DESCRIPTION)),
    ]),
  ];
}

function textFaults(where: string, what: string, text: string, limit: number): string[] {
  return text.length >= 1 && text.length <= limit ? [] : [`${where}: the ${what} must have 1 to ${limit} characters`];
}

function doubled(list: Keyed): string[] {
  const keys = list.map(({ key }) => key);
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}
