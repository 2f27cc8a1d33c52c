import type { InteractionHandle, MessageRecord } from 'roomkeeper/sandbox';

/** A component of a message or a form, as far as operations look at it. */
export interface Control {
  readonly type: number;
  readonly custom_id?: string;
  readonly label?: string;
  readonly content?: string;
  readonly disabled?: boolean;
  readonly options?: readonly { readonly label: string; readonly value: string }[];
  readonly components?: readonly Control[];
}

/** All components of a message, those in others too. */
export function controlsOf({ api }: MessageRecord): readonly Control[] {
  const below = (parts: readonly Control[]): readonly Control[] =>
    parts.flatMap((part) => [part, ...below(part.components ?? [])]);
  return below((api.components ?? []) as readonly Control[]);
}

/** All that a message says. */
export function textOf(message: MessageRecord): string {
  const texts = controlsOf(message).flatMap(({ content }) => content ?? []);
  return [message.api.content, ...texts].filter((text) => text !== '').join('\n');
}

/** The custom id of the button with a label. */
export function buttonOf(message: MessageRecord, label: string): string {
  const found = controlsOf(message).find((control) => control.label === label && control.disabled !== true);
  return found?.custom_id ?? missing(`a button "${label}"`, message);
}

/** The select menu that has an option of a label, and that option's value. */
export function optionOf(message: MessageRecord, label: string): readonly [customId: string, value: string] {
  for (const { custom_id: id, options = [] } of controlsOf(message)) {
    const option = options.find((one) => one.label === label);
    if (id !== undefined && option) return [id, option.value];
  }
  return missing(`an option "${label}"`, message);
}

/** The select menu that lets choose channels, users or roles. */
export function entityMenuOf(message: MessageRecord): string {
  const found = controlsOf(message).find(({ type }) => type >= 5 && type <= 8);
  return found?.custom_id ?? missing('a menu of channels or people', message);
}

/** The message that an interaction was answered with. */
export function messageOf(handle: InteractionHandle): MessageRecord {
  const message = handle.replies.at(-1) ?? handle.original;
  if (!message) throw new Error('The bot has answered with no message');
  return message;
}

function missing(what: string, message: MessageRecord): never {
  const labels = controlsOf(message).flatMap(({ label, options = [] }) => [label, ...options.map((one) => one.label)]);
  throw new Error(`There is no ${what} in "${textOf(message)}", but: ${labels.filter(Boolean).join(', ')}`);
}
