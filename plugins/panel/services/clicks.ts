import { UserError } from '@sapphire/framework';
import type {
  AnySelectMenuInteraction,
  APIModalInteractionResponseCallbackData,
  ButtonInteraction,
  ModalMessageModalSubmitInteraction,
} from 'discord.js';
import { respond, respondByUpdate, restFailure, type Answer } from 'roomkeeper';
import type { Action, HubApi, RoomOrder, StoredRoom } from '../../hub/plugin.js';
import { refusal, roomGone } from '../messages.js';
import type { V2Message } from '../views/components.js';
import { goneMessage } from '../views/small-messages.js';
import type { Panels } from './panels.js';

/** A use of a control that stands in a message. */
export type Click = ButtonInteraction | AnySelectMenuInteraction | ModalMessageModalSubmitInteraction;

/** What somebody wants of a room that is there. */
export interface LiveOrder {
  readonly order: RoomOrder;
  readonly stored: StoredRoom;
}

/**
 * How clicks are answered: each against the room as it is at that moment, whatever the message showed. A message whose room is
 * gone says so and loses its controls; rights are hub's affair, asked anew each time.
 */
export class Clicks {
  readonly #hub: HubApi;
  readonly #panels: Panels;

  public constructor(hub: HubApi, panels: Panels) {
    this.#hub = hub;
    this.#panels = panels;
  }

  /** Does something, and shows the new panel in place of the message that was clicked. */
  public async panel(click: Click, roomId: string, work: (order: RoomOrder) => Promise<unknown>): Promise<void> {
    await this.#panels.answering(roomId, click.message.id, async () => {
      let shown: V2Message | null = null;
      await this.update(click, roomId, async ({ order }) => {
        await work(order);
        const live = this.#live(click, roomId);
        shown = live && this.#panels.render(live.stored);
        return shown ?? goneMessage(click.message);
      });
      return shown;
    });
  }

  /** Does something, and shows what it returns in place of the message that was clicked. */
  public async update(
    click: Click,
    roomId: string,
    work: (live: LiveOrder) => Promise<Answer> | Answer,
  ): Promise<void> {
    const answer = async (): Promise<Answer> => {
      const live = this.#live(click, roomId);
      if (!live) return goneMessage(click.message);
      try {
        return await work(live);
      } catch (error) {
        if (isRoomGone(error)) return goneMessage(click.message);
        throw error;
      }
    };
    try {
      await respondByUpdate(click, answer);
    } catch (error) {
      if (restFailure(error) !== 'unknown-channel') throw error;
      // The message went with the room's text, while a form was open: there is nothing to update, but somebody to answer.
      throw new UserError({ identifier: 'panel.room-gone', message: roomGone });
    }
  }

  /** Answers with a message that only the one who clicked sees. `action`: what they must have the right to. */
  public async open(
    click: Click,
    roomId: string,
    action: Action | null,
    view: (live: LiveOrder) => Promise<Answer> | Answer,
  ): Promise<void> {
    const live = await this.begin(click, roomId, action);
    if (live) await respond(click, async () => view(live));
  }

  /** Answers with a form. `action`: what whoever clicked must have the right to. */
  public async form(
    click: Exclude<Click, ModalMessageModalSubmitInteraction>,
    roomId: string,
    action: Action,
    form: (live: LiveOrder) => APIModalInteractionResponseCallbackData,
  ): Promise<void> {
    const live = await this.begin(click, roomId, action);
    if (live) await click.showModal(form(live));
  }

  /** @throws {UserError} with the sentence for whoever may not do `action`. */
  public require(order: RoomOrder, action: Action): void {
    const verdict = this.#hub.actions.may(order, action);
    if (!verdict.allowed)
      throw new UserError({ identifier: 'panel.refused', message: this.#hub.actions.explain(verdict, action) });
  }

  /** The room of a click, if whoever clicked may do `action`; null when it is gone, and the message says so. */
  public async begin(click: Click, roomId: string, action: Action | null): Promise<LiveOrder | null> {
    const live = this.#live(click, roomId);
    if (live && action !== null) this.require(live.order, action);
    if (!live) await respondByUpdate(click, async () => goneMessage(click.message));
    return live;
  }

  /**
   * The room of a click, and who clicked; null when there is no such room (any more).
   *
   * @throws {UserError} for a click that no panel has sent: outside of a guild, or with a control that its message does not have, by
   * which a forged click could have another room's panel put there. Also for a room whose channels are being made.
   */
  #live(click: Click, voiceChannelId: string): LiveOrder | null {
    if (!click.inCachedGuild()) throw new UserError({ identifier: 'panel.not-here', message: refusal.notHere });
    if (!JSON.stringify(click.message.components).includes(`:${voiceChannelId}`)) {
      throw new UserError({ identifier: 'panel.stale', message: refusal.stale });
    }
    const { guild, member } = click;
    const stored = this.#hub.room(voiceChannelId);
    if (!stored || stored.room.state === 'deleting' || stored.room.guildId !== guild.id) return null;
    if (stored.room.state === 'pending') throw new UserError({ identifier: 'panel.pending', message: refusal.pending });
    return { order: { guild, voiceChannelId, member }, stored };
  }
}

function isRoomGone(error: unknown): boolean {
  return error instanceof UserError && error.identifier === 'hub.room-gone';
}
