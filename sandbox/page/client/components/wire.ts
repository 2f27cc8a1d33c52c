import type { APIMessageTopLevelComponent, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';

/** A component's emoji: a character, or a custom one with an id. */
export interface WireEmoji {
  readonly id?: string | null;
  readonly name?: string | null;
}

export interface WireOption {
  readonly label: string;
  readonly value: string;
  readonly description?: string | null;
  readonly emoji?: WireEmoji | null;
  readonly default?: boolean;
}

interface WireMedia {
  readonly url: string;
  readonly width?: number | null;
  readonly height?: number | null;
}

export interface WireButton {
  readonly type: 2;
  /** 1 primary, 2 secondary, 3 success, 4 danger, 5 link, 6 premium. */
  readonly style: 1 | 2 | 3 | 4 | 5 | 6;
  readonly label?: string | null;
  readonly emoji?: WireEmoji | null;
  readonly custom_id?: string;
  readonly url?: string;
  readonly disabled?: boolean;
}

/** A select menu: 3 of its own options, 5 of users, 6 of roles, 7 of both, 8 of channels. */
export interface WireSelect {
  readonly type: 3 | 5 | 6 | 7 | 8;
  readonly custom_id: string;
  readonly placeholder?: string | null;
  readonly min_values?: number | null;
  readonly max_values?: number | null;
  readonly disabled?: boolean;
  /** In a modal. */
  readonly required?: boolean;
  readonly options?: readonly WireOption[];
  readonly default_values?: readonly { readonly id: string; readonly type: string }[];
  readonly channel_types?: readonly number[];
}

export interface WireThumbnail {
  readonly type: 11;
  readonly media: WireMedia;
  readonly description?: string | null;
  readonly spoiler?: boolean;
}

export interface WireText {
  readonly type: 10;
  readonly content: string;
}

/** A component of a message, in the wire form that the page shows. */
export type WireComponent =
  | { readonly type: 1; readonly components: readonly WireComponent[] }
  | WireButton
  | WireSelect
  | { readonly type: 9; readonly components: readonly WireComponent[]; readonly accessory?: WireComponent }
  | WireText
  | WireThumbnail
  | { readonly type: 12; readonly items: readonly Omit<WireThumbnail, 'type'>[] }
  | {
      readonly type: 13;
      readonly file: WireMedia;
      readonly name?: string;
      readonly size?: number;
      readonly spoiler?: boolean;
    }
  | { readonly type: 14; readonly divider?: boolean; readonly spacing?: 1 | 2 }
  | {
      readonly type: 17;
      readonly components: readonly WireComponent[];
      readonly accent_color?: number | null;
      readonly spoiler?: boolean;
    };

export interface WireTextInput {
  readonly type: 4;
  readonly custom_id: string;
  /** 1 one line, 2 several. */
  readonly style: 1 | 2;
  /** In the older form, without a label around it. */
  readonly label?: string | null;
  readonly value?: string | null;
  readonly placeholder?: string | null;
  readonly required?: boolean;
  readonly min_length?: number | null;
  readonly max_length?: number | null;
}

/** 21 radio buttons, 22 several boxes to tick. */
export type WireGroup = WireGroupOf<21> | WireGroupOf<22>;

interface WireGroupOf<Type extends number> {
  readonly type: Type;
  readonly custom_id: string;
  readonly options: readonly WireOption[];
  readonly required?: boolean;
  readonly min_values?: number | null;
  readonly max_values?: number | null;
}

export interface WireCheckbox {
  readonly type: 23;
  readonly custom_id: string;
  readonly default?: boolean;
}

export interface WireUpload {
  readonly type: 19;
  readonly custom_id: string;
  readonly required?: boolean;
  readonly min_values?: number | null;
  readonly max_values?: number | null;
}

/** What a person fills in. */
export type WireInput = WireTextInput | WireSelect | WireGroup | WireCheckbox | WireUpload;

/** A part of a modal: 1 the older form of a field, 10 a text, 18 a label with a field. */
export type WireFormPart =
  | { readonly type: 1; readonly components: readonly WireTextInput[] }
  | WireText
  | { readonly type: 18; readonly label: string; readonly description?: string | null; readonly component: WireInput };

/** The wire form by numbers: the enums of Discord's types exist only where there is a bundler. */
export function wireComponents(components: readonly APIMessageTopLevelComponent[]): readonly WireComponent[] {
  return components;
}

export function wireForm(form: APIModalInteractionResponseCallbackData): readonly WireFormPart[] {
  return form.components;
}

/** The character of an emoji, or the name of a custom one in colons. */
export function emojiText(emoji: WireEmoji | null | undefined): string | undefined {
  if (!emoji?.name) return undefined;
  return emoji.id ? `:${emoji.name}:` : emoji.name;
}

/** What is chosen when it is drawn. */
export function chosenAtFirst({
  options = [],
  default_values: defaults = [],
}: Pick<WireSelect, 'options' | 'default_values'>): readonly string[] {
  const marked = options.filter((option) => option.default).map(({ value }) => value);
  return [...marked, ...defaults.map(({ id }) => id)];
}
