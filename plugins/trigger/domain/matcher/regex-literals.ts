import { fold } from '../text.js';

/** The most literals that stand for one pattern. */
export const LITERALS_LIMIT = 8;

/**
 * Literals, in lower case, one of which is in each text that a plain pattern of RE2's syntax matches: a pattern has to
 * run only where one of them occurs. Null: nothing is certain, so it has to run always. Reads the pattern carefully
 * rather than fully: whatever it does not know makes it give up.
 */
export function requiredLiterals(pattern: string): readonly string[] | null {
  try {
    const parser = new Parser(pattern);
    const found = required(parser.alternation());
    if (!parser.atEnd) return null;
    return found === null ? null : [...new Set(found.map((literal) => fold(literal)))];
  } catch (error) {
    if (error instanceof UnknownSyntax) return null;
    throw error;
  }
}

/** What is known of the texts that a part of a pattern matches. */
interface Known {
  /** It matches this, but for case, and nothing else. */
  readonly exact: string | null;
  /** One of these is in each match. */
  readonly required: readonly string[] | null;
  /** Each match begins and ends with this: with nothing, when nothing is known. */
  readonly edge: string;
}

class UnknownSyntax extends Error {}

const anything: Known = { exact: null, required: null, edge: '' };
const nothing: Known = exactly('');
const punctuation = /^[!-/:-@[-`{-~]$/;
const group = /^\((?:\?(?:P?<\w+>|[imsU]*(?:-[imsU]+)?:))?(?!\?)/;
const flags = /^\(\?[imsU]*(?:-[imsU]+)?\)/;
const quantifier = /^(?:([*+?])|\{(\d{1,4})(?:(,)(\d{0,4}))?\})\??/;
const wholeClass = /^\[\^?\]?(?:\\[^QE]|\[:\^?\w+:\]|[^\]\\])*\]/u;
const escapedClass = /^\\(?:[dDwWsSaftnrv]|[pP](?:\{\^?\w+\}|[A-Z])|x(?:\{[\dA-Fa-f]+\}|[\dA-Fa-f]{2}))/;
const assertion = /^(?:[\^$]|\\[bBAz])/;

class Parser {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  get atEnd(): boolean {
    return this.#at >= this.#pattern.length;
  }

  alternation(): Known {
    const branches = [this.#sequence()];
    while (this.#eat('|')) branches.push(this.#sequence());
    return either(branches);
  }

  #sequence(): Known {
    const parts: Known[] = [];
    while (!this.atEnd && !this.#sees('|') && !this.#sees(')')) parts.push(this.#quantified(this.#atom()));
    return inARow(parts);
  }

  #quantified(atom: Known): Known {
    const match = this.#take(quantifier);
    if (match === null) return atom;
    const [, sign, least, comma, most] = match;
    const minimum = sign === undefined ? Number(least) : sign === '+' ? 1 : 0;
    const fixed = sign === undefined && (comma === undefined || Number(most) === minimum);
    return this.#quantified(repeated(atom, minimum, fixed));
  }

  #atom(): Known {
    if (this.#take(assertion) !== null || this.#take(flags) !== null) return nothing;
    if (this.#eat('.') || this.#take(wholeClass) !== null || this.#take(escapedClass) !== null) return anything;
    if (this.#take(group) !== null) {
      const inner = this.alternation();
      if (!this.#eat(')')) throw new UnknownSyntax();
      return inner;
    }
    return exactly(this.#letter());
  }

  #letter(): string {
    if (this.#eat('\\')) {
      const escaped = this.#pattern.charAt(this.#at++);
      if (!punctuation.test(escaped)) throw new UnknownSyntax();
      return escaped;
    }
    const code = this.#pattern.codePointAt(this.#at);
    const letter = code === undefined ? '' : String.fromCodePoint(code);
    if (letter === '' || '()[*+?'.includes(letter)) throw new UnknownSyntax();
    this.#at += letter.length;
    return letter;
  }

  #sees(letter: string): boolean {
    return this.#pattern.startsWith(letter, this.#at);
  }

  #eat(letter: string): boolean {
    const seen = this.#sees(letter);
    if (seen) this.#at += letter.length;
    return seen;
  }

  #take(form: RegExp): RegExpExecArray | null {
    const match = form.exec(this.#pattern.slice(this.#at));
    if (match !== null) this.#at += match[0].length;
    return match;
  }
}

function exactly(text: string): Known {
  return { exact: text, required: null, edge: text };
}

function repeated({ exact, required }: Known, minimum: number, fixed: boolean): Known {
  if (exact === '') return nothing;
  if (minimum === 0) return anything;
  if (exact === null) return { exact: null, required, edge: '' };
  const text = exact.repeat(Math.min(minimum, Math.ceil(64 / exact.length)));
  const whole = fixed && text.length === exact.length * minimum;
  return whole ? exactly(text) : { exact: null, required: [text], edge: text };
}

function inARow(parts: readonly Known[]): Known {
  let run = '';
  let best: readonly string[] | null = null;
  for (const { exact, required, edge } of parts) {
    run += edge;
    if (exact !== null) continue;
    best = better(better(best, usable([run])), required);
    run = edge;
  }
  if (parts.every(({ exact }) => exact !== null)) return exactly(run);
  return { exact: null, required: better(best, usable([run])), edge: '' };
}

function either(branches: readonly Known[]): Known {
  const [only] = branches;
  if (branches.length === 1 && only !== undefined) return only;
  const sets = branches.map((branch) => required(branch));
  const all = sets.flatMap((set) => set ?? []);
  const certain = sets.every((set) => set !== null) && all.length <= LITERALS_LIMIT;
  return { exact: null, required: certain ? all : null, edge: '' };
}

function required({ exact, required }: Known): readonly string[] | null {
  return exact === null ? required : usable([exact]);
}

function usable(literals: readonly string[]): readonly string[] | null {
  return literals.includes('') ? null : literals;
}

/** The set whose shortest literal is longer; of two alike, the smaller set. */
function better(one: readonly string[] | null, other: readonly string[] | null): readonly string[] | null {
  if (one === null || other === null) return one ?? other;
  const difference = shortest(one) - shortest(other);
  if (difference === 0) return other.length < one.length ? other : one;
  return difference > 0 ? one : other;
}

function shortest(literals: readonly string[]): number {
  return Math.min(...literals.map(({ length }) => length));
}
