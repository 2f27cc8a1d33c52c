import type { Snowflake } from './trigger.js';

/** An emoji as Discord's events present it. */
export interface PresentedEmoji {
  /** Of a custom emoji. */
  readonly id: Snowflake | null;
  readonly name: string | null;
}

/**
 * What an emoji is known by: a custom one by its id, since it can be renamed; any other by its characters without
 * U+FE0F, which clients set or leave out as they like.
 */
export function emojiKey({ id, name }: PresentedEmoji): string {
  return id ?? (name ?? '').replaceAll('\uFE0F', '');
}

/** The key of an emoji that a person typed; empty for nothing typed, null for what is no emoji. */
export function typedEmojiKey(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return '';
  const custom = /^<a?:\w{2,32}:(\d{17,20})>$/.exec(text) ?? /^(\d{17,20})$/.exec(text);
  if (custom?.[1] !== undefined) return custom[1];
  return isOneEmoji(text) ? emojiKey({ id: null, name: text }) : null;
}

/** Whether a key is a custom emoji's. */
export function isCustom(key: string): boolean {
  return /^\d{17,20}$/.test(key);
}

/**
 * An emoji's characters as Discord writes them: with U+FE0F after each that is a plain letter or sign without it, such as a
 * heart. Of a key that is no custom emoji's.
 */
export function qualified(key: string): string {
  return key.replaceAll(textual, '$&\uFE0F');
}

function isOneEmoji(text: string): boolean {
  const withSelectors = text.replaceAll('\uFE0F', '');
  if ([...segmenter.segment(withSelectors)].length !== 1) return false;
  return /^\p{Regional_Indicator}{1,2}$/u.test(withSelectors) || /^[0-9#*]\u20E3$/u.test(withSelectors)
    ? true
    : /^\p{Extended_Pictographic}/u.test(withSelectors);
}

/** What shows as text by itself. A skin tone after it makes it an emoji as well. */
const textual = /(?!\p{Emoji_Presentation})(?!\p{Emoji_Modifier})\p{Emoji}(?![\uFE0F\p{Emoji_Modifier}])/gu;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
