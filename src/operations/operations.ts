import { Status, type Client } from 'discord.js';
import type { KeyedQueue } from '../concurrency/keyed-queue.js';
import type { Config } from '../config/config.js';
import type { Database } from '../database/database.js';
import type { RequestGovernor } from '../discord/governor/governor.js';
import type { MakeRequest } from '../discord/requests.js';
import type { Logger } from '../logging/logger.js';
import type { SchedulerAdapter } from '../scheduling/scheduler.js';
import type { ChannelRoles } from '../voice/channel-roles.js';
import { version } from '../version.js';
import { FrameworkMetrics } from './framework-metrics.js';
import { MetricRegistry } from './metric-registry.js';
import type { Metrics } from './metrics.js';
import { OperationsServer, type PageAnswer } from './operations-server.js';
import { Readiness } from './readiness.js';
import { silentMetrics } from './silent-metrics.js';

export interface OperationsParts {
  readonly config: Config['operations'];
  readonly queue: KeyedQueue;
  readonly channels: ChannelRoles;
  readonly log: Logger;
}

/** What is between the metrics' prefix and the rest of a name. */
const PREFIX = 'roomkeeper_';

/**
 * How a bot is doing, for those who run it: `/healthz`, `/readyz` and `/metrics` on a port of their own. Without a port nothing is
 * measured, and nothing listens.
 */
export class Operations {
  /** What keeps the bot from its work. */
  public readonly readiness = new Readiness();
  readonly #registry: MetricRegistry;
  readonly #metrics: FrameworkMetrics | null;
  readonly #server: OperationsServer | null;
  readonly #log: Logger;

  public constructor({ config: { host, port }, queue, channels, log }: OperationsParts) {
    this.#log = log;
    this.#registry = new MetricRegistry(log);
    const isOn = port !== undefined;
    this.#metrics = isOn ? new FrameworkMetrics(this.#registry.under(PREFIX), { queue, channels }) : null;
    const pages = {
      '/healthz': () => Promise.resolve(json(200, { status: 'alive', uptime: Math.floor(process.uptime()) })),
      '/readyz': () => this.#readyPage(),
      '/metrics': () => this.#metricsPage(),
    };
    this.#server = isOn ? new OperationsServer({ host, port, pages, log }) : null;
    for (const what of ['database', 'gateway', 'plugins', 'worker'])
      this.readiness.hold(what, 'it has not started yet');
  }

  /** Serves from now on, whatever the bot is doing. @throws {OperationsPortError} when the port cannot be had. */
  public async start(): Promise<void> {
    if (!this.#server) return;
    this.#registry.addProcess();
    this.#addVersion();
    this.#log.info({ address: await this.#server.start() }, 'Health and metrics are served');
  }

  public async stop(): Promise<void> {
    await this.#server?.stop();
  }

  /** The metrics of a plugin. */
  public metricsOf(plugin: string): Metrics {
    return this.#metrics ? this.#registry.under(`${PREFIX}${plugin.replaceAll('-', '_')}_`) : silentMetrics;
  }

  public watchDatabase({ orm }: Database): void {
    this.readiness.ask('database', async () => {
      await orm.em.getConnection().execute('select 1');
      return null;
    });
  }

  public watchClient(client: Client): void {
    this.#metrics?.watchClient(client);
    this.readiness.ask('gateway', () => {
      const { shards } = client.ws;
      const away = shards.filter(({ status }) => status !== Status.Ready).map(({ id }) => id);
      if (shards.size === 0) return 'no shard is connected';
      return away.length === 0 ? null : `not connected: shard ${away.join(', ')}`;
    });
  }

  /** The same way of making requests, measured when somebody wants to know. */
  public measured(makeRequest: MakeRequest): MakeRequest {
    return this.#metrics?.measured(makeRequest) ?? makeRequest;
  }

  public watchGovernor(governor: RequestGovernor): void {
    this.#metrics?.watchGovernor(governor);
  }

  public watchScheduler(scheduler: SchedulerAdapter): void {
    this.#metrics?.watchScheduler(scheduler);
  }

  /** A deadline has come to its task, so many milliseconds late. */
  public woke(task: string, late: number): void {
    this.#metrics?.woke(task, late);
  }

  async #readyPage(): Promise<PageAnswer> {
    const reasons = await this.readiness.hindrances();
    const isReady = reasons.length === 0;
    return json(isReady ? 200 : 503, { status: isReady ? 'ready' : 'not ready', reasons });
  }

  async #metricsPage(): Promise<PageAnswer> {
    return { status: 200, type: this.#registry.contentType, text: await this.#registry.text() };
  }

  #addVersion(): void {
    const description = { name: 'info', help: 'The version of the bot.', labels: ['version'] as const };
    this.#registry.under(PREFIX).gauge(description, () => [{ labels: { version }, value: 1 }]);
  }
}

function json(status: number, content: object): PageAnswer {
  return { status, type: 'application/json; charset=utf-8', text: `${JSON.stringify(content)}\n` };
}
