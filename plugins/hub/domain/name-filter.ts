/** The most that Discord takes as a channel's name. Counted in UTF-16 units, the strictest way to count. */
export const NAME_LIMIT = 100;

/** Why a name is not taken. `word`: the guild's word that it holds. */
export type NameRefusal =
  | { readonly reason: 'empty' | 'too-long' }
  | { readonly reason: 'banned-word'; readonly word: string };

export type NameCheck = { readonly ok: true; readonly name: string } | ({ readonly ok: false } & NameRefusal);

/**
 * The filter that every name passes which a person chose: cleaned, neither empty nor longer than 100, and without a word
 * of the guild's list.
 */
export function checkName(raw: string, bannedWords: readonly string[]): NameCheck {
  const name = cleaned(raw);
  if (isBlank(name)) return { ok: false, reason: 'empty' };
  if (name.length > NAME_LIMIT) return { ok: false, reason: 'too-long' };
  const word = bannedWordIn(name, bannedWords);
  return word === undefined ? { ok: true, name } : { ok: false, reason: 'banned-word', word };
}

/** The same filter for a name that nobody typed: cut instead of refused for its length. Null when it is refused. */
export function automaticName(raw: string, bannedWords: readonly string[]): string | null {
  const checked = checkName(cut(cleaned(raw), NAME_LIMIT), bannedWords);
  return checked.ok ? checked.name : null;
}

/** The longest start of `text` that fits into `limit` UTF-16 units and splits no visible character. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = 0;
  for (const { index, segment } of graphemes.segment(text)) {
    if (index + segment.length > limit) break;
    end = index + segment.length;
  }
  return text.slice(0, end).trimEnd();
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

// Lone surrogates, soft hyphen, zero-width space, word joiner and its kin, byte order mark, and whatever turns the
// direction of writing around. Joiners stay: emoji, Persian and Indic scripts need them.
const removed = /[\p{Cs}\u00AD\u200B\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
const spaces = /[\p{Cc}\p{Z}]+/gu;
const invisible = /[\p{C}\p{Z}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/gu;

function cleaned(raw: string): string {
  return raw.replace(removed, '').replace(spaces, ' ').trim().normalize('NFC');
}

/** Whether nothing of a name can be seen. */
export function isBlank(name: string): boolean {
  return name.replace(invisible, '') === '';
}

/** The first of the guild's words that `name` holds, whatever its case and width. Undefined when it holds none. */
function bannedWordIn(name: string, bannedWords: readonly string[]): string | undefined {
  const text = folded(name);
  return bannedWords.find((word) => holdsWord(text, folded(word)));
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '')
    .trim();
}

/** Whole words only, so that a harmless word that holds a bad one passes. */
function holdsWord(text: string, word: string): boolean {
  if (word === '') return false;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const before = text.slice(0, at);
    const after = text.slice(at + word.length);
    if (isEdge(before, word) && isEdge(word, after)) return true;
  }
  return false;
}

const firstLetter = /^[\p{L}\p{M}\p{N}]/u;
const lastLetter = /[\p{L}\p{M}\p{N}]$/u;
const unspaced =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]';
const unspacedFirst = new RegExp(`^${unspaced}`, 'u');
const unspacedLast = new RegExp(`${unspaced}$`, 'u');

/** Whether a word may end between `left` and `right`. Scripts that put no spaces between words have edges everywhere. */
function isEdge(left: string, right: string): boolean {
  if (!lastLetter.test(left) || !firstLetter.test(right)) return true;
  return unspacedLast.test(left) || unspacedFirst.test(right);
}
