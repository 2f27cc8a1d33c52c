import { RE2JS, RE2JSException } from 're2js';
import type { Compiled, Regex, RegexEngine } from '../domain/regex.js';

/** RE2 in plain JavaScript: linear time, no look-around, no back-references. */
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
  return {
    size: compiled.programSize(),
    matches: (text) => compiled.test(text),
    find(text) {
      const matcher = compiled.matcher(text);
      return matcher.find() ? { start: matcher.start(), end: matcher.end() } : null;
    },
  };
}

function refusal(pattern: string, error: unknown): Refusal {
  if (!(error instanceof RE2JSException)) throw error;
  const detail = error.message;
  if (/\(\?<?[=!]/.test(pattern)) return { reason: 'look-around', detail };
  if (/\\[1-9]|\\k[<{']|\(\?P=/.test(pattern)) return { reason: 'back-reference', detail };
  return { reason: 'bad-pattern', detail };
}
