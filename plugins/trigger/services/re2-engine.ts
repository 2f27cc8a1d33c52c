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
    try {
      return { ok: true, regex: asRegex(RE2JS.compile(pattern, caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE)) };
    } catch (error) {
      return { ok: false, ...refusal(pattern, error) };
    }
  },
};

type Refusal = Omit<Extract<Compiled, { readonly ok: false }>, 'ok'>;

function asRegex(compiled: RE2JS): Regex {
  let program: Program | null = null;
  const programmed = (): Program => (program ??= programOf(compiled));
  const pattern = new Pattern(programmed);
  return {
    size: compiled.programSize(),
    matches: (text) => pattern.matches(text),
    find: (text) => pattern.find(text),
    program: programmed,
  };
}

function refusal(pattern: string, error: unknown): Refusal {
  if (!(error instanceof RE2JSException)) throw error;
  const detail = error.message;
  if (/\(\?<?[=!]/.test(pattern)) return { reason: 'look-around', detail };
  if (/\\[1-9]|\\k[<{']|\(\?P=/.test(pattern)) return { reason: 'back-reference', detail };
  return { reason: 'bad-pattern', detail };
}
