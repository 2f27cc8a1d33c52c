import type { Guild, RateLimitError } from 'discord.js';
import { restFailure, type PluginContext, type Timer } from 'roomkeeper';
import { matchPending, type LiveChannel, type PendingChannel } from '../../domain/fingerprints.js';
import { auditReason } from '../../room-messages.js';
import type { ChannelCalls } from './channel-calls.js';
import { liveChannels } from '../live-guild.js';

/** How long a request that got no answer may still be followed by its channel, in milliseconds. */
const MEMORY = 15 * 60_000;

/** The pauses between tries to delete one, when Discord does not answer, in milliseconds; the last one is kept. */
const PAUSES = [5_000, 30_000, 120_000, 600_000];

/** A creation, as far as its channel can be known by it. */
export interface Expected {
  readonly guild: Guild;
  readonly pending: PendingChannel;
}

/** Channels that Discord made although the answer got lost, and that nobody needs any more. */
export class Strays {
  readonly #context: PluginContext;
  readonly #calls: ChannelCalls;
  readonly #isWanted: (pending: PendingChannel) => boolean;
  readonly #underWay = new Set<Expected>();
  /** Channels that are still to be deleted. */
  readonly #unwanted = new Map<string, { readonly guild: Guild; readonly timer: Timer }>();
  #lost: readonly (Expected & { readonly at: number })[] = [];

  /** @param isWanted - Whether a creation that was given up is to be tried again: then its channel is found by that. */
  public constructor(context: PluginContext, calls: ChannelCalls, isWanted: (pending: PendingChannel) => boolean) {
    this.#context = context;
    this.#calls = calls;
    this.#isWanted = isWanted;
  }

  /** The channels of the guild that nobody has claimed. */
  public untracked(guild: Guild): LiveChannel[] {
    return liveChannels(guild).filter(({ id }) => !this.#context.channels.get(id));
  }

  /** Requests for this channel begin. Until they are over, nothing that looks like it is taken for a stray. */
  public begin(expected: Expected): void {
    this.#underWay.add(expected);
  }

  /** A request got no answer. */
  public lost({ guild, pending }: Expected): void {
    const at = this.#context.clock.now();
    this.#lost = [...this.#lost.filter((lost) => lost.at > at - MEMORY), { guild, pending, at }];
  }

  /** The requests are over. What they made twice goes. */
  public async end(expected: Expected): Promise<void> {
    this.#underWay.delete(expected);
    await this.#look(expected.guild);
  }

  /** Looks at the whole guild: no event tells of channels that were made while the bot was away from the gateway. */
  public async sweep(guild: Guild): Promise<void> {
    for (const [channelId, unwanted] of this.#unwanted)
      if (unwanted.guild.id === guild.id) await this.#removeUnused(guild, channelId, 0);
    await this.#look(guild);
  }

  public stop(): void {
    for (const { timer } of this.#unwanted.values()) timer.cancel();
    this.#unwanted.clear();
  }

  /** A channel has appeared, maybe long after its request. Costs nothing where no answer got lost. */
  public async appeared(guild: Guild, channel: LiveChannel): Promise<void> {
    const oldest = this.#context.clock.now() - MEMORY;
    const lost = this.#lost.find((one) => one.at > oldest && isOf(one, guild, channel));
    if (!lost || this.#isWanted(lost.pending) || this.#context.channels.get(channel.id)) return;
    if ([...this.#underWay].some((one) => isOf(one, guild, channel))) return;
    if (this.#context.voice.humansIn(guild.id, channel.id).length === 0) await this.remove(guild, channel.id);
  }

  /** Takes a channel away that is not needed after all. One that the bot may not delete is left for the admins. */
  public remove(guild: Guild, channelId: string): Promise<void> {
    return this.#remove(guild, channelId, 0);
  }

  async #look(guild: Guild): Promise<void> {
    for (const channel of this.untracked(guild)) await this.appeared(guild, channel);
  }

  async #remove(guild: Guild, channelId: string, tries: number): Promise<void> {
    const where = { guild: guild.id, channel: channelId };
    this.#context.channels.release(channelId, 'hub');
    this.#forget(channelId);
    try {
      await this.#calls.delete(channelId, auditReason.unused);
      this.#context.log.info(where, 'A channel that is not needed was deleted');
    } catch (error) {
      const failure = restFailure(error);
      if (failure === 'unknown-channel') return;
      const pause = failure === 'unanswered' ? (PAUSES[tries] ?? PAUSES.at(-1) ?? 0) : null;
      const wait = failure === 'rate-limited' ? (error as RateLimitError).retryAfter : pause;
      if (wait !== null) return this.#removeLater(guild, channelId, wait, tries + 1);
      this.#context.log.warn({ ...where, error }, 'A channel that is not needed stays');
    }
  }

  #removeLater(guild: Guild, channelId: string, wait: number, tries: number): void {
    this.#context.log.info({ guild: guild.id, channel: channelId, wait }, 'A channel that is not needed goes later');
    this.#forget(channelId);
    const timer = this.#context.clock.after(wait, () => void this.#removeUnused(guild, channelId, tries));
    this.#unwanted.set(channelId, { guild, timer });
  }

  /** Whoever makes use of the channel meanwhile keeps it. */
  async #removeUnused(guild: Guild, channelId: string, tries: number): Promise<void> {
    this.#forget(channelId);
    const isUsed = this.#context.channels.get(channelId) ?? this.#context.voice.humansIn(guild.id, channelId)[0];
    if (isUsed === undefined) await this.#remove(guild, channelId, tries);
  }

  #forget(channelId: string): void {
    this.#unwanted.get(channelId)?.timer.cancel();
    this.#unwanted.delete(channelId);
  }
}

function isOf({ guild, pending }: Expected, where: Guild, channel: LiveChannel): boolean {
  return guild.id === where.id && matchPending([pending], [channel], where.client.user.id).found.size > 0;
}
