import type { PluginDefinition } from '../plugins/definition.js';
import { ConfigurationError, type Fault } from '../plugins/errors.js';
import { sortPlugins } from '../plugins/order.js';
import { sharedKeys } from '../plugins/settings-check.js';
import { resolvePlugins, type ResolvedPlugins } from '../plugins/resolve.js';
import { readArguments } from './arguments.js';
import { checkBase, withoutEmptySections, type BaseSettings } from './base.js';
import type { Config } from './config.js';
import { readEnvironment, type Environment, type Variables } from './environment.js';
import { checkEnvironments } from './plugin-environments.js';
import { readConfigFile, type ConfigFile } from './file.js';
import { RESERVED_NAMES } from './schema.js';
import { checkSections } from './sections.js';

/** Where the configuration comes from. */
export interface ConfigSources {
  /** The command line, without the program and the script. */
  readonly argv?: readonly string[];
  /** Wins over `.env`. */
  readonly env: Variables;
  /** The working directory: that of `.env` and `config.yaml`, and the first place where packages are looked for. */
  readonly directory: string;
  /** Whether a missing token is a fault. By default only with `NODE_ENV=production`. */
  readonly needsToken?: boolean;
  /** Another folder of in-tree plugins, for tests. A URL that ends with a slash. */
  readonly inTree?: URL;
}

/** A configuration that was checked, and the plugins that it names. */
export interface LoadedConfig {
  readonly config: Config;
  /** The in-tree plugins and the listed packages, enabled or not. */
  readonly installed: readonly PluginDefinition[];
  /** The listed plugins, each after everything that it requires. */
  readonly enabled: readonly PluginDefinition[];
  /** The checked options of each plugin, defaults filled in, by the plugin's name. */
  readonly sections: Readonly<Record<string, unknown>>;
  /** The checked environment variables of each enabled plugin, by the plugin's name. */
  readonly environments: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * Reads file and environment, finds the plugins, and checks all of it together. The file is the one named by `--config`, else by
 * `ROOMKEEPER_CONFIG`, else `config.yaml`, which need not exist.
 *
 * @throws {ConfigurationError} with every fault that was found. It never holds a secret.
 */
export async function loadConfig(sources: ConfigSources): Promise<LoadedConfig> {
  const command = readArguments(sources.argv ?? []);
  const environment = await readEnvironment(sources.directory, sources.env);
  const file = withoutEmptySections(
    await readConfigFile(sources.directory, command.configPath ?? environment.configPath),
  );
  const base = await checkBase(file);
  const plugins = await resolvePlugins(base.plugins, (name) => whereListed(file, base, name), sources);
  const order = sortPlugins(enabledOf(base, plugins));
  const sections = await checkSections(file, plugins, order.sorted);
  const environments = await checkEnvironments(order.sorted, environment.get);

  const faults = [
    ...command.faults,
    ...environment.faults,
    ...tokenFaults(environment, sources.needsToken ?? environment.production),
    ...file.faults,
    ...base.faults,
    ...(file.faults.length > 0 ? [] : plugins.faults),
    ...reservedNames(plugins.installed),
    ...sharedKeys(plugins.installed),
    ...orderFaults(order, file, base),
    ...sections.faults,
    ...environments.faults,
  ];
  if (faults.length > 0) throw new ConfigurationError(faults);
  return {
    config: combine(base, environment),
    installed: plugins.installed,
    enabled: order.sorted,
    sections: sections.values,
    environments: environments.values,
  };
}

function combine(base: BaseSettings, environment: Environment): Config {
  const { token, api, shards, databaseUrl, redisUrl, production, dataDirectory, logLevel, logFormat } = environment;
  const { plugins, database, log, requests, scheduling, operations, privacy } = base;
  const port = environment.metricsPort ?? operations.port;
  return {
    plugins,
    discord: { ...(token !== undefined && { token }), ...(api !== undefined && { api }), ...(shards && { shards }) },
    database: { ...database, dataDirectory, ...(databaseUrl !== undefined && { url: databaseUrl }) },
    ...(redisUrl !== undefined && { redisUrl }),
    log: { level: logLevel ?? log.level, format: logFormat ?? log.format ?? (production ? 'json' : 'pretty') },
    requests,
    scheduling,
    operations: { host: environment.metricsHost ?? operations.host, ...(port !== undefined && { port }) },
    privacy,
    production,
  };
}

function enabledOf(base: BaseSettings, { listed }: ResolvedPlugins): PluginDefinition[] {
  const definitions = base.plugins.flatMap((name) => listed.get(name) ?? []);
  return [...new Set(definitions)];
}

function tokenFaults({ token }: Environment, needed: boolean): Fault[] {
  if (!needed || token !== undefined) return [];
  const todo =
    'Take the bot\'s token from "Bot" at https://discord.com/developers/applications and set it in the environment or in .env.';
  return [{ where: 'DISCORD_TOKEN', what: 'the variable is not set', todo }];
}

function reservedNames(installed: readonly PluginDefinition[]): Fault[] {
  return installed
    .filter(({ name }) => RESERVED_NAMES.includes(name))
    .map(({ name }) => {
      const todo = 'Take the plugin out of "plugins", or give it another name.';
      return { where: `plugin "${name}"`, what: "the name is one of the framework's own", todo };
    });
}

function orderFaults(order: ReturnType<typeof sortPlugins>, file: ConfigFile, base: BaseSettings): Fault[] {
  // One that is listed and cannot be loaded is a fault already.
  const absent = order.missing.filter(({ requires }) => !base.plugins.includes(requires));
  const missing = absent.map(({ plugin, requires }): Fault => {
    const todo = `Add "${requires}" to "plugins", or take "${plugin}" out.`;
    return {
      where: whereListed(file, base, plugin),
      what: `"${plugin}" needs "${requires}", which is not enabled`,
      todo,
    };
  });
  const cycles = order.cycles.map((cycle): Fault => {
    const todo = 'Take one of them out of "plugins", or out of the "requires" of another.';
    return {
      where: file.where(['plugins']),
      what: `plugins require each other in a circle: ${cycle.join(' -> ')}`,
      todo,
    };
  });
  return [...missing, ...cycles];
}

function whereListed(file: ConfigFile, base: BaseSettings, name: string): string {
  const index = base.plugins.indexOf(name);
  return file.where(index < 0 ? ['plugins'] : ['plugins', index]);
}
