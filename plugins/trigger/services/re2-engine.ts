import { RE2JS, RE2JSException } from 're2js';
import { Pattern } from '../domain/patterns/pattern.js';
import type { Program } from '../domain/patterns/program.js';
import type { Compiled, Regex, RegexEngine } from '../domain/regex.js';
import { programOf } from './re2-program.js';

/**
 * RE2's patterns: no look-around, no back-references. re2js says what is valid and what it means; the running is ours,
 * because re2js has no bound on a single run that is low enough.
 */
export const re2Engine: RegexEngine = {
  compile(pattern, caseSensitive) {
    const flags = caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE;
    try {
      const size = RE2JS.compile(pattern, flags).programSize();
      return { ok: true, regex: asRegex(size, () => programOf(RE2JS.compile(pattern, flags))) };
    } catch (error) {
      return { ok: false, ...refusal(pattern, error) };
    }
  },
};

type Refusal = Omit<Extract<Compiled, { readonly ok: false }>, 'ok'>;

/** @param program - made anew each time: re2js's own takes up to a hundred times the pattern's size, for each guild. */
function asRegex(size: number, program: () => Program): Regex {
  const pattern = new Pattern(program);
  return { size, matches: (text) => pattern.matches(text), find: (text) => pattern.find(text), program };
}

function refusal(pattern: string, error: unknown): Refusal {
  if (!(error instanceof RE2JSException)) throw error;
  const detail = inTypedWords(error.message);
  if (/\(\?<?[=!]/.test(pattern)) return { reason: 'look-around', detail };
  if (/\\[1-9]|\\k[<{']|\(\?P=/.test(pattern)) return { reason: 'back-reference', detail };
  return { reason: 'bad-pattern', detail };
}

/** What the library says, without what is the same each time, and without the flag that nobody typed. */
function inTypedWords(message: string): string {
  return message.replace(/^error parsing regexp: /, '').replace('`(?i)', '`');
}
