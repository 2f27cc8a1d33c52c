import {
  ButtonStyle,
  ComponentType,
  MessageFlags,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  type APISelectMenuOption,
} from 'discord.js';
import { paging } from '../messages.js';

/** A message of Components V2: whatever it shows is a component. */
export interface View {
  readonly flags: MessageFlags.IsComponentsV2;
  readonly components: readonly APIMessageTopLevelComponent[];
}

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** What Discord takes in all texts of a message of Components V2 together. */
const TEXT_LIMIT = 4_000;
/** What Discord shows of an entry of a select menu. */
const LABEL_LIMIT = 100;

/** Text with controls below it. Empty lines and rows are left out. */
export function view(lines: readonly (string | null)[], ...rows: readonly (Row | null)[]): View {
  const content = cut(lines.filter((line) => line !== null).join('\n'), TEXT_LIMIT);
  return {
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: ComponentType.TextDisplay, content }, ...rows.filter((row) => row !== null)],
  };
}

export function row(...components: readonly (APIComponentInMessageActionRow | null)[]): Row | null {
  const given = components.filter((component) => component !== null);
  return given.length === 0 ? null : { type: ComponentType.ActionRow, components: given };
}

export function button(
  customId: string,
  label: string,
  style: APIButtonComponentWithCustomId['style'] = ButtonStyle.Secondary,
): APIButtonComponentWithCustomId {
  return { type: ComponentType.Button, custom_id: customId, label, style };
}

/** A select menu for one of up to 25. Null without entries: Discord refuses it. */
export function menu(
  customId: string,
  placeholder: string,
  options: readonly Pick<APISelectMenuOption, 'label' | 'value'>[],
): Row | null {
  if (options.length === 0) return null;
  const shown = options.slice(0, 25).map(({ label, value }) => ({ label: cut(label, LABEL_LIMIT), value }));
  return row({ type: ComponentType.StringSelect, custom_id: customId, placeholder, options: shown });
}

/** The buttons that turn pages; none for a single page. @param id - The custom id of a page's button. */
export function turning(
  { page, pages }: { readonly page: number; readonly pages: number },
  id: (page: number, way: 'previous' | 'next') => string,
): Row | null {
  if (pages === 1) return null;
  return row(
    { ...button(id(page - 1, 'previous'), paging.previous), disabled: page === 0 },
    { ...button(id(page + 1, 'next'), paging.next), disabled: page === pages - 1 },
  );
}

export function cut(text: string, limit: number): string {
  return text.length <= limit
    ? text
    : `${text
        .slice(0, limit - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`;
}
