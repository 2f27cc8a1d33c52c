import { LetterClasses } from './letter-classes.js';
import { isAnchored } from './pattern-needs.js';
import { Place, type Instruction, type Program, type Ranges } from './program.js';

export const Op = { fail: 0, letter: 1, either: 2, assert: 3, match: 4 } as const;

/** What a letter is to assertions. `edge` is where the text has none. */
const Kind = { other: 0, newline: 1, word: 2, edge: 3 } as const;
const newline: Ranges = [0x0a, 0x0a];
const word: Ranges = [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a];

/** One or more patterns as tables of numbers, for those that run them. */
export class FlatProgram {
  readonly ops: Uint8Array;
  /** What follows; for `either`, the preferred way. */
  readonly nexts: Int32Array;
  /** `either`: the other way; `letter`: its set; `assert`: the wanted place; `match`: which pattern. */
  readonly args: Int32Array;
  /** Where each pattern starts. */
  readonly starts: Int32Array;
  /** The same, of patterns that may begin further on in a text. */
  readonly restarts: Int32Array;
  readonly letters: LetterClasses;
  /** By class; one more for the text's end. */
  readonly kinds: Uint8Array;
  /** What the text's start is to assertions. */
  readonly edge: number;

  constructor(programs: readonly Program[]) {
    const size = programs.reduce((sum, { instructions }) => sum + instructions.length, 0);
    this.ops = new Uint8Array(size);
    this.nexts = new Int32Array(size);
    this.args = new Int32Array(size);
    const sets = new SetList();
    const starts: number[] = [];
    let base = 0;
    for (const [index, program] of programs.entries()) {
      starts.push(base + behindPasses(program, program.start));
      for (const [at, instruction] of program.instructions.entries()) {
        this.#write(program, instruction, { base, at, index, sets });
      }
      base += program.instructions.length;
    }
    this.starts = Int32Array.from(starts);
    this.restarts = this.starts.filter((_, index) => programs[index] === undefined || !isAnchored(programs[index]));
    // Without assertions all letters are the same to places, and fewer states come of it.
    const asserts = this.ops.includes(Op.assert);
    const newlines = asserts ? sets.indexOf(newline) : -1;
    const words = asserts ? sets.indexOf(word) : -1;
    this.letters = new LetterClasses(sets.all);
    this.edge = asserts ? Kind.edge : Kind.other;
    this.kinds = new Uint8Array(this.letters.size + 1).fill(this.edge);
    const isIn = (set: number, letterClass: number) =>
      this.letters.members[set * this.letters.size + letterClass] === 1;
    for (let letterClass = 0; letterClass < this.letters.size; letterClass++) {
      const kind = isIn(newlines, letterClass) ? Kind.newline : isIn(words, letterClass) ? Kind.word : Kind.other;
      this.kinds[letterClass] = asserts ? kind : Kind.other;
    }
  }

  get size(): number {
    return this.ops.length;
  }

  get bytes(): number {
    return this.size * 9 + this.letters.bytes + 500;
  }

  #write(program: Program, instruction: Instruction, { base, at, index, sets }: Writing): void {
    const to = (target: number): number => base + behindPasses(program, target);
    const put = (op: number, next: number, arg: number): void => {
      this.ops[base + at] = op;
      this.nexts[base + at] = next;
      this.args[base + at] = arg;
    };
    switch (instruction.kind) {
      case 'letter':
        return put(Op.letter, to(instruction.next), sets.indexOf(instruction.among));
      case 'either':
        return put(Op.either, to(instruction.first), to(instruction.second));
      case 'assert':
        return put(Op.assert, to(instruction.next), instruction.place);
      case 'match':
        return put(Op.match, 0, index);
      case 'pass':
      case 'fail':
        return put(Op.fail, 0, 0);
    }
  }
}

interface Writing {
  readonly base: number;
  readonly at: number;
  readonly index: number;
  readonly sets: SetList;
}

/** Sets of letters, each once. */
class SetList {
  readonly all: Ranges[] = [];
  readonly #same = new Map<Ranges, number>();
  readonly #alike = new Map<string, number>();

  indexOf(set: Ranges): number {
    const same = this.#same.get(set);
    if (same !== undefined) return same;
    const key = set.join();
    const index = this.#alike.get(key) ?? this.all.push(set) - 1;
    this.#alike.set(key, index);
    this.#same.set(set, index);
    return index;
  }
}

function behindPasses({ instructions }: Program, target: number): number {
  let at = target;
  for (let seen = instructions[at]; seen?.kind === 'pass'; seen = instructions[at]) at = seen.next;
  return at;
}

/** What holds at the place between two letters, by their kinds. */
export const placesBetween = Uint8Array.from({ length: 16 }, (_, both) => {
  const [before, after] = [both >> 2, both & 3];
  const start = before === Kind.edge ? Place.textStart | Place.lineStart : 0;
  const end = after === Kind.edge ? Place.textEnd | Place.lineEnd : 0;
  const lines = (before === Kind.newline ? Place.lineStart : 0) | (after === Kind.newline ? Place.lineEnd : 0);
  const isEdge = (before === Kind.word) !== (after === Kind.word);
  return start | end | lines | (isEdge ? Place.wordEdge : Place.noWordEdge);
});
