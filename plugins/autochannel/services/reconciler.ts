import { Routes, type Guild } from 'discord.js';
import { restFailure, type PluginContext } from 'roomkeeper';
import { reconcile, type Action } from '../domain/reconcile.js';
import { auditReason } from '../messages.js';
import type { BreakoutRow, Breakouts } from './breakouts.js';
import { seenChannels } from './guild-view.js';
import { queueKey, type Lifetime } from './lifetime.js';
import type { Serving } from './serving.js';
import type { Source, Sources } from './sources.js';
import type { Strays } from './strays.js';

export interface ReconcilerParts {
  readonly sources: Sources;
  readonly breakouts: Breakouts;
  readonly lifetime: Lifetime;
  readonly serving: Serving;
  readonly strays: Strays;
}

/** Brings stored rows and Discord together: at boot, after a reconnect, and when a guild comes back. */
export class Reconciler {
  readonly #context: PluginContext;
  readonly #parts: ReconcilerParts;
  #loaded = false;

  public constructor(context: PluginContext, parts: ReconcilerParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** Brings every available guild in order. The first time, reads what is stored and claims its channels. */
  public async all(): Promise<void> {
    const { sources, breakouts } = this.#parts;
    if (!this.#loaded) await sources.load();
    const rows = await breakouts.load();
    if (!this.#loaded) this.#claim(rows);
    const guildIds = new Set([...sources.all(), ...rows].map(({ guildId }) => guildId));
    const guilds = [...guildIds].flatMap((id) => this.#context.client.guilds.cache.get(id) ?? []);
    await Promise.all(guilds.map((guild) => this.guild(guild)));
  }

  /** Brings one guild in order. Costs no request to Discord when everything agrees. */
  public async guild(guild: Guild): Promise<void> {
    // Guilds come in one by one at boot. Before the sources are known, nobody would seem to wait for anything.
    if (!this.#loaded || !guild.available) return;
    const toServe = await this.#context.queue.run(queueKey(guild.id), () => this.#inOrder(guild, new Set()));
    await this.#parts.strays.sweep(guild);
    // Outside of the queue, for each member who is served queues by themselves.
    await Promise.all(toServe.map((source) => this.#parts.serving.serveAll(guild, source.channelId)));
  }

  #claim(rows: readonly BreakoutRow[]): void {
    for (const { guildId, channelId } of rows) if (channelId !== null) this.#parts.lifetime.claim(guildId, channelId);
    this.#loaded = true;
  }

  /** @returns the sources in which people sit. */
  async #inOrder(guild: Guild, gone: ReadonlySet<string>): Promise<Source[]> {
    const sources = this.#parts.sources.ofGuild(guild.id);
    await this.#parts.lifetime.settleDoubts();
    const rows = new Map((await this.#parts.breakouts.reload(guild.id)).map((row) => [row.id, row]));
    const actions = reconcile(sources, [...rows.values()], this.#snapshot(guild, gone), this.#context.clock.now());
    const lookUps = actions.flatMap((action) => (action.type === 'look-up' ? [action.channelId] : []));
    const found = await this.#lookUp(lookUps);
    if (found.size > 0) return this.#inOrder(guild, new Set([...gone, ...found]));
    const toServe: Source[] = [];
    for (const action of actions) {
      if (action.type === 'serve') toServe.push(...sources.filter(({ id }) => id === action.sourceId));
      else await this.#carryOut(action, rows, sources);
    }
    return toServe;
  }

  async #carryOut(action: Action, rows: ReadonlyMap<string, BreakoutRow>, sources: readonly Source[]): Promise<void> {
    switch (action.type) {
      case 'apply':
      case 'adopt': {
        const row = rows.get(action.breakoutId);
        const details = action.type === 'adopt' ? { channelId: action.channelId } : {};
        if (row) await this.#parts.lifetime.apply(row, action.event, details);
        return;
      }
      case 'source-gone': {
        const source = sources.find(({ id }) => id === action.sourceId);
        if (source) await this.sourceGone(source);
        return;
      }
      case 'look-up':
      case 'serve':
        return;
    }
  }

  /** The source's channel was deleted: empty breakouts go, others stay until they are empty. Call it within the guild's queue. */
  public async sourceGone(source: Source): Promise<void> {
    const { breakouts, lifetime, sources } = this.#parts;
    const rows = await breakouts.ofSource(source.channelId);
    await sources.remove(source);
    for (const row of rows) {
      const event = { type: 'source-gone', occupied: lifetime.isOccupied(row) } as const;
      await lifetime.apply({ ...row, sourceId: null }, event, { reason: auditReason.sourceGone });
    }
  }

  #snapshot(guild: Guild, goneChannels: ReadonlySet<string>): Parameters<typeof reconcile>[2] {
    const { live, taken } = seenChannels(guild, this.#context);
    return {
      availableGuilds: new Set([guild.id]),
      channels: new Map(live.map((channel) => [channel.id, channel])),
      goneChannels,
      // Creations run in the guild's queue, and so does this.
      inFlight: new Set(),
      takenChannels: taken,
    };
  }

  /** Asks Discord for channels that are in no list: one that is masked is missing there too. @returns those that are gone. */
  async #lookUp(channelIds: readonly string[]): Promise<Set<string>> {
    const gone = new Set<string>();
    for (const channelId of channelIds) {
      try {
        await this.#context.client.rest.get(Routes.channel(channelId));
      } catch (error) {
        if (restFailure(error) === 'unknown-channel') gone.add(channelId);
        else this.#context.log.warn({ channel: channelId, error }, 'A tracked channel cannot be seen; its row stays');
      }
    }
    return gone;
  }
}
