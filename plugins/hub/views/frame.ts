import { leaveSudoPage, respond, respondByUpdate, type Answer } from 'roomkeeper';
import type { ModalSubmitInteraction } from 'discord.js';
import { type forceTransfer, hubChannels } from '../sudo-pages.js';
import { row, type PageView } from './rows.js';

/** A page with the way out of it, as core adds it when the page is opened from `/sudo`. */
export function framed(view: PageView, page: typeof hubChannels | typeof forceTransfer = hubChannels): PageView {
  return { ...view, components: [...view.components, row(leaveSudoPage(page))] };
}

/** Puts a page in place of the one whose form was sent. */
export function answerForm(interaction: ModalSubmitInteraction, work: () => Promise<Answer>): Promise<void> {
  return interaction.isFromMessage() ? respondByUpdate(interaction, work) : respond(interaction, work);
}
