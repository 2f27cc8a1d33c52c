import type { z } from 'zod';
import type { Fault } from '../plugins/errors.js';
import type { ConfigFile } from './file.js';
import { checkValue } from './issues.js';
import { BASE_KEYS, baseSchema } from './schema.js';

/** The framework's part of the file, and what is wrong with it. */
export type BaseSettings = z.output<typeof baseSchema> & { readonly faults: readonly Fault[] };

/** A key with nothing behind it is as good as absent: `hub:` alone means the defaults of hub. */
export function withoutEmptySections(file: ConfigFile): ConfigFile {
  const present = Object.entries(file.values).filter(([, value]) => value !== null);
  return { ...file, values: Object.fromEntries(present) };
}

/**
 * Checks the framework's part of the file. Where it is wrong the defaults stand in, so that the rest can be checked too; of
 * `plugins`, whatever can be read stays.
 */
export async function checkBase(file: ConfigFile): Promise<BaseSettings> {
  const own = Object.fromEntries(BASE_KEYS.filter((key) => key in file.values).map((key) => [key, file.values[key]]));
  const { value, faults } = await checkValue(baseSchema, own, [], file.where);
  const settings = faults.length === 0 ? (value as z.output<typeof baseSchema>) : baseSchema.parse({});
  const plugins = faults.length === 0 ? settings.plugins : readablePlugins(own['plugins'], settings.plugins);
  return { ...settings, plugins, faults: [...faults, ...doubled(plugins, file)] };
}

function readablePlugins(listed: unknown, otherwise: string[]): string[] {
  if (listed === undefined) return otherwise;
  return Array.isArray(listed) ? listed.filter((name) => typeof name === 'string') : [];
}

function doubled(plugins: readonly string[], file: ConfigFile): Fault[] {
  return plugins.flatMap((name, index) => {
    if (plugins.indexOf(name) === index) return [];
    return [
      { where: file.where(['plugins', index]), what: `"${name}" is listed twice`, todo: 'Remove one of the two.' },
    ];
  });
}
