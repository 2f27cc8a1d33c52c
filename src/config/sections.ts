import { z } from 'zod';
import type { PluginDefinition } from '../plugins/definition.js';
import type { Fault } from '../plugins/errors.js';
import type { ResolvedPlugins } from '../plugins/resolve.js';
import type { ConfigFile } from './file.js';
import { checkValue, unknownKey } from './issues.js';
import { BASE_KEYS } from './schema.js';

/** The plugins' parts of the file, by the plugin's name. */
export interface CheckedSections {
  readonly values: Readonly<Record<string, unknown>>;
  readonly faults: readonly Fault[];
}

/**
 * Checks the options of the plugins: of each enabled one, and of an installed one that has a section. What is left of the file
 * is unknown.
 */
export async function checkSections(
  file: ConfigFile,
  plugins: ResolvedPlugins,
  enabled: readonly PluginDefinition[],
): Promise<CheckedSections> {
  const values: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const plugin of plugins.installed) {
    if (!enabled.includes(plugin) && !(plugin.name in file.values)) continue;
    const section = file.values[plugin.name] ?? {};
    const checked = await checkValue(optionsSchema(plugin), section, [plugin.name], file.where);
    values[plugin.name] = checked.value;
    faults.push(...checked.faults);
  }
  return { values, faults: [...faults, ...unknownSections(file, plugins)] };
}

/** The schema of a plugin's section. A key that it does not know is a fault, also where its author forgot to say so. */
export function optionsSchema({ options }: PluginDefinition): z.ZodType {
  if (options === undefined) return z.strictObject({});
  return options instanceof z.ZodObject && options.def.catchall === undefined ? options.strict() : options;
}

function unknownSections(file: ConfigFile, { installed, listed, unusable }: ResolvedPlugins): Fault[] {
  const known = [...BASE_KEYS, ...installed.map(({ name }) => name)];
  const left = Object.keys(file.values).filter((key) => !known.includes(key) && !unusable.includes(key));
  return left.map((key) => {
    const plugin = listed.get(key);
    if (plugin === undefined) return unknownKey([key], known, file.where);
    const todo = `Its options belong under "${plugin.name}", the plugin's own name.`;
    return { where: file.where([key]), what: 'this is the name of a package', todo };
  });
}
