import { Routes, type Guild, type VoiceChannel } from 'discord.js';
import { restFailure, type PluginContext, type Timer } from 'roomkeeper';
import { matchPending, type LiveChannel } from '../domain/fingerprint.js';
import { auditReason } from '../messages.js';
import type { BreakoutRow, Breakouts } from './breakouts.js';
import { liveChannels, seenChannels, voiceChannel } from './guild-view.js';
import { queueKey, type Lifetime } from './lifetime.js';

/** How long an answer that got lost may still be followed by the channel, in milliseconds. */
const MEMORY = 15 * 60_000;

/** After how long a deletion that got no answer is tried again, in milliseconds. */
const RETRY = 30_000;

/**
 * Channels that Discord made although its answer got lost. Each is given to its row if that still waits, and is deleted if
 * the row got another one by a second request. Only channels whose request this process saw fail are ever touched.
 */
export class Strays {
  readonly #context: PluginContext;
  readonly #breakouts: Breakouts;
  readonly #lifetime: Lifetime;
  /** One for each request, so a row may be in it several times. */
  #expected: readonly BreakoutRow[] = [];
  /** By guild: when it is looked at again. */
  readonly #retries = new Map<string, Timer>();

  public constructor(context: PluginContext, breakouts: Breakouts, lifetime: Lifetime) {
    this.#context = context;
    this.#breakouts = breakouts;
    this.#lifetime = lifetime;
  }

  /** A request for this row's channel got no answer. */
  public expect(row: BreakoutRow): void {
    const oldest = this.#context.clock.now() - MEMORY;
    this.#expected = [...this.#expected.filter(({ createdAt }) => createdAt > oldest), { ...row }];
  }

  /**
   * A channel has appeared.
   *
   * @returns the breakout that it belongs to, if that still waited for it.
   */
  public async appeared(channel: VoiceChannel): Promise<BreakoutRow | null> {
    if (this.#expected.length === 0) return null;
    return this.#context.queue.run(queueKey(channel.guildId), async () => {
      const live = liveChannels(channel.guild, this.#context.voice).find(({ id }) => id === channel.id);
      const row = live && !this.#context.channels.get(channel.id) && this.#rowOf(live);
      if (!row) return null;
      this.#expected = this.#expected.filter((expected) => expected !== row);
      const fresh = await this.#breakouts.byId(row.id);
      if (fresh?.channelId === null) return this.#lifetime.adopt(fresh, live);
      await this.#delete(channel, row);
      return null;
    });
  }

  /** Looks at the whole guild: no event tells of channels that were made while the bot was away from the gateway. */
  public async sweep(guild: Guild): Promise<void> {
    if (!this.#expected.some(({ guildId }) => guildId === guild.id)) return;
    const { live, taken } = seenChannels(guild, this.#context);
    for (const { id } of live) {
      const channel = taken.has(id) ? null : voiceChannel(guild, id);
      if (channel) await this.appeared(channel);
    }
  }

  public stop(): void {
    for (const timer of this.#retries.values()) timer.cancel();
    this.#retries.clear();
  }

  #rowOf(live: LiveChannel): BreakoutRow | undefined {
    return this.#expected.find((row) => matchPending([row], [live], new Set()).size > 0);
  }

  async #delete({ id, guild }: VoiceChannel, row: BreakoutRow): Promise<void> {
    const where = { guild: guild.id, channel: id };
    // It goes when they have left.
    if (this.#context.voice.humansIn(guild.id, id).length > 0) return this.#later(guild, row);
    this.#context.log.warn(where, 'Discord made a breakout twice; the second one goes');
    try {
      await this.#context.client.rest.delete(Routes.channel(id), { reason: auditReason.unused });
    } catch (error) {
      const failure = restFailure(error);
      if (failure === 'unknown-channel') return;
      this.#context.log.warn({ ...where, error }, 'A second breakout could not be deleted');
      if (failure === 'unanswered' || failure === 'rate-limited') this.#later(guild, row);
    }
  }

  #later(guild: Guild, row: BreakoutRow): void {
    this.#expected = [...this.#expected, row];
    this.#retries.get(guild.id)?.cancel();
    const timer = this.#context.clock.after(RETRY, () => {
      this.#retries.delete(guild.id);
      this.sweep(guild).catch((error: unknown) =>
        this.#context.log.error({ guild: guild.id, error }, 'Second breakouts could not be looked for'),
      );
    });
    this.#retries.set(guild.id, timer);
  }
}
