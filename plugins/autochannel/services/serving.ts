import type { Guild } from 'discord.js';
import { restFailure, type PluginContext } from 'roomkeeper';
import { holdsUser } from '../domain/naming.js';
import { afterFailedMove, reusable } from '../domain/reuse.js';
import { auditReason, toMember } from '../messages.js';
import type { BreakoutRow, Breakouts } from './breakouts.js';
import type { Creation, Failure, Made, Order } from './creation.js';
import type { Gate } from './gate.js';
import { voiceChannel } from './guild-view.js';
import { queueKey, type Lifetime } from './lifetime.js';
import type { Messenger } from './messenger.js';
import type { Health } from './health.js';
import type { Sources } from './sources.js';

/** How long one member may keep the others of a guild waiting, in milliseconds: a rate limit that is waited out included. */
const TIME_LIMIT = 240_000;

export interface ServingParts {
  readonly sources: Sources;
  readonly breakouts: Breakouts;
  readonly lifetime: Lifetime;
  readonly creation: Creation;
  readonly gate: Gate;
  readonly health: Health;
  readonly messenger: Messenger;
}

/** Somebody who is to be moved into a breakout. */
interface Move {
  readonly row: BreakoutRow;
  readonly userId: string;
  /** This one included. */
  readonly tries: number;
}

/** Gives whoever is in a source a breakout: one of their own that is still there, or a new one. */
export class Serving {
  readonly #context: PluginContext;
  readonly #parts: ServingParts;
  /** What is under way for whom, by guild and member. */
  readonly #underWay = new Map<string, Promise<void>>();

  public constructor(context: PluginContext, parts: ServingParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** Serves one member who is in a source. Harmless for one who is not, any more. */
  public serve(guild: Guild, sourceChannelId: string, userId: string): Promise<void> {
    const key = keyOf(guild, userId);
    const served = this.#serve(guild, sourceChannelId, userId).finally(() => {
      if (this.#underWay.get(key) === served) this.#underWay.delete(key);
    });
    this.#underWay.set(key, served);
    return served;
  }

  async #serve(guild: Guild, sourceChannelId: string, userId: string): Promise<void> {
    const move = await this.#context.queue.run(
      queueKey(guild.id),
      async () => {
        const order = this.#order(guild, sourceChannelId, userId);
        return order && this.#parts.creation.isWaiting(order) ? this.#prepare(order) : null;
      },
      TIME_LIMIT,
    );
    // Outside of the queue: the next member's channel is made while this one is moved.
    if (move) await this.#move(guild, move);
  }

  /**
   * Serves everybody who sits in a source: at boot, when it was enabled, and when it works again. Who is being served meanwhile, and is on
   * the way out, is not moved twice.
   */
  public async serveAll(guild: Guild, sourceChannelId: string): Promise<void> {
    const waiting = this.#context.voice.humansIn(guild.id, sourceChannelId);
    await Promise.all(
      waiting.map(async (userId) => {
        // How that ends is told to whoever began it.
        await Promise.allSettled([this.#underWay.get(keyOf(guild, userId))]);
        await this.serve(guild, sourceChannelId, userId);
      }),
    );
  }

  /** Read anew at each step: the source may have been changed or disabled while the order waited. */
  #order(guild: Guild, sourceChannelId: string, userId: string): Order | null {
    const source = this.#parts.sources.get(sourceChannelId);
    const channel = voiceChannel(guild, sourceChannelId);
    return source && channel ? { guild, source, channel, userId } : null;
  }

  /** Whoever has left meanwhile leaves a breakout for others, before the next one is made for those. */
  async #prepare(order: Order): Promise<Move | null> {
    const row = await this.#breakoutFor(order);
    if (!row) return null;
    const move = { row, userId: order.userId, tries: 1 };
    return this.#parts.creation.isWaiting(order) ? move : this.#instead(move, true);
  }

  async #breakoutFor(order: Order): Promise<BreakoutRow | null> {
    const { guild, source, userId } = order;
    const { breakouts, lifetime, gate, health } = this.#parts;
    const siblings = await breakouts.knownOfSource(guild.id, source.channelId);
    const facts = siblings.map((row) => ({ ...row, occupied: lifetime.isOccupied(row) }));
    const own = reusable(facts, { userId, sourceId: source.id, now: this.#context.clock.now() });
    // Another process may have taken it from them meanwhile: who asks for their data to be deleted does so everywhere.
    const fresh = own && (await breakouts.byId(own.id));
    if (fresh?.ownerId === userId) return fresh;
    if (!(await health.check(order))) return null;
    const verdict = gate.ask(guild.id, userId);
    if (verdict.admitted) return this.#settled(order, await this.#parts.creation.make(order, siblings));
    this.#later(order, verdict.retryAt);
    if (verdict.tell) await this.#tell(order, toMember.heldBack(verdict.by, order.source.channelId, verdict.retryAt));
    return null;
  }

  async #settled(order: Order, made: Made): Promise<BreakoutRow | null> {
    if ('made' in made) {
      await this.#parts.health.reportDropped(order);
      return made.made;
    }
    if (made.failed === 'stale') return null;
    await this.#tell(order, this.#explain(order, made));
    await this.#parts.health.notMade(order, made.failed);
    if (made.failed === 'rate-limited') this.#later(order, made.until);
    return null;
  }

  #explain({ source }: Order, made: Failure): string {
    switch (made.failed) {
      case 'max-breakouts':
      case 'category-full':
      case 'guild-full':
        return toMember.notPlaced(made.failed, source.channelId);
      case 'rate-limited':
        return toMember.rateLimited(source.channelId, made.until);
      default:
        return toMember.failed(source.channelId);
    }
  }

  /** Whoever still waits then is served then. */
  #later({ guild, source, userId }: Order, at: number): void {
    this.#context.clock.after(at - this.#context.clock.now(), () => {
      this.serve(guild, source.channelId, userId).catch((error: unknown) =>
        this.#context.log.error({ guild: guild.id, channel: source.channelId, error }, 'A member could not be served'),
      );
    });
  }

  #tell({ channel, userId }: Order, text: string): Promise<void> {
    return this.#parts.messenger.tell(channel, userId, text);
  }

  async #move(guild: Guild, move: Move): Promise<void> {
    const { row, userId } = move;
    if (row.channelId === null) return;
    if (this.#context.voice.channelOf(guild.id, userId) !== row.sourceChannelId)
      return this.#unmoved(guild, move, true);
    const name = guild.channels.cache.get(row.sourceChannelId)?.name ?? row.sourceChannelId;
    try {
      await guild.members.edit(userId, { channel: row.channelId, reason: auditReason.moved(name) });
    } catch (error) {
      const failure = restFailure(error);
      const where = { guild: guild.id, channel: row.channelId, user: userId };
      if (failure !== 'not-in-voice') this.#context.log.warn({ ...where, error }, 'A member could not be moved');
      if (failure === 'forbidden') await this.#forbidden(guild, row, userId);
      await this.#unmoved(guild, move, failure !== 'forbidden' && failure !== 'unknown-channel');
      // Somebody has deleted the channel before the member was in it: they get another one, as often as they may have new ones.
      if (failure === 'unknown-channel') await this.#serve(guild, row.sourceChannelId, userId);
    }
  }

  async #forbidden(guild: Guild, row: BreakoutRow, userId: string): Promise<void> {
    const order = this.#order(guild, row.sourceChannelId, userId);
    if (order) await this.#parts.health.notMade(order, 'forbidden');
  }

  async #unmoved(guild: Guild, move: Move, retryable: boolean): Promise<void> {
    const next = await this.#context.queue.run(queueKey(guild.id), () => this.#instead(move, retryable));
    if (next) await this.#move(guild, next);
  }

  /**
   * The member is not in their new breakout: it is used otherwise, or deleted at once. Call it within the guild's queue.
   *
   * @returns who is to be moved into it now.
   */
  async #instead({ row, userId, tries }: Move, retryable: boolean): Promise<Move | null> {
    const { breakouts, lifetime, sources } = this.#parts;
    const fresh = await breakouts.byId(row.id);
    if (!fresh) return null;
    const decision = afterFailedMove({
      userIn: this.#whereabouts(fresh, userId),
      occupied: lifetime.isOccupied(fresh),
      retryable,
      tries,
      nextInLine: this.#nextInLine(fresh, userId),
      namedAfterUser: holdsUser(sources.get(fresh.sourceChannelId)?.pattern ?? '{user}'),
    });
    switch (decision.type) {
      case 'keep':
        return null;
      case 'retry':
        return { row: fresh, userId, tries: tries + 1 };
      case 'hand-over':
        await breakouts.handOver(fresh, decision.userId);
        return { row: { ...fresh, ownerId: decision.userId }, userId: decision.userId, tries: 1 };
      case 'delete':
        await lifetime.apply(fresh, { type: 'unused', occupied: false }, { reason: auditReason.unused });
        await this.#tellUnmoved(fresh, userId);
        return null;
    }
  }

  /** Whoever still waits in the source waits in vain. */
  async #tellUnmoved({ guildId, sourceChannelId }: BreakoutRow, userId: string): Promise<void> {
    const guild = this.#context.client.guilds.cache.get(guildId);
    const order = guild && this.#order(guild, sourceChannelId, userId);
    if (order && this.#parts.creation.isWaiting(order)) await this.#tell(order, toMember.failed(sourceChannelId));
  }

  #whereabouts(row: BreakoutRow, userId: string): 'breakout' | 'source' | 'elsewhere' {
    const channelId = this.#context.voice.channelOf(row.guildId, userId);
    if (channelId === row.channelId) return 'breakout';
    return channelId === row.sourceChannelId ? 'source' : 'elsewhere';
  }

  #nextInLine(row: BreakoutRow, userId: string): string | null {
    const waiting = this.#context.voice.humansIn(row.guildId, row.sourceChannelId);
    return waiting.find((id) => id !== userId) ?? null;
  }
}

const keyOf = (guild: Guild, userId: string): string => `${guild.id}:${userId}`;
