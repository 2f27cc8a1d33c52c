import { Routes, type Guild } from 'discord.js';
import { restFailure, type PluginContext, type VoiceChange } from 'roomkeeper';
import { transition, type Breakout, type BreakoutEffect, type BreakoutEvent } from '../domain/breakout.js';
import { matchPending, type LiveChannel } from '../domain/fingerprint.js';
import { auditReason, notice } from '../messages.js';
import type { BreakoutRow, Breakouts } from './breakouts.js';
import { seenChannels } from './guild-view.js';

/** The name under which all of a guild's work is queued, so that its steps never interleave. */
export const queueKey = (guildId: string): string => `autochannel ${guildId}`;

/** What goes with an event. */
export interface Details {
  /** The channel of a pending breakout, now that it has become known. */
  readonly channelId?: string;
  /** Why, for the audit log, if the event leads to a deletion. The default says that the breakout was empty. */
  readonly reason?: string;
}

/** Carries breakouts through their lives: loads, lets the domain decide, saves, then acts. */
export class Lifetime {
  readonly #context: PluginContext;
  readonly #breakouts: Breakouts;
  /** The guilds in which a deletion failed. */
  readonly #stuck = new Set<string>();
  /** Channels of which the database did not say whether it has stored them with their rows. */
  readonly #doubtful = new Set<string>();

  public constructor(context: PluginContext, breakouts: Breakouts) {
    this.#context = context;
    this.#breakouts = breakouts;
  }

  /** A human joined a breakout. */
  public async occupied({ guild, channelId }: VoiceChange): Promise<void> {
    await this.#onChannel(guild.id, channelId, (row) => this.apply(row, { type: 'occupied' }));
  }

  /** A human left a breakout. */
  public async left({ guild, channelId }: VoiceChange): Promise<void> {
    await this.#onChannel(guild.id, channelId, async (row) => {
      if (!this.isOccupied(row)) await this.apply(row, { type: 'emptied' });
    });
  }

  /** A breakout's channel was deleted, by us or by hand. */
  public async channelGone(guildId: string, channelId: string): Promise<void> {
    await this.#onChannel(guildId, channelId, (row) => this.apply(row, { type: 'gone' }));
  }

  /**
   * A breakout's deadline may have come.
   *
   * @returns the breakout if its channel has become known only now, else null.
   */
  public async woken(id: string): Promise<BreakoutRow | null> {
    const found = await this.#breakouts.byId(id);
    if (!found) return null;
    return this.#context.queue.run(queueKey(found.guildId), async () => {
      const row = await this.#breakouts.byId(id);
      if (!row || !this.#guild(row.guildId)) return null;
      const after = await this.apply(row, { type: 'woken', occupied: this.isOccupied(row) });
      return row.channelId === null && after?.state === 'active' ? after : null;
    });
  }

  /**
   * Gives a pending breakout its channel. Without anybody in it, or its user waiting for it, the channel goes. Call it within
   * the guild's queue.
   */
  public adopt(row: BreakoutRow, { id, humans }: LiveChannel): Promise<BreakoutRow | null> {
    const waits = this.#context.voice.channelOf(row.guildId, row.ownerId) === row.sourceChannelId;
    const wanted = waits && row.sourceId !== null;
    const details = { channelId: id, reason: auditReason.unused };
    return this.apply(row, { type: 'created', wanted, occupied: humans.length > 0 }, details);
  }

  /** Tries deletions that failed again: what stood in their way may be gone. Costs nothing where none has failed. */
  public async retryDeletions(guildId: string): Promise<void> {
    if (!this.#stuck.delete(guildId)) return;
    await this.#context.queue.run(queueKey(guildId), async () => {
      for (const row of await this.#breakouts.ofGuild(guildId)) {
        if (row.state === 'deleting') await this.apply(row, { type: 'retry', occupied: this.isOccupied(row) });
      }
    });
  }

  public isOccupied({ guildId, channelId }: Pick<BreakoutRow, 'guildId' | 'channelId'>): boolean {
    return channelId !== null && this.#context.voice.humansIn(guildId, channelId).length > 0;
  }

  /**
   * Lets something happen to a breakout: saves what it leads to, then carries it out. Call it within the guild's queue.
   *
   * @returns the breakout afterwards; null when it is no more.
   */
  public async apply(row: BreakoutRow, event: BreakoutEvent, details: Details = {}): Promise<BreakoutRow | null> {
    const { channelId } = details;
    const { next, effects } = transition(row, event, row.rules, this.#context.clock.now());
    let after = next && { ...row, ...next, channelId: channelId ?? row.channelId };
    if (next === null) await this.#forget(row);
    else if (next !== row || channelId !== undefined) await this.#save(row, next, channelId);
    for (const effect of effects) after = await this.#perform(effect, after, row.id, details.reason);
    return after;
  }

  public claim(guildId: string, channelId: string): void {
    this.#context.channels.claim(channelId, { guildId, plugin: 'autochannel', role: 'breakout' });
  }

  async #onChannel(guildId: string, channelId: string, work: (row: BreakoutRow) => Promise<unknown>): Promise<void> {
    await this.#context.queue.run(queueKey(guildId), async () => {
      const row = await this.#breakouts.knownByChannel(guildId, channelId);
      if (row) await work(row);
      else this.#context.channels.release(channelId, 'autochannel');
    });
  }

  async #save(row: BreakoutRow, next: Breakout, channelId: string | undefined): Promise<void> {
    if (channelId !== undefined) this.claim(row.guildId, channelId);
    try {
      await this.#breakouts.save(row, next, channelId);
    } catch (error) {
      if (channelId !== undefined) this.#doubtful.add(channelId);
      throw error;
    }
  }

  /** Gives up the channels that no row has got: they can be found as those of pending rows then. */
  public async settleDoubts(): Promise<void> {
    for (const channelId of this.#doubtful) {
      if (!(await this.#breakouts.byChannel(channelId))) this.#context.channels.release(channelId, 'autochannel');
      this.#doubtful.delete(channelId);
    }
  }

  async #forget(row: BreakoutRow): Promise<void> {
    await this.#breakouts.remove(row);
    if (row.channelId !== null) this.#context.channels.release(row.channelId, 'autochannel');
  }

  async #perform(
    effect: BreakoutEffect,
    row: BreakoutRow | null,
    id: string,
    reason?: string,
  ): Promise<BreakoutRow | null> {
    const key = { task: 'autochannel.wake-breakout', key: id } as const;
    if (effect.type === 'cancel') await this.#context.scheduler.cancel(key);
    if (row === null) return null;
    switch (effect.type) {
      case 'arm':
        await this.#context.scheduler.arm({ ...key, at: new Date(effect.at), payload: { id } });
        return row;
      case 'delete-channel':
        return this.#delete(row, reason ?? auditReason.empty(row.rules.grace / 1000));
      case 'settle':
        return this.#settle(row);
      case 'tell-guild':
        await this.#tellUndeletable(row);
        return row;
      case 'cancel':
        return row;
    }
  }

  async #tellUndeletable({ id, guildId, channelId, attempts }: BreakoutRow): Promise<void> {
    const text = notice.undeletable(channelId ?? '', attempts);
    await this.#context.notices.send(guildId, `autochannel.undeletable:${id}`, text);
  }

  async #delete(row: BreakoutRow, reason: string): Promise<BreakoutRow | null> {
    if (row.channelId === null) return this.apply(row, { type: 'gone' });
    const where = { guild: row.guildId, channel: row.channelId };
    try {
      await this.#context.client.rest.delete(Routes.channel(row.channelId), { reason });
      this.#context.log.info(where, 'A breakout was deleted');
    } catch (error) {
      if (restFailure(error) !== 'unknown-channel') {
        this.#context.log.warn({ ...where, error }, 'A breakout could not be deleted');
        this.#stuck.add(row.guildId);
        return this.apply(row, { type: 'delete-failed' });
      }
    }
    return this.apply(row, { type: 'gone' });
  }

  /** Finds out what became of a breakout whose creation got no answer, or was cut off. */
  async #settle(row: BreakoutRow): Promise<BreakoutRow | null> {
    const guild = this.#guild(row.guildId);
    if (!guild) return row;
    await this.settleDoubts();
    const { live, taken } = seenChannels(guild, this.#context);
    const channel = matchPending([row], live, taken).get(row.id);
    return channel ? this.adopt(row, channel) : this.apply(row, { type: 'creation-failed' });
  }

  /** The guild, unless an outage hides it: then nothing can be said of its channels. */
  #guild(guildId: string): Guild | undefined {
    const guild = this.#context.client.guilds.cache.get(guildId);
    return guild?.available ? guild : undefined;
  }
}
