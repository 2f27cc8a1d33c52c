import { RE2JS } from 're2js';
import type { Instruction, Program, Ranges } from '../domain/patterns/program.js';

/** The part of re2js's compiled programs that is read here. Its types leave it open; the version is pinned. */
interface Compiled {
  readonly start: number;
  readonly inst: readonly {
    readonly op: number;
    readonly out: number;
    readonly arg: number;
    readonly runes: Int32Array;
  }[];
}

/** re2js's numbers of instructions. */
const Op = { alt: 1, altMatch: 2, capture: 3, emptyWidth: 4, fail: 5, match: 6, nop: 7, firstRune: 8, lastRune: 11 };

/** What re2js makes of a pattern, as a program of our own: it alone knows the syntax, we only run it. */
export function programOf(compiled: RE2JS): Program {
  const { start, inst } = compiledBy(compiled);
  const sets = new Map<Int32Array, Ranges>();
  return { start, instructions: inst.map((instruction) => translated(instruction, sets)) };
}

function compiledBy(compiled: RE2JS): Compiled {
  const { prog }: { readonly prog: Compiled } = compiled.re2();
  return prog;
}

function translated({ op, out, arg, runes }: Compiled['inst'][number], sets: Map<Int32Array, Ranges>): Instruction {
  if (op >= Op.firstRune && op <= Op.lastRune) {
    // Repeated parts share their letters, which may be many.
    const among = (runes.length > 1 ? sets.get(runes) : undefined) ?? rangesOf(runes, arg);
    sets.set(runes, among);
    return { kind: 'letter', among, next: out };
  }
  switch (op) {
    case Op.alt:
    case Op.altMatch:
      return { kind: 'either', first: out, second: arg };
    case Op.capture:
    case Op.nop:
      return { kind: 'pass', next: out };
    case Op.emptyWidth:
      return { kind: 'assert', place: arg, next: out };
    case Op.match:
      return { kind: 'match' };
    case Op.fail:
      return { kind: 'fail' };
    default:
      throw new Error(`re2js has an instruction that is not known here: ${op}.`);
  }
}

/** @param ignoringCase not 0 when a single letter stands for all its cases. */
function rangesOf(runes: Int32Array, ignoringCase: number): Ranges {
  const [letter] = runes;
  if (runes.length !== 1 || letter === undefined) return [...runes];
  return ignoringCase === 0 ? [letter, letter] : casesOf(letter);
}

const known = new Map<number, Ranges>();

/** All cases of a letter. re2js writes them out for classes of several letters: NUL is there to make it one. */
function casesOf(letter: number): Ranges {
  const before = known.get(letter);
  if (before !== undefined) return before;
  const { inst } = compiledBy(RE2JS.compile(`(?i)[\\x{0}\\x{${letter.toString(16)}}]`));
  const written = inst.find(({ op }) => op >= Op.firstRune && op <= Op.lastRune);
  const cases = [...(written?.runes ?? [])].slice(2);
  known.set(letter, cases);
  return cases;
}
