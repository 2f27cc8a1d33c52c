/** The longest channel name that Discord takes. */
export const NAME_LIMIT = 100;

/** The longest pattern that is taken, before expansion. */
export const PATTERN_LIMIT = 200;

/** What the tokens of a pattern stand for. */
export interface NameValues {
  /** `{name}`: the name of the source channel. */
  readonly name: string;
  /** `{n}`: the number of the breakout. */
  readonly n: number;
  /** `{user}`: the display name of the member who joined the source. */
  readonly user: string;
}

export type PatternFault = 'empty' | 'too-long' | 'pattern-too-long';

/** `text` is what the pattern expands to, uncut. */
export type PatternCheck =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: PatternFault; readonly text: string };

const TOKEN = /\{(name|n|user)\}/g;
const WHITESPACE = /[\s\p{Cc}\u2800]+/gu;
/** Invisible characters, but for those that joined emoji, flags and several scripts need. */
const INVISIBLE = /[\p{Cs}[[\p{Cf}&&\p{Default_Ignorable_Code_Point}]--[\p{Join_Control}\u{e0020}-\u{e007f}]]]/gv;
const VISIBLE = /[^\s\u2800\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/v;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first number of a source: the source itself is number 1 when its name is part of the names of its breakouts. */
export function firstNumber(pattern: string, startAt: number | null): number {
  return startAt ?? (pattern.includes('{name}') ? 2 : 1);
}

/** The lowest number from `first` upwards that is not taken. */
export function lowestFree(taken: Iterable<number>, first: number): number {
  const used = new Set(taken);
  let number = first;
  while (used.has(number)) number += 1;
  return number;
}

/** Whether the names that a pattern makes belong to one member. */
export function holdsUser(pattern: string): boolean {
  return pattern.includes('{user}');
}

/**
 * Puts the values into the pattern, in a single pass: a token inside a value stays text. Line breaks, control
 * characters and runs of white space become one space, invisible characters go. Nothing visible left gives the empty
 * string. Uncut.
 */
export function expandPattern(pattern: string, values: NameValues): string {
  return clean(pattern.replace(TOKEN, (_, token: keyof NameValues) => clean(String(values[token]))));
}

/**
 * The final name of a breakout: 1 to {@link NAME_LIMIT} characters, which Discord always accepts. It is cut between
 * graphemes, so that no emoji or accent is torn. Where the pattern expands to nothing for this member, it is `#` and
 * the number.
 */
export function breakoutName(pattern: string, values: NameValues): string {
  return cut(expandPattern(pattern, values)) || `#${values.n}`;
}

/** Whether a pattern makes a name of 1 to {@link NAME_LIMIT} characters for a sample of values. */
export function checkPattern(pattern: string, sample: NameValues): PatternCheck {
  if (pattern.length > PATTERN_LIMIT) return { ok: false, reason: 'pattern-too-long', text: pattern };
  const text = expandPattern(pattern, sample);
  if (text === '') return { ok: false, reason: 'empty', text };
  if (text.length > NAME_LIMIT) return { ok: false, reason: 'too-long', text };
  return { ok: true, text };
}

function clean(text: string): string {
  if (!VISIBLE.test(text)) return '';
  return text.replace(INVISIBLE, '').replace(WHITESPACE, ' ').trim();
}

/**
 * Counts UTF-16 code units, the strictest of the ways to count a character: what is within the limit by it is within
 * the limit by code points and by graphemes too.
 */
function cut(text: string): string {
  if (text.length <= NAME_LIMIT) return text;
  const kept = longestPrefix(Array.from(graphemes.segment(text), ({ segment }) => segment));
  // A single grapheme may be longer than a name, such as a letter under a hundred accents: then whole code points must
  // do.
  return (kept === '' ? longestPrefix(Array.from(text)) : kept).trim();
}

function longestPrefix(parts: readonly string[]): string {
  let prefix = '';
  for (const part of parts) {
    if (prefix.length + part.length > NAME_LIMIT) break;
    prefix += part;
  }
  return prefix;
}
