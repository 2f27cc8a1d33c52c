import { ActionRowBuilder, ButtonBuilder, ButtonStyle, type MessageActionRowComponentBuilder } from 'discord.js';
import { CustomId, type Answer } from 'roomkeeper';
import { disable, list } from './messages.js';
import type { ListPage } from './services/listing.js';

/** The buttons of autochannel. Each says whose it is: the arguments are checked when it is pressed. */
export const disableConfirmed = new CustomId('autochannel', 'disable-confirmed');
export const disableCancelled = new CustomId('autochannel', 'disable-cancelled');
export const listPage = new CustomId('autochannel', 'list-page');

/** The question before channels with people in them are deleted. */
export function confirmation(text: string, channelId: string): Answer {
  const confirm = new ButtonBuilder()
    .setCustomId(disableConfirmed.build(channelId))
    .setLabel(disable.confirmLabel)
    .setStyle(ButtonStyle.Danger);
  const cancel = new ButtonBuilder()
    .setCustomId(disableCancelled.build(channelId))
    .setLabel(disable.cancelLabel)
    .setStyle(ButtonStyle.Secondary);
  return { content: text, components: [row(confirm, cancel)] };
}

/** A page of the list, with buttons when there are more. */
export function listMessage({ text, page, pages }: ListPage): Exclude<Answer, string> {
  if (pages === 1) return { content: text, components: [] };
  const previous = new ButtonBuilder()
    .setCustomId(listPage.build(String(page - 1), 'previous'))
    .setLabel(list.previousLabel)
    .setStyle(ButtonStyle.Secondary)
    .setDisabled(page === 0);
  const next = new ButtonBuilder()
    .setCustomId(listPage.build(String(page + 1), 'next'))
    .setLabel(list.nextLabel)
    .setStyle(ButtonStyle.Secondary)
    .setDisabled(page === pages - 1);
  return { content: text, components: [row(previous, next)] };
}

function row(...buttons: readonly ButtonBuilder[]): ActionRowBuilder<MessageActionRowComponentBuilder> {
  return new ActionRowBuilder<MessageActionRowComponentBuilder>().addComponents(...buttons);
}
