import type { ButtonInteraction } from 'discord.js';
import { respond, respondByUpdate } from 'roomkeeper';
import type { HubApi } from '../../hub/plugin.js';
import { ids } from '../custom-ids.js';
import { deletion } from '../messages.js';
import { question, sentence } from '../views/small-messages.js';
import type { Clicks, LiveOrder } from './clicks.js';

/** Deletes rooms for whoever may, and asks first when others would be thrown out. */
export class Deleting {
  readonly #hub: HubApi;
  readonly #clicks: Clicks;

  public constructor(hub: HubApi, clicks: Clicks) {
    this.#hub = hub;
    this.#clicks = clicks;
  }

  /** Somebody pressed Delete. */
  public async asked(click: ButtonInteraction, roomId: string): Promise<void> {
    const live = await this.#clicks.begin(click, roomId, 'delete');
    if (!live) return;
    const others = live.stored.room.members.filter(({ userId }) => userId !== click.user.id).length;
    if (others > 0) return respond(click, async () => confirmation(roomId, others));
    await this.#delete(
      live,
      respond(click, async () => deletion.going),
    );
  }

  /** Somebody was asked, and wants it. */
  public async confirmed(click: ButtonInteraction, roomId: string): Promise<void> {
    const live = await this.#clicks.begin(click, roomId, 'delete');
    if (live)
      await this.#delete(
        live,
        respondByUpdate(click, async () => sentence(deletion.going)),
      );
  }

  /** The answer goes first, because its channel may be one of those that go. */
  async #delete({ order }: LiveOrder, answered: Promise<void>): Promise<void> {
    await Promise.all([answered, this.#hub.actions.delete(order, answered)]);
  }
}

function confirmation(roomId: string, others: number) {
  return question({
    text: deletion.question(roomId, others),
    confirm: { customId: ids.deleteConfirmed.build(roomId), label: deletion.confirmLabel },
    cancel: { customId: ids.deleteCancelled.build(roomId), label: deletion.cancelLabel },
  });
}
