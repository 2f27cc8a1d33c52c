import { container, type SapphireClient } from '@sapphire/framework';
import { Events, type CloseEvent } from 'discord.js';
import { Composition, type BotOverrides } from './composition.js';
import type { LoadedConfig } from './config/load.js';
import type { Database } from './database/database.js';
import { inviteLink } from './discord/invite.js';
import { login, refusal } from './discord/login.js';
import type { Logger } from './logging/logger.js';
import { gatherOptionalIntents } from './plugins/gather.js';
import type { PluginLifecycle } from './plugins/lifecycle.js';
import { makeLoadingStrict } from './plugins/pieces.js';
import type { SchedulerAdapter } from './scheduling/scheduler.js';
import type { Sweep } from './scheduling/sweep.js';
import { stopStep } from './shutdown.js';

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
  /** Resolves with the reason when the bot cannot go on: Discord refuses it for good, or another process has taken over. */
  readonly refused: Promise<Error>;
}

/** How long running tasks, and running work of guilds, may take to finish when the bot stops, in milliseconds. */
const FINISH_LIMIT = 10_000;

/** Composes a bot. Nothing is opened before `start`. */
export function createBot(config: LoadedConfig, log: Logger, overrides: BotOverrides = {}): Bot {
  return new RunningBot(config, log, overrides);
}

class RunningBot implements Bot {
  readonly #token: string;
  readonly #parts: Composition;
  readonly #log: Logger;
  readonly #refused = Promise.withResolvers<Error>();
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
    this.#token = config.config.discord.token ?? '';
    this.#parts = new Composition(config, log, overrides);
    this.#log = this.#parts.log;
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
    await this.#parts.runner.idle();
    await this.#parts.queue.idle();
  }

  async #start(): Promise<void> {
    const parts = this.#parts;
    const { signal } = this.#unwanted;
    const { readiness } = parts.operations;
    await parts.operations.start();
    const database = (this.#database = await parts.database(signal));
    signal.throwIfAborted();
    await this.#holdShards(signal);
    signal.throwIfAborted();
    const client = (this.#client = parts.client((error) => this.#refused.resolve(error)));
    const scheduler = (this.#scheduler = parts.scheduler(database));
    const settings = parts.settings(database);
    await settings.load();
    signal.throwIfAborted();
    const lifecycle = (this.#lifecycle = parts.lifecycle({ client, database, scheduler, settings }));
    parts.dataDesk(lifecycle, settings);
    await lifecycle.setup();
    signal.throwIfAborted();
    for (const { root } of parts.enabled) client.stores.registerPath(root);
    makeLoadingStrict(client.stores);
    const optional = gatherOptionalIntents(parts.enabled);
    const missingIntents = await login(client, this.#token, { optional, log: this.#log, signal });
    container.roomkeeper = { ...container.roomkeeper, missingIntents };
    this.#watchGateway(client);
    parts.voice.seedAll(client.guilds.cache.values());
    await lifecycle.ready();
    readiness.release('plugins');
    signal.throwIfAborted();
    await scheduler.start();
    readiness.release('worker');
    signal.throwIfAborted();
    this.#sweep = parts.sweep(lifecycle);
    this.#sweep.start();
    database.onReturn(() => this.#lookAnew());
    this.#announce(client);
  }

  /** Waits as long as another process has them. Losing them ends the bot, and before that the stream of events. */
  async #holdShards(signal: AbortSignal): Promise<void> {
    const { lease } = this.#parts;
    await lease?.hold(signal);
    lease?.onRegained(() => this.#lookAnew());
    void lease?.lost.then((error) => {
      this.#unwanted.abort(error);
      void this.#client?.destroy();
      this.#refused.resolve(error);
    });
  }

  /** Brings everything in order as at boot. */
  #lookAnew(): void {
    if (!this.#client?.isReady()) return;
    this.#parts.voice.seedAll(this.#client.guilds.cache.values());
    void this.#lifecycle?.readyAgain();
  }

  /** A reconnect that could not be resumed has missed events: everything is looked at anew, as at boot. */
  #watchGateway(client: SapphireClient): void {
    client.on(Events.ShardReady, (shard) => {
      this.#log.info({ shard }, 'Connected anew: bringing state and Discord together');
      this.#lookAnew();
    });
    client.on(Events.ShardDisconnect, ({ code }: CloseEvent) => {
      const error = refusal(client, code);
      if (error) this.#refused.resolve(error);
    });
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
    this.#parts.operations.readiness.hold('stopping', 'the bot is being stopped');
    this.#unwanted.abort(new Error('The bot was stopped while it started'));
    await step('the start', () => this.#starting?.catch(() => undefined));
    await step('the sweep', () => this.#sweep?.stop());
    await step('the task worker', () => this.#scheduler?.stop(FINISH_LIMIT));
    await step('the plugins', () => this.#lifecycle?.stop());
    await step('running work', () => this.#parts.queue.idle());
    await step('the client', () => this.#client?.destroy());
    await step('the pieces', () => this.#unloadPieces());
    await step('the shards', () => this.#parts.lease?.release());
    await step('the database', () => this.#database?.close());
    await step('health and metrics', () => this.#parts.operations.stop());
    this.#client = undefined;
    this.#log.info({}, 'The bot has stopped');
  }

  /** The pieces' listeners hang on this client; the next one of the process loads its own. */
  async #unloadPieces(): Promise<void> {
    for (const store of this.#client?.stores.values() ?? []) await store.unloadAll();
  }
}
