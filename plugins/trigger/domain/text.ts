/**
 * A text as every comparison sees it: NFC, and without U+FE0F, which clients set or leave out as they like. Case stays.
 */
export function plain(text: string): string {
  const bare = text.includes(VARIATION_SELECTOR) ? text.replaceAll(VARIATION_SELECTOR, '') : text;
  return bare.normalize('NFC');
}

/**
 * A plain text in lower case. Letter by letter: the fold of two texts joined is their folds joined, so that a text that
 * contains another still does so when both are folded. Letters with two lower-case forms (ς and σ, ſ and s) become one.
 */
export function fold(plainText: string): string {
  const lower = plainText.toLowerCase();
  return twoForms.test(lower) ? lower.replace(eachTwoForms, (letter) => oneForm.get(letter) ?? letter) : lower;
}

/** What a text condition compares, once for each event. */
export interface ComparedText {
  /** As somebody wrote it: what is said again is said like this. */
  readonly written: string;
  readonly plain: string;
  readonly folded: string;
}

export function compared(content: string): ComparedText {
  const text = plain(content);
  return { written: content, plain: text, folded: fold(text) };
}

/** The side of `text` that a condition compares, and a parameter in the same form. */
export function sides(text: ComparedText, parameter: string, caseSensitive: boolean): readonly [string, string] {
  return caseSensitive ? [text.plain, plain(parameter)] : [text.folded, fold(plain(parameter))];
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where in the plain text the letters lie whose fold is `[start, end)` of the folded one. A letter of which only a part
 * is meant counts as a whole.
 */
export function unfolded(text: ComparedText, { start, end }: Span): Span {
  if (text.plain.length === text.folded.length) return { start, end };
  let folded = 0;
  let at = 0;
  let from = text.plain.length;
  let found = false;
  for (const letter of text.plain) {
    if (folded >= end && found) break;
    const width = fold(letter).length;
    if (!found && folded + width > start) {
      from = at;
      found = true;
    }
    folded += width;
    at += letter.length;
  }
  return { start: Math.min(from, at), end: at };
}

/**
 * Where in the written text the characters lie that make `[start, end)` of the plain one. Of a character of which only a part
 * is meant, all is taken.
 */
export function asWritten({ written, plain: plainText }: ComparedText, { start, end }: Span): Span {
  if (written === plainText) return { start, end };
  let at = 0;
  let from = written.length;
  let to = 0;
  for (const { segment, index } of graphemes.segment(written)) {
    const next = at + plain(segment).length;
    if (next > start) from = Math.min(from, index);
    if (at < end) to = index + segment.length;
    at = next;
  }
  return { start: Math.min(from, to), end: to };
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

export function isBlank(text: string): boolean {
  return invisible.test(text);
}

const VARIATION_SELECTOR = '\uFE0F';

const invisible = /^[\s\p{Default_Ignorable_Code_Point}\p{Cc}\u2800]*$/u;

/** Lower-case letters that share their capital with another, and that other: Unicode's simple case folding. */
const oneForm: ReadonlyMap<string, string> = new Map(
  (
    [
      [0x3c2, 'σ'],
      [0x17f, 's'],
      [0x3d0, 'β'],
      [0x3f5, 'ε'],
      [0x3d1, 'θ'],
      [0x345, 'ι'],
      [0x1fbe, 'ι'],
      [0x3f0, 'κ'],
      [0xb5, 'μ'],
      [0x3d6, 'π'],
      [0x3f1, 'ρ'],
      [0x3d5, 'φ'],
      [0x1e9b, 'ṡ'],
      [0x1c80, 'в'],
      [0x1c81, 'д'],
      [0x1c82, 'о'],
      [0x1c83, 'с'],
      [0x1c84, 'т'],
      [0x1c85, 'т'],
      [0x1c86, 'ъ'],
      [0x1c87, 'ѣ'],
      [0x1c88, 'ꙋ'],
      [0xfb05, '\uFB06'],
    ] as const
  ).map(([code, letter]) => [String.fromCharCode(code), letter]),
);
const twoForms = new RegExp(`[${[...oneForm.keys()].join('')}]`, 'u');
const eachTwoForms = new RegExp(twoForms, 'gu');
