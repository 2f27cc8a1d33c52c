import { isBlank } from './text.js';

/** The most that Discord takes as a message. Counted in UTF-16 units, the strictest way to count. */
export const MESSAGE_LIMIT = 2_000;

/**
 * What the place-holders stand for. Names that people chose are to be given escaped. What an event has not, such as the
 * user of an interval, is empty.
 */
export interface TemplateValues {
  /** A mention. */
  readonly user: string;
  readonly 'user.name': string;
  readonly 'user.id': string;
  /** A mention. */
  readonly channel: string;
  readonly 'channel.name': string;
  readonly server: string;
  /** The event's text. */
  readonly content: string;
  /** The part of it that met the condition, and what follows. */
  readonly match: string;
  readonly args: string;
  readonly emoji: string;
}

export type Filled = { readonly ok: true; readonly text: string; readonly cut: boolean } | { readonly ok: false };

export const placeholders: readonly (keyof TemplateValues)[] = [
  'user',
  'user.name',
  'user.id',
  'channel',
  'channel.name',
  'server',
  'content',
  'match',
  'args',
  'emoji',
];

/**
 * Fills a template in one pass: what is inserted is never looked at again, whatever it says. Unknown place-holders stay
 * as they are. Cut at 2,000, never inside a character; not ok when nothing visible is left to send.
 */
export function filled(template: string, values: TemplateValues): Filled {
  const text = template.replace(placeholder, (whole, name: string) => (isPlaceholder(name) ? values[name] : whole));
  if (isBlank(text)) return { ok: false };
  return text.length <= MESSAGE_LIMIT
    ? { ok: true, text, cut: false }
    : { ok: true, text: `${whole(text.slice(0, MESSAGE_LIMIT - 1))}…`, cut: true };
}

/** One of the texts, each as likely as the others. `random` is from 0 to less than 1. */
export function picked(texts: readonly string[], random: () => number): string {
  const text = texts[Math.floor(random() * texts.length)];
  if (text === undefined) throw new RangeError('There is no text to pick from.');
  return text;
}

const placeholder = /\{([a-z.]+)\}/g;

function isPlaceholder(name: string): name is keyof TemplateValues {
  return placeholders.some((known) => known === name);
}

function whole(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, '');
}
