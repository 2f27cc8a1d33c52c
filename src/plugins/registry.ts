import { container } from '@sapphire/framework';
import type { z } from 'zod';
import type { PluginDefinition } from './definition.js';
import { PluginNotEnabledError } from './errors.js';

declare module '@sapphire/pieces' {
  interface Container {
    /**
     * The APIs of the running bot's plugins; absent while no bot runs. It is kept here, beside Sapphire's own globals, since
     * pieces are built without a handle on the bot, and since two copies of Roomkeeper in one process must agree on it.
     */
    pluginRegistry?: PluginRegistry;
  }
}

/** Holds the API of each plugin that has been set up. Keyed by name, so that two copies of a definition agree. */
export class PluginRegistry {
  readonly #apis = new Map<string, unknown>();

  /** Makes this the registry that {@link use} asks. */
  public install(): void {
    container.pluginRegistry = this;
  }

  /** Forgets every API, and is no longer asked by {@link use}. */
  public clear(): void {
    this.#apis.clear();
    if (container.pluginRegistry === this) delete container.pluginRegistry;
  }

  /** Publishes a plugin's API. A test may provide a fake in place of a plugin. */
  public provide<Api, Schema extends z.ZodType>(definition: PluginDefinition<Api, Schema>, api: Api): void {
    this.#apis.set(definition.name, api);
  }

  /** Takes a plugin's API back; harmless when there is none. */
  public withdraw(definition: Pick<PluginDefinition, 'name'>): void {
    this.#apis.delete(definition.name);
  }

  public has(definition: Pick<PluginDefinition, 'name'>): boolean {
    return this.#apis.has(definition.name);
  }

  /** @throws {PluginNotEnabledError} when nothing was provided for the plugin. */
  public use<Api, Schema extends z.ZodType>(definition: PluginDefinition<Api, Schema>): Api {
    if (!this.has(definition)) throw new PluginNotEnabledError(definition.name);
    return this.#apis.get(definition.name) as Api;
  }
}

/**
 * The API of a plugin: what its `setup` returned. Works anywhere, from when the plugin's `setup` has returned until its `stop`
 * has.
 *
 * @throws {PluginNotEnabledError} when the plugin is off, is not set up yet, or has stopped.
 *
 * @example
 * const room = use(hub).roomOf(channel.id);
 */
export function use<Api, Schema extends z.ZodType>(definition: PluginDefinition<Api, Schema>): Api {
  const registry = container.pluginRegistry;
  if (!registry) throw new PluginNotEnabledError(definition.name);
  return registry.use(definition);
}
