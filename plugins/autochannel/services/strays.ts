import { Routes, type VoiceChannel } from 'discord.js';
import { restFailure, type PluginContext } from 'roomkeeper';
import { matchPending, type LiveChannel } from '../domain/fingerprint.js';
import { auditReason } from '../messages.js';
import type { BreakoutRow, Breakouts } from './breakouts.js';
import { liveChannels } from './guild-view.js';
import { queueKey, type Lifetime } from './lifetime.js';

/** How long an answer that got lost may still be followed by the channel, in milliseconds. */
const MEMORY = 15 * 60_000;

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
      await this.#delete(channel);
      return null;
    });
  }

  #rowOf(live: LiveChannel): BreakoutRow | undefined {
    return this.#expected.find((row) => matchPending([row], [live], new Set()).size > 0);
  }

  async #delete({ id, guildId }: VoiceChannel): Promise<void> {
    this.#context.log.warn({ guild: guildId, channel: id }, 'Discord made a breakout twice; the second one goes');
    try {
      await this.#context.client.rest.delete(Routes.channel(id), { reason: auditReason.unused });
    } catch (error) {
      if (restFailure(error) !== 'unknown-channel') throw error;
    }
  }
}
