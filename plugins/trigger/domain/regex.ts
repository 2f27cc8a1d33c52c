import type { Fault } from './fault.js';
import type { Program } from './patterns/program.js';

/** A compiled pattern. It takes time linear in its size times the text's length, whatever the text. */
export interface Regex {
  /** The size of the compiled program. */
  readonly size: number;
  matches: (text: string) => boolean;
  /** The leftmost match as places in `text`; null for none. */
  find: (text: string) => { readonly start: number; readonly end: number } | null;
  /** What it runs, so that several may run together; left out by engines that do not tell. */
  readonly program?: () => Program;
}

export type Compiled =
  | { readonly ok: true; readonly regex: Regex }
  | { readonly ok: false; readonly reason: 'bad-pattern' | 'look-around' | 'back-reference'; readonly detail: string };

/** A linear-time engine for RE2's syntax. Compiling never throws. */
export interface RegexEngine {
  compile: (pattern: string, caseSensitive: boolean) => Compiled;
}

export const PATTERN_LIMIT = 260;
/** Bounds a single run: the worst pattern found takes re2js some 90 ms on the longest text, once, and then far less. */
export const PROGRAM_LIMIT = 300;
/** Patterns see this much of a message, in UTF-16 units. */
export const MATCHED_TEXT_LIMIT = 4_000;
/** What the patterns of one guild may take for one event, in milliseconds. */
export const REGEX_BUDGET_MS = 25;

/** What a pattern must not match nothing in: it would fire on all messages. */
const probes = ['', 'a', 'a b', ' ', '1', '-', 'я', '漢', '😀', '\n'];

export type CheckedRegex = { readonly ok: true; readonly regex: Regex } | { readonly ok: false; readonly fault: Fault };

/** A pattern that a person gives: within the caps, and not one that fires on everything. */
export function checkedRegex(pattern: string, caseSensitive: boolean, engine: RegexEngine): CheckedRegex {
  const capped = cappedRegex(pattern, caseSensitive, engine);
  if (!capped.ok || !probes.some((probe) => isEmptyIn(capped.regex, probe))) return capped;
  return refused({ path: '', code: 'matches-empty' });
}

/** Compiles a plain pattern as far as the caps allow it. */
export function cappedRegex(pattern: string, caseSensitive: boolean, engine: RegexEngine): CheckedRegex {
  if (pattern.length > PATTERN_LIMIT) return refused({ path: '', code: 'too-long', limit: PATTERN_LIMIT });
  const compiled = engine.compile(pattern, caseSensitive);
  if (!compiled.ok) return refused({ path: '', code: compiled.reason, detail: compiled.detail });
  const { regex } = compiled;
  return regex.size > PROGRAM_LIMIT
    ? refused({ path: '', code: 'pattern-too-big', limit: PROGRAM_LIMIT })
    : { ok: true, regex };
}

/** The part of a plain text that patterns see: never half a character. */
export function matchedPart(plainText: string): string {
  if (plainText.length <= MATCHED_TEXT_LIMIT) return plainText;
  const cut = plainText.slice(0, MATCHED_TEXT_LIMIT);
  return cut.isWellFormed() ? cut : cut.replace(/[\uD800-\uDBFF]$/, '');
}

function isEmptyIn(regex: Regex, text: string): boolean {
  const found = regex.find(text);
  return found !== null && found.start === found.end;
}

function refused(fault: Fault): CheckedRegex {
  return { ok: false, fault };
}
