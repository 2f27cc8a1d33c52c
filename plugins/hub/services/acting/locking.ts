import type { RoomOrder } from '../../api.js';
import { withHiding, withLock } from '../../domain/admission.js';
import type { Orders } from './orders.js';

/** Shuts rooms to strangers and opens them: one request, or none when Discord has it so already. */
export class Locking {
  readonly #orders: Orders;

  public constructor(orders: Orders) {
    this.#orders = orders;
  }

  public async setLocked(order: RoomOrder, locked: boolean): Promise<void> {
    await this.#orders.change(order, this.#orders.rule(order, 'lock'), (room) =>
      room.locked === locked ? room : withLock(room, locked),
    );
  }

  public async setHidden(order: RoomOrder, hidden: boolean): Promise<void> {
    await this.#orders.change(order, this.#orders.rule(order, 'hide'), (room) =>
      room.hidden === hidden ? room : withHiding(room, hidden),
    );
  }
}
