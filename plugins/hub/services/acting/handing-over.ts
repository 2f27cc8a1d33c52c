import type { PluginContext } from 'roomkeeper';
import type { RoomOrder } from '../../api.js';
import { aimedRule } from './aiming.js';
import type { Orders } from './orders.js';
import type { Sync } from '../parts.js';

/** Who owns rooms and hosts them, and that they end. */
export class HandingOver {
  readonly #context: PluginContext;
  readonly #orders: Orders;
  readonly #sync: Sync;

  public constructor(context: PluginContext, parts: { orders: Orders; sync: Sync }) {
    this.#context = context;
    this.#orders = parts.orders;
    this.#sync = parts.sync;
  }

  /** A host is taken off the list whoever, and wherever, they are by now. */
  public async setHost(order: RoomOrder, userId: string, host: boolean): Promise<void> {
    if (host) {
      const rule = await aimedRule(this.#orders, order, 'host', { kind: 'user', id: userId });
      await this.#orders.apply(order, rule, { kind: 'host-added', user: { id: userId, bot: false } });
    } else {
      const rule = this.#orders.rule(order, 'hosts');
      await this.#orders.apply(order, rule, { kind: 'host-removed', userId });
    }
    await this.#resync(order);
  }

  public async transfer(order: RoomOrder, userId: string): Promise<void> {
    const rule = await aimedRule(this.#orders, order, 'transfer', { kind: 'user', id: userId });
    await this.#orders.apply(order, rule, { kind: 'transfer', toId: userId });
    await this.#resync(order);
  }

  public async forceTransfer(order: RoomOrder, userId: string): Promise<void> {
    const rule = await aimedRule(this.#orders, order, 'force-transfer', { kind: 'user', id: userId });
    const to = { id: userId, bot: false };
    await this.#orders.apply(order, rule, { kind: 'force-transfer', to, byId: order.member.id });
    await this.#resync(order);
  }

  public async claim(order: RoomOrder): Promise<void> {
    const rule = this.#orders.rule(order, 'claim');
    await this.#orders.apply(order, rule, { kind: 'claim', userId: order.member.id });
    await this.#resync(order);
  }

  /** Decided before the answer, so that nobody reads that the room goes when it does not, and again after it. */
  public async delete(order: RoomOrder, answered: Promise<unknown>): Promise<void> {
    const rule = this.#orders.rule(order, 'delete');
    // A refusal is what counts then, whatever becomes of the answer.
    const outcome = Promise.allSettled([answered]);
    this.#orders.require(order, rule);
    await outcome;
    await answered;
    await this.#orders.apply(order, rule, { kind: 'delete' });
  }

  /**
   * A room has the owner and the hosts that are stored, whatever Discord says to its overwrites: those are made good
   * with the next change.
   */
  async #resync({ guild, voiceChannelId }: RoomOrder): Promise<void> {
    const both = await Promise.allSettled([this.#sync.voiceNow(voiceChannelId), this.#sync.textNow(voiceChannelId)]);
    for (const result of both) {
      if (result.status === 'fulfilled') continue;
      const where = { guild: guild.id, channel: voiceChannelId, error: result.reason as unknown };
      this.#context.log.warn(where, 'The overwrites of a room lag behind its owner and hosts');
    }
  }
}
