import { fold, plain } from './text.js';

/** Stands for a letter that cannot be folded by itself. */
export const COMPLEX = 0;

/** ASCII in lower case. NUL counts as complex, which is right as well and leaves 0 free. */
export const asciiFolds = Uint8Array.from({ length: 128 }, (_, unit) => (unit >= 65 && unit <= 90 ? unit + 32 : unit));

const pages: (Uint16Array | undefined)[] = [];

/**
 * What `fold(plain(text))` makes of one UTF-16 unit, whatever stands around it. `COMPLEX` where that cannot be said: for
 * letters that combine with others, that NFC rewrites, or whose lower case is longer. A text without any is plain
 * already, and folds unit by unit.
 */
export function foldedUnit(unit: number): number {
  if (unit < 128) return asciiFolds[unit] ?? COMPLEX;
  const page = (pages[unit >> 8] ??= pageOf(unit >> 8));
  return page[unit & 0xff] ?? COMPLEX;
}

function pageOf(number: number): Uint16Array {
  return Uint16Array.from({ length: 256 }, (_, at) => foldedAlone((number << 8) | at));
}

function foldedAlone(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return isCaselessSurrogate(unit) ? unit : COMPLEX;
  const letter = String.fromCharCode(unit);
  if (combining.test(letter) || plain(letter) !== letter) return COMPLEX;
  const folded = fold(letter);
  return folded.length === 1 && plain(folded) === folded ? folded.charCodeAt(0) : COMPLEX;
}

/** The planes of emoji know neither case nor composition; a second half is as simple as the first one. */
function isCaselessSurrogate(unit: number): boolean {
  return unit >= 0xdc00 || (unit >= 0xd83c && unit <= 0xd83e);
}

/** What may join the letter before it: marks, and the later parts of Hangul syllables. */
const combining = /[\p{M}\u1100-\u11FF]/u;
