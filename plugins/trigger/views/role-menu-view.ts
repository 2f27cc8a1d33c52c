import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APIMessageComponentEmoji,
} from 'discord.js';
import { ids } from '../custom-ids.js';
import { isCustom, qualified } from '../domain/emoji.js';
import type { MenuStyle } from '../domain/role-menu.js';
import type { RoleMenuEntry } from '../entities/role-menu-row.js';
import { roleMenus } from '../reaction-role-messages.js';

/** A menu as its message shows it. */
export interface MenuShown {
  readonly id: number;
  readonly style: MenuStyle;
  readonly text: string;
  readonly entries: readonly RoleMenuEntry[];
  /** How many can be chosen at once, of a select menu. */
  readonly most: number;
}

export interface MenuMessage {
  readonly content: string;
  readonly components: APIActionRowComponent<APIComponentInMessageActionRow>[];
}

const ROW = 5;

/** A custom emoji that the bot has; null for one that is gone: Discord refuses a message with it. */
type CustomEmoji = (emojiId: string) => APIMessageComponentEmoji | null;

/** The message of a menu. */
export function menuMessage(menu: MenuShown, custom: CustomEmoji): MenuMessage {
  const { id, style, text, entries } = menu;
  if (entries.length === 0) return { content: text, components: [inRow(nothingYet(id))] };
  if (style === 'select') return { content: text, components: [select(menu, custom)] };
  const buttons = entries.map((entry) => button(id, entry, custom));
  const rows = Array.from({ length: Math.ceil(buttons.length / ROW) }, (_, at) =>
    buttons.slice(at * ROW, (at + 1) * ROW),
  );
  return { content: text, components: rows.map((row) => inRow(...row)) };
}

/** The menu that a message shows, whatever is stored of it; null for none. */
export function menuIdIn(customId: string): number | null {
  const [id] =
    ids.roleButton.parse(customId) ?? ids.roleSelect.parse(customId) ?? ids.roleMenuEmpty.parse(customId) ?? [];
  return id !== undefined && /^\d{1,9}$/.test(id) ? Number(id) : null;
}

function inRow(...components: APIComponentInMessageActionRow[]): APIActionRowComponent<APIComponentInMessageActionRow> {
  return { type: ComponentType.ActionRow, components };
}

/** It also tells whose message this is, if the bot dies before it has noted that. */
function nothingYet(id: number): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    custom_id: ids.roleMenuEmpty.build(String(id)),
    label: roleMenus.nothingYet,
    style: ButtonStyle.Secondary,
    disabled: true,
  };
}

function button(
  id: number,
  { actionId, label, emoji }: RoleMenuEntry,
  custom: CustomEmoji,
): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    custom_id: ids.roleButton.build(String(id), String(actionId)),
    label,
    style: ButtonStyle.Secondary,
    ...shownEmoji(emoji, custom),
  };
}

function select({ id, entries, most }: MenuShown, custom: CustomEmoji) {
  return inRow({
    type: ComponentType.StringSelect,
    custom_id: ids.roleSelect.build(String(id)),
    placeholder: roleMenus.choose,
    min_values: 0,
    max_values: most,
    options: entries.map(({ actionId, label, emoji }) => ({
      label,
      value: String(actionId),
      ...shownEmoji(emoji, custom),
    })),
  });
}

function shownEmoji(key: string, custom: CustomEmoji): { readonly emoji?: APIMessageComponentEmoji } {
  if (key === '') return {};
  const emoji = isCustom(key) ? custom(key) : { name: qualified(key) };
  return emoji === null ? {} : { emoji };
}
