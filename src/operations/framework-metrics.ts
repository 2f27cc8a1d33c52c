import type { Client } from 'discord.js';
import { Events, Status } from 'discord.js';
import type { KeyedQueue } from '../concurrency/keyed-queue.js';
import type { GovernorSnapshot, RequestGovernor } from '../discord/governor/governor.js';
import type { MakeRequest } from '../discord/requests.js';
import type { SchedulerAdapter } from '../scheduling/scheduler.js';
import type { ChannelRoles } from '../voice/channel-roles.js';
import type { Counter, Histogram, Metrics, Reading } from './metrics.js';
import { routeOf } from './route.js';

/** In seconds: from what a healthy bot does to what somebody has to look into. */
const LATENESS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300];
const LATENCY = [0.05, 0.1, 0.2, 0.35, 0.5, 1, 2, 5, 15];

/** What the framework itself measures. */
export class FrameworkMetrics {
  readonly #metrics: Metrics;
  readonly #lateness: (task: string) => Histogram;

  public constructor(metrics: Metrics, parts: { readonly queue: KeyedQueue; readonly channels: ChannelRoles }) {
    this.#metrics = metrics;
    const { queue, channels } = parts;
    const lateness = metrics.histogram({
      name: 'deadline_lateness_seconds',
      help: 'How long after its time each deadline was taken up, by task; repeated tries included.',
      labels: ['task'],
      buckets: LATENESS,
    });
    this.#lateness = (task) => lateness.of({ task });
    metrics.gauge(
      { name: 'queued_work', help: 'Pieces of work under way or waiting for a guild, room or member.' },
      () => only(queue.pending),
    );
    metrics.gauge(
      {
        name: 'tracked_channels',
        help: 'Channels that a plugin looks after, by their role.',
        labels: ['plugin', 'role'],
      },
      () => countsOf(channels),
    );
  }

  /** A deadline has come to its task. */
  public woke(task: string, late: number): void {
    this.#lateness(task).observe(Math.max(0, late) / 1000);
  }

  /** Counts what Discord sends, and measures what it is asked. Call it before the login. */
  public watchClient(client: Client): void {
    this.#countEvents(client);
    const { ws, guilds } = client;
    this.#metrics.gauge({ name: 'guilds', help: 'Servers that the bot is in.', labels: ['available'] }, () => {
      const available = guilds.cache.filter((guild) => guild.available).size;
      return [
        { labels: { available: 'true' }, value: available },
        { labels: { available: 'false' }, value: guilds.cache.size - available },
      ];
    });
    this.#metrics.gauge({ name: 'shard_up', help: 'Whether a shard is connected.', labels: ['shard'] }, () =>
      ws.shards.map(({ id, status }) => ({ labels: { shard: String(id) }, value: status === Status.Ready ? 1 : 0 })),
    );
    this.#metrics.gauge(
      { name: 'gateway_latency_seconds', help: 'How long a heartbeat takes there and back.', labels: ['shard'] },
      () =>
        ws.shards
          .filter(({ ping }) => ping >= 0)
          .map(({ id, ping }) => ({ labels: { shard: String(id) }, value: ping / 1000 })),
    );
  }

  public watchScheduler(scheduler: SchedulerAdapter): void {
    this.#metrics.gauge({ name: 'jobs', help: 'Jobs of the queue, by their state.', labels: ['state'] }, async () => {
      const counts = await scheduler.counts();
      return Object.entries(counts).map(([state, value]) => ({ labels: { state }, value }));
    });
  }

  /** A look into a map and an addition: what comes most must cost least. */
  #countEvents(client: Client): void {
    const events = this.#metrics.counter({
      name: 'events_total',
      help: 'Events that Discord has sent, by type.',
      labels: ['type'],
    });
    const counts = new Map<string, Counter>();
    client.on(Events.Raw, ({ t: type }) => {
      if (type === null) return;
      const known = counts.get(type);
      if (known) return known.add();
      const count = events.of({ type });
      counts.set(type, count);
      count.add();
    });
  }

  /** The same way of making requests, measured: each of them, repeated ones too, but not what it waits before it goes. */
  public measured(makeRequest: MakeRequest): MakeRequest {
    const requests = this.#metrics.counter({
      name: 'rest_requests_total',
      help: 'Requests to Discord, by route and status; "none" where no answer came.',
      labels: ['method', 'route', 'status'],
    });
    const seconds = this.#metrics.histogram({
      name: 'rest_request_seconds',
      help: 'How long Discord took to answer, by method.',
      labels: ['method'],
      buckets: LATENCY,
    });
    return async (url, init) => {
      const method = init.method ?? 'GET';
      const duration = seconds.of({ method });
      const begun = duration.begin();
      let status = 'none';
      try {
        const response = await makeRequest(url, init);
        status = String(response.status);
        return response;
      } finally {
        duration.end(begun);
        requests.of({ method, route: routeOf(url), status }).add();
      }
    };
  }

  /** How far the bot is from Discord's limits. */
  public watchGovernor(governor: Pick<RequestGovernor, 'snapshot'>): void {
    this.#metrics.gauge(
      {
        name: 'rest_refusals',
        help: 'Answers of the last ten minutes that Discord counts before it bans, by status.',
        labels: ['status'],
      },
      () => {
        const { refusalsByStatus } = governor.snapshot();
        return Object.entries(refusalsByStatus).map(([status, value]) => ({ labels: { status }, value }));
      },
    );
    const numbers = {
      rest_waiting: ['Requests that wait for their second.', ({ waiting }) => waiting],
      rest_held_back: ['Requests that were not made, since the start.', ({ heldBack }) => heldBack],
      paused_guilds: ['Servers that pause because Discord refused too much for them.', (of) => of.pausedGuilds.length],
    } satisfies Record<string, readonly [string, (of: GovernorSnapshot) => number]>;
    for (const [name, [help, read]] of Object.entries(numbers))
      this.#metrics.gauge({ name, help }, () => only(read(governor.snapshot())));
  }
}

function only(value: number): Reading<never>[] {
  return [{ labels: {}, value }];
}

function countsOf(channels: ChannelRoles): Reading<'plugin' | 'role'>[] {
  const counts = new Map<string, Reading<'plugin' | 'role'> & { value: number }>();
  for (const { plugin, role } of channels.all()) {
    const key = `${plugin} ${role}`;
    const count = counts.get(key) ?? { labels: { plugin, role }, value: 0 };
    counts.set(key, { ...count, value: count.value + 1 });
  }
  return [...counts.values()];
}

declare module 'discord.js' {
  interface ClientEvents {
    /** Every packet of the gateway, before discord.js has looked at it. */
    raw: [packet: { readonly t: string | null }, shardId: number];
  }
}
