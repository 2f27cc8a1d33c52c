import { PermissionFlagsBits } from 'discord.js';
import { portalSwitch } from '../discord/privileged-intents.js';
import { PLUGIN_API_VERSION, type PluginDefinition } from './definition.js';
import type { Fault } from './errors.js';
import { pageFaults, sectionFaults } from './settings-check.js';

/**
 * Whether a value came from `definePlugin`. Told by its shape: a package may bring a copy of Roomkeeper of its own, whose
 * definitions are as good.
 */
export function isPluginDefinition(value: unknown): value is PluginDefinition {
  if (typeof value !== 'object' || value === null) return false;
  const { name, root, apiVersion } = value as Partial<Record<keyof PluginDefinition, unknown>>;
  return typeof name === 'string' && typeof apiVersion === 'number' && root instanceof URL;
}

const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LISTS = [
  'requires',
  'intents',
  'optionalIntents',
  'permissions',
  'settings',
  'sudoPages',
  'entities',
  'migrations',
] as const;
const HOOKS = ['setup', 'ready', 'overdue', 'status', 'forgetGuild', 'stop'] as const;

/**
 * What is wrong with a definition by itself.
 *
 * @param where - The file or package that it came from.
 */
export function checkDefinition(definition: PluginDefinition, where: string): Fault[] {
  const { name, apiVersion } = definition;
  if (apiVersion !== PLUGIN_API_VERSION) {
    const what = `plugin "${name}" is made for version ${apiVersion} of the plugin interface; this Roomkeeper has ${PLUGIN_API_VERSION}`;
    return [{ where, what, todo: 'Install a release of the plugin, or of Roomkeeper, so that the two agree.' }];
  }
  const todo = `Correct the definition of "${name}".`;
  return definitionFaults(definition).map((what) => ({ where, what: `plugin "${name}": ${what}`, todo }));
}

function definitionFaults(definition: PluginDefinition): string[] {
  const lists = LISTS.filter((key) => definition[key] !== undefined && !Array.isArray(definition[key]));
  const hooks = HOOKS.filter((key) => definition[key] !== undefined && typeof definition[key] !== 'function');
  const faults = [
    ...lists.map((key) => `"${key}" must be a list`),
    ...hooks.map((key) => `"${key}" must be a function`),
  ];
  if (!KEBAB_CASE.test(definition.name)) faults.push('the name must be in kebab case, such as "voice-rooms"');
  if (definition.options !== undefined && typeof definition.options.safeParseAsync !== 'function') {
    faults.push('"options" must be a zod schema');
  }
  if (definition.environment !== undefined && typeof definition.environment.shape !== 'object') {
    faults.push('"environment" must be a zod object');
  }
  if (definition.personalData !== undefined && !Array.isArray(definition.personalData.stored)) {
    faults.push('"personalData" must list what is "stored", if nothing by an empty list');
  }
  return lists.length > 0 ? faults : [...faults, ...itemFaults(definition)];
}

function itemFaults({ requires = [], permissions = [], migrations = [], ...rest }: PluginDefinition): string[] {
  const unknown = permissions.filter((permission) => !(permission in PermissionFlagsBits));
  const unprivileged = (rest.optionalIntents ?? []).filter(({ intent }) => portalSwitch(intent) === undefined);
  const names = migrations.map(({ name }) => name);
  const doubled = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...unknown.map((permission) => `Discord has no permission "${permission}"`),
    ...unprivileged.map(({ intent }) => `intent ${intent} is not privileged: list it in "intents"`),
    ...doubled.map((name) => `two migrations have the name "${name}"`),
    ...sectionFaults(rest.settings ?? []),
    ...pageFaults(rest.sudoPages ?? []),
    ...(requires.every(isPluginDefinition) ? [] : ['"requires" must list the definitions of plugins']),
  ];
}
