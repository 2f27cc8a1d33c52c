import { container, type SapphireClient } from '@sapphire/framework';
import { DefaultRestOptions } from 'discord.js';
import { KeyedQueue } from './concurrency/keyed-queue.js';
import type { LoadedConfig } from './config/load.js';
import { AnsweringInteractionHandlerStore } from './core/interaction-handler-store.js';
import { core } from './core/plugin.js';
import { StatusDesk } from './core/status/status-desk.js';
import { denyOnFailure } from './core/precondition-failures.js';
import { generalSettings } from './core/settings.js';
import { openDatabase, type Database } from './database/database.js';
import type { ConnectionGuard } from './database/orm.js';
import { createClient } from './discord/client.js';
import { RequestGovernor } from './discord/governor/governor.js';
import { BAN_LIMIT } from './discord/governor/rules.js';
import { tokenRefused } from './discord/login.js';
import { NoticeBoard } from './discord/notices.js';
import type { Logger } from './logging/logger.js';
import type { PluginContext, PluginDefinition } from './plugins/definition.js';
import { gatherEntities, gatherIntents, gatherMigrations, gatherPermissions } from './plugins/gather.js';
import { Operations } from './operations/operations.js';
import { PluginLifecycle } from './plugins/lifecycle.js';
import { PluginRegistry } from './plugins/registry.js';
import { DataDesk } from './privacy/data-desk.js';
import { systemClock, type Clock } from './scheduling/clock.js';
import { createScheduler } from './scheduling/create-scheduler.js';
import { LoggedScheduler } from './scheduling/logged-scheduler.js';
import type { SchedulerAdapter } from './scheduling/scheduler.js';
import { Sweep } from './scheduling/sweep.js';
import { TaskRunner } from './scheduling/task-runner.js';
import { GuildLogTable } from './settings/guild-log-table.js';
import { SettingsStore } from './settings/settings-store.js';
import { applicationOf } from './sharding/lease-terms.js';
import { hindranceOf, type Lease } from './sharding/lease.js';
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
  /** How many requests are made in a second at most, in place of what the configuration says. */
  readonly requestsPerSecond?: number;
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
  public readonly operations: Operations;
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
    this.operations = new Operations({
      config: loaded.config.operations,
      queue: this.queue,
      channels: this.#channels,
      log: this.log,
    });
    this.runner = new TaskRunner(this.log, (task, at) => this.operations.woke(task, this.clock.now() - at));
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
  public async database(signal: AbortSignal): Promise<Database> {
    const installed = [core, ...this.#loaded.installed];
    const schema = { entities: gatherEntities(installed), migrations: gatherMigrations(installed) };
    const guardOf = this.#overrides.lease ? undefined : (url: string): ConnectionGuard => this.#leaseAt(url);
    const database = await openDatabase(this.#loaded.config, schema, this.clock, this.log, signal, guardOf);
    this.operations.watchDatabase(database);
    return database;
  }

  /** Makes the client, and what pieces may use of the bot. `refused`: Discord does not know the token any more. */
  public client(refused: (error: Error) => void): SapphireClient {
    const { clock, log } = this;
    const { discord, requests } = this.#loaded.config;
    // Discord allows so much to the token, whatever the number of its processes.
    const { part } = this.shards;
    const perSecond = this.#overrides.requestsPerSecond ?? Math.max(1, Math.floor(requests.perSecond * part));
    const refusalLimit = Math.max(100, Math.floor(BAN_LIMIT * part));
    const governor = new RequestGovernor({
      clock,
      log,
      perSecond,
      refusalLimit,
      onTokenRefused: () => refused(tokenRefused()),
    });
    container.roomkeeper = {
      version,
      clock,
      log,
      voice: this.voice,
      shards: this.shards,
      requests: governor,
      plugins: this.#registry,
      pluginNames: this.enabled.map(({ name }) => name),
      definitions: this.enabled,
      permissions: gatherPermissions(this.enabled).toArray(),
      missingIntents: [],
    };
    const client = createClient({
      intents: gatherIntents(this.enabled),
      api: discord.api,
      log,
      governor,
      transport: this.operations.measured(DefaultRestOptions.makeRequest),
      shards: discord.shards && this.shards,
      ...(this.#lease && { lease: this.#lease }),
    });
    client.stores.register(new AnsweringInteractionHandlerStore());
    denyOnFailure(client.stores.get('preconditions'));
    this.operations.watchClient(client);
    this.operations.watchGovernor(governor);
    return client;
  }

  public scheduler({ url }: Database): SchedulerAdapter {
    const { clock, runner, log, shards } = this;
    const { scheduler = () => createScheduler(this.#loaded.config, url, { clock, runner, log, shards }) } =
      this.#overrides;
    const made = new LoggedScheduler(scheduler(clock, runner), log);
    this.operations.watchScheduler(made);
    return made;
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
      sections: { ...this.#loaded.sections, [core.name]: this.#loaded.config.privacy },
      environments: this.#loaded.environments,
      contextFor: ({ name }): PluginContext => {
        return { ...shared, log: log.child({ plugin: name }), metrics: this.operations.metricsOf(name) };
      },
      registry: this.#registry,
      clock: this.#overrides.hookClock ?? clock,
      log,
    });
  }

  /** Puts what shows and erases data, and what says how the bot is doing, at the disposal of pieces. */
  public dataDesk(source: PluginLifecycle, settings: SettingsStore): void {
    // The enabled ones stand after what they require, and the others have nothing that anybody may ask.
    const installed = [...new Set([...this.enabled, ...this.#loaded.installed])];
    container.roomkeeper = {
      ...container.roomkeeper,
      data: new DataDesk({ installed, source, settings, log: this.log }),
      statusDesk: new StatusDesk({ source, channels: this.#channels, log: this.log }),
    };
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
    this.operations.readiness.ask('shards', () => hindranceOf(lease.state));
    return lease;
  }
}
