import type { Renamed, RoomActions, RoomOrder } from '../../api.js';
import type { Action, Verdict } from '../../domain/access.js';
import type { Target } from '../../domain/admission.js';
import type { PanelTemplateKey } from '../../domain/panel-templates.js';
import { refusal } from '../../messages.js';
import type { Admitting } from './admitting.js';
import type { ChannelSettings } from './channel-settings.js';
import type { ChoosingNames } from './choosing-names.js';
import type { HandingOver } from './handing-over.js';
import type { Locking } from './locking.js';
import type { Orders } from './orders.js';
import type { Resetting } from './resetting.js';

export interface ActionsParts {
  readonly orders: Orders;
  readonly choosingNames: ChoosingNames;
  readonly locking: Locking;
  readonly admitting: Admitting;
  readonly channelSettings: ChannelSettings;
  readonly handingOver: HandingOver;
  readonly resetting: Resetting;
}

/** Everything that people do to rooms, by families. */
export class Actions implements RoomActions {
  readonly #parts: ActionsParts;

  public constructor(parts: ActionsParts) {
    this.#parts = parts;
  }

  public rename(order: RoomOrder, name: string): Promise<Renamed> {
    return this.#parts.choosingNames.rename(order, name);
  }

  public cancelRename(order: RoomOrder): Promise<void> {
    return this.#parts.choosingNames.cancelRename(order);
  }

  public template(order: RoomOrder, key: PanelTemplateKey): Promise<Renamed> {
    return this.#parts.choosingNames.template(order, key);
  }

  public reset(order: RoomOrder): Promise<Renamed> {
    return this.#parts.resetting.reset(order);
  }

  public setLocked(order: RoomOrder, locked: boolean): Promise<void> {
    return this.#parts.locking.setLocked(order, locked);
  }

  public setHidden(order: RoomOrder, hidden: boolean): Promise<void> {
    return this.#parts.locking.setHidden(order, hidden);
  }

  public permit(order: RoomOrder, target: Target): Promise<void> {
    return this.#parts.admitting.permit(order, target);
  }

  public unpermit(order: RoomOrder, target: Target): Promise<void> {
    return this.#parts.admitting.unpermit(order, target);
  }

  public block(order: RoomOrder, target: Target): Promise<void> {
    return this.#parts.admitting.block(order, target);
  }

  public unblock(order: RoomOrder, target: Target): Promise<void> {
    return this.#parts.admitting.unblock(order, target);
  }

  public kick(order: RoomOrder, userId: string): Promise<void> {
    return this.#parts.admitting.kick(order, userId);
  }

  public setHost(order: RoomOrder, userId: string, host: boolean): Promise<void> {
    return this.#parts.handingOver.setHost(order, userId, host);
  }

  public setLimit(order: RoomOrder, limit: number): Promise<void> {
    return this.#parts.channelSettings.setLimit(order, limit);
  }

  public setBitrate(order: RoomOrder, bitrate: number): Promise<void> {
    return this.#parts.channelSettings.setBitrate(order, bitrate);
  }

  public setRegion(order: RoomOrder, region: string | null): Promise<void> {
    return this.#parts.channelSettings.setRegion(order, region);
  }

  public transfer(order: RoomOrder, userId: string): Promise<void> {
    return this.#parts.handingOver.transfer(order, userId);
  }

  public forceTransfer(order: RoomOrder, userId: string): Promise<void> {
    return this.#parts.handingOver.forceTransfer(order, userId);
  }

  public claim(order: RoomOrder): Promise<void> {
    return this.#parts.handingOver.claim(order);
  }

  public delete(order: RoomOrder, answered: Promise<unknown>): Promise<void> {
    return this.#parts.handingOver.delete(order, answered);
  }

  public may(order: RoomOrder, action: Action): Verdict {
    return this.#parts.orders.may(order, action);
  }

  public explain(verdict: Verdict, action: Action): string {
    return refusal(verdict, action);
  }
}
