import type { Ranges } from './program.js';

/** Kinds of letters: so many for ASCII's 26, of which the last few share one with the first, and these. A bit each. */
const LETTER_KINDS = 20;
const DIGIT = 1 << 20;
const CLAMOUR = 1 << 21;
const SPACE = 1 << 22;
const OTHER_ASCII = 1 << 23;
export const FOREIGN = 1 << 24;
/** How many kinds there are: a number has room for something else next to them. */
export const KIND_BITS = 25;

/** The kind of a letter, by its number. Either case of a letter has the same. */
export const asciiKinds = Int32Array.from({ length: 128 }, (_, unit) => kindOf(String.fromCharCode(unit)));

/** What of letters a text has, as far as it rules patterns out. One pass; made anew by each, with nothing allocated. */
export class TextTraits {
  /** The kinds that occur. */
  seen = 0;
  /** The kinds that occur three times in a row. */
  runs = 0;

  read(text: string): void {
    let seen = 0;
    let runs = 0;
    let before = 0;
    let pair = 0;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      const kind = unit < 128 ? (asciiKinds[unit] ?? 0) : FOREIGN;
      seen |= kind;
      runs |= pair & kind;
      pair = before & kind;
      before = kind;
    }
    this.seen = seen;
    this.runs = runs;
  }
}

/** The kinds of the letters of a set, a bit each. */
export function kindsOf(among: Ranges): number {
  let kinds = 0;
  for (let at = 0; at < among.length; at += 2) {
    const last = among[at + 1] ?? 0;
    for (let code = among[at] ?? 0; code <= Math.min(last, 127); code++) kinds |= asciiKinds[code] ?? 0;
    if (last > 127) kinds |= FOREIGN;
  }
  return kinds;
}

/** Whether a set of kinds is a single one. */
export function isOneKind(kinds: number): boolean {
  return kinds !== 0 && (kinds & (kinds - 1)) === 0;
}

function kindOf(letter: string): number {
  if (/[a-z]/i.test(letter)) return 1 << ((letter.toLowerCase().charCodeAt(0) - 97) % LETTER_KINDS);
  if (/\d/.test(letter)) return DIGIT;
  if (/[!?]/.test(letter)) return CLAMOUR;
  return /\s/.test(letter) ? SPACE : OTHER_ASCII;
}
