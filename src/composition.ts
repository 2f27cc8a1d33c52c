import { container, type SapphireClient } from '@sapphire/framework';
import { KeyedQueue } from './concurrency/keyed-queue.js';
import type { LoadedConfig } from './config/load.js';
import { AnsweringInteractionHandlerStore } from './core/interaction-handler-store.js';
import { core } from './core/plugin.js';
import { denyOnFailure } from './core/precondition-failures.js';
import { generalSettings } from './core/settings.js';
import { openDatabase, type Database } from './database/database.js';
import type { ConnectionGuard } from './database/orm.js';
import { createClient } from './discord/client.js';
import { NoticeBoard } from './discord/notices.js';
import type { Logger } from './logging/logger.js';
import type { PluginContext, PluginDefinition } from './plugins/definition.js';
import { gatherEntities, gatherIntents, gatherMigrations, gatherPermissions } from './plugins/gather.js';
import { PluginLifecycle } from './plugins/lifecycle.js';
import { PluginRegistry } from './plugins/registry.js';
import { systemClock, type Clock } from './scheduling/clock.js';
import { createScheduler } from './scheduling/create-scheduler.js';
import { LoggedScheduler } from './scheduling/logged-scheduler.js';
import type { SchedulerAdapter } from './scheduling/scheduler.js';
import { Sweep } from './scheduling/sweep.js';
import { TaskRunner } from './scheduling/task-runner.js';
import { GuildLogTable } from './settings/guild-log-table.js';
import { SettingsStore } from './settings/settings-store.js';
import { applicationOf } from './sharding/lease-terms.js';
import type { Lease } from './sharding/lease.js';
import { ShardLease } from './sharding/shard-lease.js';
import { Shards } from './sharding/shards.js';
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
  /** The right to act; the default is one that no two processes have at once. */
  readonly lease?: Lease;
}

/** What a plugin's context is made of, beside its own log. */
interface Opened {
  readonly client: SapphireClient;
  readonly database: Database;
  readonly scheduler: SchedulerAdapter;
  readonly settings: SettingsStore;
}

/** What a bot is made of, and how its parts are put together. Nothing is opened before somebody asks for it. */
export class Composition {
  public readonly log: Logger;
  public readonly clock: Clock;
  public readonly queue = new KeyedQueue();
  public readonly voice = new VoiceTracker();
  public readonly runner: TaskRunner;
  /** Which guilds this process looks after. */
  public readonly shards: Shards;
  /** The plugins that are on, `core` first. */
  public readonly enabled: readonly PluginDefinition[];
  readonly #loaded: LoadedConfig;
  readonly #overrides: BotOverrides;
  readonly #registry = new PluginRegistry();
  readonly #channels = new ChannelRoles();
  #lease: Lease | undefined;

  public constructor(loaded: LoadedConfig, log: Logger, overrides: BotOverrides) {
    const { shards } = loaded.config.discord;
    this.shards = shards ? new Shards(shards) : Shards.all;
    // Lines of processes side by side are told apart by it.
    this.log = shards ? log.child({ shards: this.shards.text }) : log;
    this.clock = overrides.clock ?? systemClock;
    this.runner = new TaskRunner(this.log);
    this.enabled = [core, ...loaded.enabled];
    this.#loaded = loaded;
    this.#overrides = overrides;
    this.#lease = overrides.lease;
  }

  /** The right to act for the shards. Undefined as long as no database has been found. */
  public get lease(): Lease | undefined {
    return this.#lease;
  }

  /** Opens the database, and migrates it to what the installed plugins need. */
  public database(signal: AbortSignal): Promise<Database> {
    const installed = [core, ...this.#loaded.installed];
    const schema = { entities: gatherEntities(installed), migrations: gatherMigrations(installed) };
    const guardOf = this.#overrides.lease ? undefined : (url: string): ConnectionGuard => this.#leaseAt(url);
    return openDatabase(this.#loaded.config, schema, this.clock, this.log, signal, guardOf);
  }

  /** Makes the client, and what pieces may use of the bot. */
  public client(): SapphireClient {
    container.roomkeeper = {
      version,
      clock: this.clock,
      log: this.log,
      voice: this.voice,
      shards: this.shards,
      plugins: this.#registry,
      pluginNames: this.enabled.map(({ name }) => name),
      definitions: this.enabled,
      permissions: gatherPermissions(this.enabled).toArray(),
      missingIntents: [],
    };
    const { api, shards } = this.#loaded.config.discord;
    const client = createClient({
      intents: gatherIntents(this.enabled),
      api,
      log: this.log,
      shards: shards && this.shards,
      ...(this.#lease && { lease: this.#lease }),
    });
    client.stores.register(new AnsweringInteractionHandlerStore());
    denyOnFailure(client.stores.get('preconditions'));
    return client;
  }

  public scheduler({ url }: Database): SchedulerAdapter {
    const { clock, runner, log, shards } = this;
    const { scheduler = () => createScheduler(this.#loaded.config, url, { clock, runner, log, shards }) } =
      this.#overrides;
    return new LoggedScheduler(scheduler(clock, runner), log);
  }

  /** What guilds have set, which is still to be loaded. */
  public settings({ orm }: Database): SettingsStore {
    const log = this.log.child({ plugin: core.name });
    return new SettingsStore({ orm, clock: this.clock, queue: this.queue, log, shards: this.shards });
  }

  public lifecycle({ client, database, scheduler, settings }: Opened): PluginLifecycle {
    const { orm } = database;
    const { log, clock, queue, voice } = this;
    const noticeChannel = (guildId: string): string | null => settings.of(guildId, generalSettings).notice_channel;
    const shared = {
      client,
      orm,
      scheduler,
      clock,
      queue,
      channels: this.#channels,
      voice,
      shards: this.shards,
      settings,
      guildLog: new GuildLogTable(orm, clock),
      notices: new NoticeBoard(client, clock, log, noticeChannel),
    };
    return new PluginLifecycle({
      plugins: this.enabled,
      sections: this.#loaded.sections,
      environments: this.#loaded.environments,
      contextFor: ({ name }): PluginContext => ({ ...shared, log: log.child({ plugin: name }) }),
      registry: this.#registry,
      clock: this.#overrides.hookClock ?? clock,
      log,
    });
  }

  /** The sweep over the deadlines of the plugins that have been set up. */
  public sweep({ running }: PluginLifecycle): Sweep {
    const keepers = running.flatMap(({ definition, context, api }) => {
      const overdue = definition.overdue?.bind(definition);
      return overdue
        ? [{ name: definition.name, overdue: (query: Parameters<typeof overdue>[2]) => overdue(context, api, query) }]
        : [];
    });
    const interval = this.#loaded.config.scheduling.sweepInterval * 1000;
    return new Sweep({ keepers, interval, clock: this.clock, runner: this.runner, log: this.log });
  }

  #leaseAt(url: string): ShardLease {
    const application = applicationOf(this.#loaded.config.discord.token ?? '');
    const lease = new ShardLease({ url, application, shards: this.shards, log: this.log });
    this.#lease = lease;
    return lease;
  }
}
