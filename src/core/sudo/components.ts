import { ActionRowBuilder, ButtonBuilder, ButtonStyle, StringSelectMenuBuilder } from 'discord.js';
import type { MessageActionRowComponentBuilder, SelectMenuComponentOptionData } from 'discord.js';
import { sudoMessages } from '../sudo-messages.js';
import { choose, go } from './custom-ids.js';

export type Row = ActionRowBuilder<MessageActionRowComponentBuilder>;

/** A message of `/sudo`. It always says all that a message has, since it takes the place of another. */
export interface SudoView {
  readonly content: string;
  readonly components: readonly Row[];
  readonly embeds: readonly [];
}

export function view(content: string, ...rows: readonly (Row | null)[]): SudoView {
  return { content, components: rows.filter((row) => row !== null), embeds: [] };
}

export function row(...components: readonly MessageActionRowComponentBuilder[]): Row {
  return new ActionRowBuilder<MessageActionRowComponentBuilder>().addComponents(...components);
}

/** A row of those buttons that there are; none makes no row. */
export function buttons(...given: readonly (ButtonBuilder | null)[]): Row | null {
  const present = given.filter((button) => button !== null);
  return present.length === 0 ? null : row(...present);
}

export function wayTo(destination: string, label: string): ButtonBuilder {
  return new ButtonBuilder().setCustomId(go.build(destination)).setLabel(label).setStyle(ButtonStyle.Secondary);
}

/** A select menu of places to go to. Discord refuses one without entries. */
export function menuOf(entries: readonly SelectMenuComponentOptionData[], placeholder: string): Row {
  return row(
    new StringSelectMenuBuilder()
      .setCustomId(choose.build())
      .setPlaceholder(placeholder)
      .addOptions(...entries),
  );
}

/** The buttons to the pages before and behind, as far as there are any. */
export function turns(
  { page, pages }: { readonly page: number; readonly pages: number },
  name: (page: number) => string,
): (ButtonBuilder | null)[] {
  return [
    page > 0 ? wayTo(name(page - 1), sudoMessages.previous) : null,
    page < pages - 1 ? wayTo(name(page + 1), sudoMessages.next) : null,
  ];
}
