import { fold } from '../text.js';
import { anything, either, exactly, inARow, nothing, repeated, required, type Known } from './known-literals.js';

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

class UnknownSyntax extends Error {}

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
