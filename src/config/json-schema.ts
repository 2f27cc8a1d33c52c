import { z } from 'zod';
import type { PluginDefinition } from '../plugins/definition.js';
import { baseSchema } from './schema.js';
import { optionsSchema } from './sections.js';

/**
 * The JSON schema of the whole configuration file, with which editors complete and check it. Sections of packages are let
 * through: their options are known only where the package is installed, and are checked at boot.
 */
export function configJsonSchema(inTree: readonly PluginDefinition[]): Record<string, unknown> {
  const schema = baseSchema
    .extend({ plugins: pluginList(inTree), ...sections(inTree) })
    .catchall(z.record(z.string(), z.unknown()).describe('Options of a plugin from a package, under its own name.'));
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-7', unrepresentable: 'any' });
  return { $schema, title: 'Roomkeeper configuration', ...rest };
}

/** Names of in-tree plugins are offered; any other may be a package. */
function pluginList(inTree: readonly PluginDefinition[]): z.ZodType {
  const { plugins } = baseSchema.shape;
  const names = inTree.map(({ name }) => z.literal(name));
  return z
    .array(z.union([...names, z.string().describe('An npm package.')]))
    .default(plugins.parse(undefined))
    .describe(plugins.description ?? '');
}

function sections(inTree: readonly PluginDefinition[]): Record<string, z.ZodType> {
  const described = inTree.map((plugin): [string, z.ZodType] => {
    const schema = optionsSchema(plugin).optional();
    return [plugin.name, schema.describe(plugin.options?.description ?? `Options of the plugin "${plugin.name}".`)];
  });
  return Object.fromEntries(described);
}
