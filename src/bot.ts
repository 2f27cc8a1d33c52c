import { container, type SapphireClient } from '@sapphire/framework';
import { Events, type CloseEvent } from 'discord.js';
import { KeyedQueue } from './concurrency/keyed-queue.js';
import type { LoadedConfig } from './config/load.js';
import { AnsweringInteractionHandlerStore } from './core/interaction-handler-store.js';
import { core } from './core/plugin.js';
import { generalSettings } from './core/settings.js';
import { denyOnFailure } from './core/precondition-failures.js';
import { openDatabase, type Database } from './database/database.js';
import { createClient } from './discord/client.js';
import { inviteLink } from './discord/invite.js';
import { login, refusal } from './discord/login.js';
import { NoticeBoard } from './discord/notices.js';
import type { Logger } from './logging/logger.js';
import type { PluginContext, PluginDefinition } from './plugins/definition.js';
import {
  gatherEntities,
  gatherIntents,
  gatherMigrations,
  gatherOptionalIntents,
  gatherPermissions,
} from './plugins/gather.js';
import { PluginLifecycle } from './plugins/lifecycle.js';
import { makeLoadingStrict } from './plugins/pieces.js';
import { PluginRegistry } from './plugins/registry.js';
import { DataDesk, type HookSource } from './privacy/data-desk.js';
import { systemClock, type Clock } from './scheduling/clock.js';
import { createScheduler } from './scheduling/create-scheduler.js';
import { LoggedScheduler } from './scheduling/logged-scheduler.js';
import type { SchedulerAdapter } from './scheduling/scheduler.js';
import { Sweep } from './scheduling/sweep.js';
import { TaskRunner } from './scheduling/task-runner.js';
import { GuildLogTable } from './settings/guild-log-table.js';
import { SettingsStore } from './settings/settings-store.js';
import { stopStep } from './shutdown.js';
import { version } from './version.js';
import { ChannelRoles } from './voice/channel-roles.js';
import { VoiceTracker } from './voice/voice-tracker.js';

/** What a test may put in place of the real thing. */
export interface BotOverrides {
  readonly clock?: Clock;
  /** Measures how long the hooks of plugins may take. Default `clock`. */
  readonly hookClock?: Clock;
  /** Makes the scheduler; the default runs on BullMQ. */
  readonly scheduler?: (clock: Clock, runner: TaskRunner) => SchedulerAdapter;
}

/** A bot. One at a time per process, since Sapphire's container is global. */
export interface Bot {
  /** Undefined before `start` and after `stop`. */
  readonly client: SapphireClient | undefined;
  /**
   * Starts: database, migrations, client, plugins, login, reconciling, and the task worker last. When a step fails, those
   * before it are undone, and the error is thrown on.
   */
  start(): Promise<void>;
  /**
   * Stops in reverse order, each step with a time limit. A start that is under way ends at its next step, and rejects. Further
   * calls wait for the first.
   */
  stop(): Promise<void>;
  /** Resolves once no queued work, and no task, is under way. */
  idle(): Promise<void>;
  /** Resolves with the reason when Discord refuses the bot for good while it runs. */
  readonly refused: Promise<Error>;
}

/** How long running tasks, and running work of guilds, may take to finish when the bot stops, in milliseconds. */
const FINISH_LIMIT = 10_000;

/** Composes a bot. Nothing is opened before `start`. */
export function createBot(config: LoadedConfig, log: Logger, overrides: BotOverrides = {}): Bot {
  return new RunningBot(config, log, overrides);
}

class RunningBot implements Bot {
  readonly #config: LoadedConfig;
  readonly #log: Logger;
  readonly #clock: Clock;
  readonly #overrides: BotOverrides;
  readonly #registry = new PluginRegistry();
  readonly #queue = new KeyedQueue();
  readonly #voice = new VoiceTracker();
  readonly #channels = new ChannelRoles();
  readonly #runner: TaskRunner;
  readonly #refused = Promise.withResolvers<Error>();
  readonly #enabled: readonly PluginDefinition[];
  #database: Database | undefined;
  #client: SapphireClient | undefined;
  #scheduler: SchedulerAdapter | undefined;
  #lifecycle: PluginLifecycle | undefined;
  #sweep: Sweep | undefined;
  #starting: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;
  /** Ends the waiting of a start that is no longer wanted. */
  readonly #unwanted = new AbortController();

  public constructor(config: LoadedConfig, log: Logger, overrides: BotOverrides) {
    this.#config = config;
    this.#log = log;
    this.#clock = overrides.clock ?? systemClock;
    this.#overrides = overrides;
    this.#runner = new TaskRunner(log);
    this.#enabled = [core, ...config.enabled];
  }

  public get client(): SapphireClient | undefined {
    return this.#client;
  }

  public get refused(): Promise<Error> {
    return this.#refused.promise;
  }

  public async start(): Promise<void> {
    this.#starting = this.#start();
    try {
      await this.#starting;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  public stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  public async idle(): Promise<void> {
    await this.#runner.idle();
    await this.#queue.idle();
  }

  async #start(): Promise<void> {
    const { config } = this.#config;
    const { signal } = this.#unwanted;
    const installed = [core, ...this.#config.installed];
    const schema = { entities: gatherEntities(installed), migrations: gatherMigrations(installed) };
    this.#database = await openDatabase(config, schema, this.#clock, this.#log, signal);
    signal.throwIfAborted();
    const client = this.#createClient();
    this.#client = client;
    this.#scheduler = new LoggedScheduler(this.#createScheduler(this.#database.url), this.#log);
    const settings = this.#createSettings(this.#database);
    await settings.load();
    signal.throwIfAborted();
    this.#lifecycle = this.#createLifecycle(client, this.#database, this.#scheduler, settings);
    const data = this.#createDataDesk(installed, this.#lifecycle, settings);
    container.roomkeeper = { ...container.roomkeeper, data };
    await this.#lifecycle.setup();
    signal.throwIfAborted();
    for (const { root } of this.#enabled) client.stores.registerPath(root);
    makeLoadingStrict(client.stores);
    const optional = gatherOptionalIntents(this.#enabled);
    const missingIntents = await login(client, config.discord.token ?? '', { optional, log: this.#log, signal });
    container.roomkeeper = { ...container.roomkeeper, missingIntents };
    this.#watchGateway(client);
    this.#voice.seedAll(client.guilds.cache.values());
    await this.#lifecycle.ready();
    signal.throwIfAborted();
    await this.#scheduler.start();
    signal.throwIfAborted();
    this.#startSweep(this.#lifecycle);
    this.#announce(client);
  }

  #createClient(): SapphireClient {
    const { config } = this.#config;
    container.roomkeeper = {
      version,
      clock: this.#clock,
      log: this.#log,
      voice: this.#voice,
      plugins: this.#registry,
      pluginNames: this.#enabled.map(({ name }) => name),
      definitions: this.#enabled,
      permissions: gatherPermissions(this.#enabled).toArray(),
      missingIntents: [],
    };
    const client = createClient({ intents: gatherIntents(this.#enabled), api: config.discord.api, log: this.#log });
    client.stores.register(new AnsweringInteractionHandlerStore());
    denyOnFailure(client.stores.get('preconditions'));
    return client;
  }

  #createScheduler(databaseUrl: string): SchedulerAdapter {
    const parts = { clock: this.#clock, runner: this.#runner, log: this.#log };
    return (
      this.#overrides.scheduler?.(parts.clock, parts.runner) ?? createScheduler(this.#config.config, databaseUrl, parts)
    );
  }

  #createSettings({ orm }: Database): SettingsStore {
    const log = this.#log.child({ plugin: core.name });
    return new SettingsStore({ orm, clock: this.#clock, queue: this.#queue, log });
  }

  #createDataDesk(installed: readonly PluginDefinition[], source: HookSource, settings: SettingsStore): DataDesk {
    // The enabled ones stand after what they require, and the others have nothing that anybody may ask.
    return new DataDesk({
      installed: [...new Set([...this.#enabled, ...installed])],
      source,
      settings,
      log: this.#log,
    });
  }

  #createLifecycle(
    client: SapphireClient,
    { orm }: Database,
    scheduler: SchedulerAdapter,
    settings: SettingsStore,
  ): PluginLifecycle {
    const noticeChannel = (guildId: string): string | null => settings.of(guildId, generalSettings).notice_channel;
    const shared = {
      client,
      orm,
      scheduler,
      clock: this.#clock,
      queue: this.#queue,
      channels: this.#channels,
      voice: this.#voice,
      settings,
      guildLog: new GuildLogTable(orm, this.#clock),
      notices: new NoticeBoard(client, this.#clock, this.#log, noticeChannel),
    };
    return new PluginLifecycle({
      plugins: this.#enabled,
      sections: { ...this.#config.sections, [core.name]: this.#config.config.privacy },
      environments: this.#config.environments,
      contextFor: ({ name }): PluginContext => ({ ...shared, log: this.#log.child({ plugin: name }) }),
      registry: this.#registry,
      clock: this.#overrides.hookClock ?? this.#clock,
      log: this.#log,
    });
  }

  /** A reconnect that could not be resumed has missed events: everything is looked at anew, as at boot. */
  #watchGateway(client: SapphireClient): void {
    client.on(Events.ShardReady, (shard) => {
      this.#log.info({ shard }, 'Connected anew: bringing state and Discord together');
      this.#voice.seedAll(client.guilds.cache.values());
      void this.#lifecycle?.readyAgain();
    });
    client.on(Events.ShardDisconnect, ({ code }: CloseEvent) => {
      const error = refusal(client, code);
      if (error) this.#refused.resolve(error);
    });
  }

  #startSweep(lifecycle: PluginLifecycle): void {
    const keepers = lifecycle.running.flatMap(({ definition, context, api }) => {
      const overdue = definition.overdue?.bind(definition);
      return overdue
        ? [{ name: definition.name, overdue: (query: Parameters<typeof overdue>[2]) => overdue(context, api, query) }]
        : [];
    });
    const interval = this.#config.config.scheduling.sweepInterval * 1000;
    this.#sweep = new Sweep({ keepers, interval, clock: this.#clock, runner: this.#runner, log: this.#log });
    this.#sweep.start();
  }

  #announce(client: SapphireClient): void {
    if (!client.isReady()) return;
    const { pluginNames, permissions } = container.roomkeeper;
    this.#log.info(
      { user: client.user.tag, guilds: client.guilds.cache.size, plugins: pluginNames },
      'The bot is ready',
    );
    this.#log.info({}, `Invite it with exactly the permissions that it needs: ${inviteLink(client, permissions)}`);
  }

  async #stop(): Promise<void> {
    const step = (what: string, work: () => unknown): Promise<void> => stopStep(this.#log, what, work);
    this.#unwanted.abort(new Error('The bot was stopped while it started'));
    await step('the start', () => this.#starting?.catch(() => undefined));
    await step('the sweep', () => this.#sweep?.stop());
    await step('the task worker', () => this.#scheduler?.stop(FINISH_LIMIT));
    await step('the plugins', () => this.#lifecycle?.stop());
    await step('running work', () => this.#queue.idle());
    await step('the client', () => this.#client?.destroy());
    await step('the pieces', () => this.#unloadPieces());
    await step('the database', () => this.#database?.close());
    this.#client = undefined;
    this.#log.info({}, 'The bot has stopped');
  }

  /** The pieces' listeners hang on this client; the next one of the process loads its own. */
  async #unloadPieces(): Promise<void> {
    for (const store of this.#client?.stores.values() ?? []) await store.unloadAll();
  }
}
