import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  type MessageActionRowComponentBuilder,
  type SelectMenuComponentOptionData,
  StringSelectMenuBuilder,
} from 'discord.js';
import type { CustomId } from 'roomkeeper';
import { hubPage } from '../sudo-messages.js';

export type Row = ActionRowBuilder<MessageActionRowComponentBuilder>;

/** A page of `/sudo`. It says all that a message has, since it takes the place of another. */
export interface PageView {
  readonly content: string;
  readonly components: readonly Row[];
  readonly embeds: readonly [];
}

/** Discord shows so many entries in one select menu. */
export const ENTRIES = 25;
/** Discord takes so many characters as a message's content. */
const CONTENT_LIMIT = 2000;

/** One page of a list. */
export interface Shown<Item> {
  readonly items: readonly Item[];
  /** From 0. */
  readonly page: number;
  /** At least 1. */
  readonly pages: number;
}

/** A page of a list; a number that there is no page for (any more) gives the nearest one. */
export function shown<Item>(items: readonly Item[], wanted: number, size: number): Shown<Item> {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const page = Math.min(wanted, pages - 1);
  return { items: items.slice(page * size, (page + 1) * size), page, pages };
}

export function view(lines: readonly (string | null | undefined)[], ...rows: readonly (Row | null)[]): PageView {
  const content = lines.filter((line) => line !== null && line !== undefined && line !== '').join('\n');
  return {
    content: content.length > CONTENT_LIMIT ? `${content.slice(0, CONTENT_LIMIT - 1).toWellFormed()}…` : content,
    components: rows.filter((row) => row !== null),
    embeds: [],
  };
}

export function row(...components: readonly (MessageActionRowComponentBuilder | null)[]): Row {
  const given = components.filter((component) => component !== null);
  return new ActionRowBuilder<MessageActionRowComponentBuilder>().addComponents(...given);
}

export function button(
  customId: string,
  label: string,
  style: Exclude<ButtonStyle, ButtonStyle.Link> = ButtonStyle.Secondary,
) {
  return new ButtonBuilder().setCustomId(customId).setLabel(label).setStyle(style);
}

/** The buttons to the pages before and behind, as far as there are any. `name` gives the arguments of a page. */
export function turns(
  { page, pages }: Pick<Shown<unknown>, 'page' | 'pages'>,
  id: CustomId,
  name: (page: number) => readonly string[] = (number) => [String(number)],
): (ButtonBuilder | null)[] {
  return [
    page > 0 ? button(id.build(...name(page - 1)), hubPage.previous) : null,
    page < pages - 1 ? button(id.build(...name(page + 1)), hubPage.next) : null,
  ];
}

/** "Page 1 of 2", when there is more than one. */
export function pageLine({ page, pages }: Pick<Shown<unknown>, 'page' | 'pages'>): string | null {
  return pages === 1 ? null : hubPage.pageOf(page + 1, pages);
}

/** A select menu with one choice. Discord refuses one without entries: then there is no row. */
export function selectRow(
  customId: string,
  placeholder: string,
  options: readonly SelectMenuComponentOptionData[],
): Row | null {
  if (options.length === 0) return null;
  return row(
    new StringSelectMenuBuilder()
      .setCustomId(customId)
      .setPlaceholder(placeholder)
      .addOptions(...options),
  );
}
