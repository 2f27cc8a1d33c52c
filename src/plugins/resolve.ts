import { access, readdir } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { PluginDefinition } from './definition.js';
import { checkDefinition, isPluginDefinition } from './definition-check.js';
import { causeLine, type Fault } from './errors.js';
import { didYouMean } from './nearest-name.js';
import { packageEntry } from './package-entry.js';
import { shareModules } from './shared-modules.js';

/** The plugins that come with Roomkeeper: the folders of `plugins/` that have a `plugin.js`. */
const IN_TREE = new URL('../../plugins/', import.meta.url);

/** Where plugins are looked for. */
export interface ResolveOptions {
  /** The working directory. Packages are looked for from here first, then from Roomkeeper itself. */
  readonly directory: string;
  /** Another folder of in-tree plugins, for tests. A URL that ends with a slash. */
  readonly inTree?: URL;
}

/** What {@link resolvePlugins} found. */
export interface ResolvedPlugins {
  /** All in-tree plugins by name, then the listed packages. */
  readonly installed: readonly PluginDefinition[];
  /** The listed plugins, by what the list calls them. Those with a fault are absent. */
  readonly listed: ReadonlyMap<string, PluginDefinition>;
  /** The names of plugins that were found, or asked for, and cannot be used. */
  readonly unusable: readonly string[];
  readonly faults: readonly Fault[];
}

/** A plugin that was asked for, or why there is none. */
type Found = { readonly definition: PluginDefinition; readonly from: string } | { readonly fault: Fault };

/**
 * Finds the in-tree plugins, and the packages among the listed names. Reports faults, never throws.
 *
 * @param whereIs - Where the list names a plugin, for faults.
 */
export async function resolvePlugins(
  names: readonly string[],
  whereIs: (name: string) => string,
  options: ResolveOptions,
): Promise<ResolvedPlugins> {
  const inTree = options.inTree ?? IN_TREE;
  const folders = await inTreeFolders(inTree);
  const found = new Map<string, Found>();
  for (const folder of folders) found.set(folder, await findInTree(folder, inTree));
  for (const name of new Set(names)) {
    if (!found.has(name)) found.set(name, await findPackage(name, whereIs(name), folders, options.directory));
  }
  return sift(found, names);
}

/** Separates what can be used from what cannot. */
function sift(found: ReadonlyMap<string, Found>, names: readonly string[]): ResolvedPlugins {
  const faults: Fault[] = [];
  const unusable: string[] = [];
  const owners = new Map<string, string>();
  const usable = new Map<string, PluginDefinition>();
  for (const [key, result] of found) {
    const wrong = 'fault' in result ? [result.fault] : faultsOf(result.definition, result.from, owners);
    faults.push(...wrong);
    if (wrong.length === 0 && 'definition' in result) usable.set(key, result.definition);
    else unusable.push(key, ...('definition' in result ? [result.definition.name] : []));
  }
  return {
    installed: [...usable.values()],
    listed: new Map([...usable].filter(([key]) => names.includes(key))),
    unusable,
    faults,
  };
}

function faultsOf(definition: PluginDefinition, from: string, owners: Map<string, string>): Fault[] {
  const faults = checkDefinition(definition, from);
  const owner = owners.get(definition.name);
  if (owner === undefined) owners.set(definition.name, from);
  else {
    const what = `the plugin's name "${definition.name}" is taken by that of ${owner}`;
    faults.push({ where: from, what, todo: 'Enable only one of the two.' });
  }
  return faults;
}

async function inTreeFolders(inTree: URL): Promise<string[]> {
  const entries = await readdir(inTree, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const present = await Promise.all(folders.map((folder) => exists(new URL(`${folder}/plugin.js`, inTree))));
  return folders.filter((_, index) => present[index]).toSorted();
}

async function findInTree(folder: string, inTree: URL): Promise<Found> {
  const url = new URL(`${folder}/plugin.js`, inTree);
  const where = fileURLToPath(url);
  const module = await importModule(url);
  if ('failure' in module) return { fault: importFailed(where, module.failure) };
  const [definition, ...others] = new Set(Object.values(module.exports).filter(isPluginDefinition));
  if (!definition || others.length > 0) {
    const what = `the file exports ${definition ? 'more than one plugin definition' : 'no plugin definition'}`;
    return { fault: { where, what, todo: 'Export exactly one value of definePlugin().' } };
  }
  if (definition.name !== folder) {
    const what = `the plugin's name "${definition.name}" differs from that of its folder`;
    return { fault: { where, what, todo: `Name both alike.` } };
  }
  return { definition, from: where };
}

async function findPackage(name: string, where: string, inTree: readonly string[], directory: string): Promise<Found> {
  shareModules();
  if (!PACKAGE_NAME.test(name)) return { fault: unknownPlugin(name, where, inTree) };
  const from = `package "${name}"`;
  try {
    const entry = await packageEntry(name, [pathToFileURL(`${directory}/`), new URL('.', import.meta.url)]);
    if (!entry) return { fault: unknownPlugin(name, where, inTree) };
    const module = await importModule(entry);
    if ('failure' in module) return { fault: importFailed(`${where} (${from})`, module.failure) };
    const definition = module.exports['default'];
    if (isPluginDefinition(definition)) return { definition, from };
    const what = `${from} is installed, but its default export is no plugin definition`;
    return { fault: { where, what, todo: 'Name a package that exports a value of definePlugin() as its default.' } };
  } catch (error) {
    return { fault: importFailed(`${where} (${from})`, error) };
  }
}

const PACKAGE_NAME = /^(@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*$/i;

function unknownPlugin(name: string, where: string, inTree: readonly string[]): Fault {
  const install = `Those that come with Roomkeeper: ${inTree.join(', ') || 'none'}. Install any other with npm install.`;
  return { where, what: `there is no plugin "${name}"`, todo: didYouMean(name, inTree, install) };
}

function importFailed(where: string, error: unknown): Fault {
  const todo = 'Correct the plugin, install what it needs, or take it out of "plugins".';
  return { where, what: `the plugin cannot be loaded: ${causeLine(error)}`, todo };
}

type Imported = { readonly exports: Readonly<Record<string, unknown>> } | { readonly failure: unknown };

async function importModule(url: URL): Promise<Imported> {
  try {
    return { exports: (await import(url.href)) as Record<string, unknown> };
  } catch (error) {
    return { failure: error };
  }
}

async function exists(url: URL): Promise<boolean> {
  return access(url).then(
    () => true,
    () => false,
  );
}
