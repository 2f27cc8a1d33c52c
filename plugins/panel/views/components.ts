import {
  ButtonStyle,
  ComponentType,
  MessageFlags,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  type APITextDisplayComponent,
} from 'discord.js';
import type { CustomId } from 'roomkeeper';
import type { Page } from '../domain/paging.js';
import { paging } from '../dialog-messages.js';

/** A message of Components V2: whatever it shows is a component. */
export interface V2Message {
  readonly flags: MessageFlags.IsComponentsV2;
  readonly components: readonly APIMessageTopLevelComponent[];
}

type InRow = APIComponentInMessageActionRow;

export function message(...components: readonly APIMessageTopLevelComponent[]): V2Message {
  return { flags: MessageFlags.IsComponentsV2, components };
}

export function text(...paragraphs: readonly string[]): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content: paragraphs.join('\n') };
}

export function row(...components: readonly InRow[]): APIActionRowComponent<InRow> {
  return { type: ComponentType.ActionRow, components: [...components] };
}

/** Rows of up to five buttons. */
export function grid(buttons: readonly APIButtonComponentWithCustomId[]): APIActionRowComponent<InRow>[] {
  return Array.from({ length: Math.ceil(buttons.length / 5) }, (_, index) =>
    row(...buttons.slice(index * 5, index * 5 + 5)),
  );
}

/** A button. Its label says everything; the emoji stands beside it. */
export interface ButtonLook {
  readonly label: string;
  readonly emoji?: string;
  readonly style?: ButtonStyle.Primary | ButtonStyle.Secondary | ButtonStyle.Success | ButtonStyle.Danger;
  readonly disabled?: boolean;
}

export function button(
  customId: string,
  { label, emoji, style, disabled }: ButtonLook,
): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    custom_id: customId,
    label,
    style: style ?? ButtonStyle.Secondary,
    ...(emoji !== undefined && { emoji: { name: emoji } }),
    ...(disabled === true && { disabled }),
  };
}

/** The buttons that turn the pages of a list; none for a single page. */
export function pageButtons(
  id: CustomId,
  roomId: string,
  { page, pages }: Page<unknown>,
): APIActionRowComponent<InRow>[] {
  if (pages === 1) return [];
  const previous = { label: paging.previous, disabled: page === 0 };
  const next = { label: paging.next, disabled: page === pages - 1 };
  return [
    row(
      button(id.build(roomId, String(page - 1), 'previous'), previous),
      button(id.build(roomId, String(page + 1), 'next'), next),
    ),
  ];
}
