import type { PluginContext, PluginDefinition } from './definition.js';
import type { RoomkeeperError } from './errors.js';
import { HookRunner, type HookRunnerOptions } from './hook-runner.js';
import type { PluginRegistry } from './registry.js';

/** A plugin whose `setup` has returned. */
export interface RunningPlugin {
  readonly definition: PluginDefinition;
  readonly context: PluginContext;
  /** What `setup` returned. */
  readonly api: unknown;
}

/** What {@link PluginLifecycle} works with. */
export interface LifecycleOptions extends HookRunnerOptions {
  /** The enabled plugins, each after everything that it requires. */
  readonly plugins: readonly PluginDefinition[];
  /** The checked options of each plugin, by its name. */
  readonly sections: Readonly<Record<string, unknown>>;
  /** The checked environment variables of each plugin, by its name. */
  readonly environments: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly contextFor: (definition: PluginDefinition) => PluginContext;
  readonly registry: PluginRegistry;
}

/** Runs the hooks of the enabled plugins: in order, one at a time, each with a time limit that names the plugin. */
export class PluginLifecycle {
  readonly #options: LifecycleOptions;
  readonly #hooks: HookRunner;
  readonly #running: RunningPlugin[] = [];
  /** The hook under way, or the last one. */
  #current: Promise<unknown> = Promise.resolve();
  #readyRound: Promise<void> = Promise.resolve();
  #stopping: Promise<readonly RoomkeeperError[]> | undefined;

  public constructor(options: LifecycleOptions) {
    this.#options = options;
    this.#hooks = new HookRunner(options);
  }

  /** The plugins that have been set up and not stopped, in order of `setup`. */
  public get running(): readonly RunningPlugin[] {
    return this.#running;
  }

  /** What hooks of an installed plugin are called with. `api` is undefined unless the plugin has been set up. */
  public handleOf(definition: PluginDefinition): Pick<RunningPlugin, 'context' | 'api'> {
    const running = this.#running.find((plugin) => plugin.definition.name === definition.name);
    return running ?? { context: this.#options.contextFor(definition), api: undefined };
  }

  /**
   * Sets each plugin up, and publishes its API before the next one's turn. When one fails, those before it are stopped in
   * reverse order. Returns early once `stop` has been called.
   *
   * @throws {PluginHookError} when a `setup` fails.
   * @throws {PluginTimeoutError} when a `setup` takes too long.
   */
  public async setup(): Promise<void> {
    this.#options.registry.install();
    try {
      for (const definition of this.#options.plugins) {
        if (this.#stopping) return;
        await this.#track(this.#setUp(definition));
      }
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /**
   * Brings stored state and Discord together, at boot: `ready` of each plugin in order. The first failure ends it. Returns
   * early once `stop` has been called.
   *
   * @throws {PluginHookError} when a `ready` fails.
   * @throws {PluginTimeoutError} when a `ready` takes too long.
   */
  public ready(): Promise<void> {
    return this.#oneRound(async () => {
      for (const plugin of this.#running) {
        if (this.#stopping) return;
        await this.#track(this.#makeReady(plugin));
      }
    });
  }

  /**
   * The same at run time, after a gateway reconnect that could not be resumed. A failure is logged and keeps only the plugins
   * that require the failed one from their turn. Rounds never overlap: one that is under way ends first.
   */
  public readyAgain(): Promise<void> {
    return this.#oneRound(async () => {
      const failed = new Set<string>();
      for (const plugin of this.#running) {
        if (this.#stopping) return;
        const done = await this.#track(this.#tryReady(plugin, failed));
        if (!done) failed.add(plugin.definition.name);
      }
    });
  }

  /**
   * Stops the plugins that have been set up, in reverse order, after the hook that is under way (which it waits for no longer
   * than one `stop` may take). One that fails or hangs is logged and does not keep the others from their turn. Further calls
   * wait for the first.
   *
   * @returns the failures; never rejects.
   */
  public stop(): Promise<readonly RoomkeeperError[]> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #setUp(definition: PluginDefinition): Promise<void> {
    const { contextFor, registry, sections, environments } = this.#options;
    const { name } = definition;
    const context = contextFor(definition);
    const api = await this.#hooks.run(name, 'setup', () =>
      definition.setup?.(context, sections[name], environments[name] ?? {}),
    );
    registry.provide(definition, api);
    this.#running.push({ definition, context, api });
  }

  #makeReady({ definition, context, api }: RunningPlugin): Promise<void> {
    return this.#hooks.run(definition.name, 'ready', () => definition.ready?.(context, api));
  }

  async #tryReady(plugin: RunningPlugin, failed: ReadonlySet<string>): Promise<boolean> {
    const { name, requires = [] } = plugin.definition;
    const missing = requires.find((required) => failed.has(required.name));
    if (missing) {
      this.#options.log.warn({ plugin: name }, `Skipped the ready of "${name}": that of "${missing.name}" failed.`);
      return false;
    }
    try {
      await this.#makeReady(plugin);
      return true;
    } catch (error) {
      this.#options.log.error({ plugin: name, error }, `The ready of "${name}" failed after a reconnect.`);
      return false;
    }
  }

  async #stopAll(): Promise<readonly RoomkeeperError[]> {
    await this.#hooks.settled(this.#current, 'stop');
    const failures: RoomkeeperError[] = [];
    for (let plugin = this.#running.at(-1); plugin; plugin = this.#running.at(-1)) {
      const failure = await this.#stopOne(plugin);
      if (failure) failures.push(failure);
      this.#options.registry.withdraw(plugin.definition);
      this.#running.pop();
    }
    this.#options.registry.clear();
    return failures;
  }

  async #stopOne({ definition, context, api }: RunningPlugin): Promise<RoomkeeperError | undefined> {
    try {
      await this.#hooks.run(definition.name, 'stop', () => definition.stop?.(context, api));
      return undefined;
    } catch (error) {
      this.#options.log.error({ plugin: definition.name, error }, `The stop of "${definition.name}" failed.`);
      return error as RoomkeeperError;
    }
  }

  #track<Result>(hook: Promise<Result>): Promise<Result> {
    this.#current = hook;
    return hook;
  }

  #oneRound(round: () => Promise<void>): Promise<void> {
    const turn = this.#readyRound.then(round);
    this.#readyRound = turn.catch(() => undefined);
    return turn;
  }
}
