import { Op, placesBetween, type FlatProgram } from './flat-program.js';
import { StateTable } from './state-table.js';

/** The most patterns that run together. */
export const TOGETHER_LIMIT = 32;

/** The most states that one text may have built. Texts that want more would have one built for each of their letters. */
const BUILD_LIMIT = 128;

/**
 * Runs up to 32 patterns over a text at once, one look-up a letter, with an automaton whose states are built as texts
 * need them. Bounded in memory, and in the states that it builds for one text: when they do not suffice it gives up.
 */
export class LazyAutomaton {
  readonly #program: FlatProgram;
  readonly #table: StateTable;
  /** One bit for each pattern. */
  readonly #all: number;
  readonly #stack: Int32Array;
  readonly #visited: Int32Array;
  readonly #kept: Int32Array;
  #step = 0;

  constructor(program: FlatProgram) {
    this.#program = program;
    const patterns = program.starts.length;
    this.#all = patterns === TOGETHER_LIMIT ? -1 : (1 << patterns) - 1;
    this.#table = new StateTable(program.letters.size + 1);
    this.#stack = new Int32Array(program.size * 3 + patterns);
    this.#visited = new Int32Array(program.size);
    this.#kept = new Int32Array(program.size);
  }

  get bytes(): number {
    return this.#table.bytes + this.#stack.byteLength + this.#visited.byteLength * 2;
  }

  /** Which patterns match, a bit for each; null when it gave up. */
  search(text: string): number | null {
    const { letters, starts, edge } = this.#program;
    const { latin, size: end } = letters;
    const { length } = text;
    const table = this.#table;
    if (table.isEmpty) table.add(starts, edge, 0);
    let next = table.next;
    let budget = BUILD_LIMIT;
    let state = table.start;
    let found = 0;
    for (let at = 0; at <= length; at++) {
      let letterClass = end;
      if (at < length) {
        const unit = text.charCodeAt(at);
        if (unit < 128) letterClass = latin[unit] ?? 0;
        else {
          const code = text.codePointAt(at) ?? 0;
          if (code > 0xffff) at++;
          letterClass = letters.classOf(code);
        }
      }
      let step = next[(state + letterClass) | 0] ?? 0;
      if (step === 0) {
        if (budget-- === 0) return null;
        step = this.#build(state, letterClass);
        next = table.next;
      }
      if (step < 0) {
        step = ~step;
        found |= table.matched(step);
        if (found === this.#all || table.ways(step).length === 0) return found;
      }
      state = step;
    }
    return found;
  }

  /** The state after a letter, as the table tells it: where its ways lead, and what matched before the letter. */
  #build(state: number, letterClass: number): number {
    const { ops, nexts, args, letters, kinds } = this.#program;
    const { members, size: classes } = letters;
    const stack = this.#stack;
    const before = this.#table.before(state);
    const after = kinds[letterClass] ?? 0;
    const places = placesBetween[(before << 2) | after] ?? 0;
    const visit = ++this.#step;
    let depth = 0;
    let count = 0;
    let matched = 0;
    for (const way of this.#table.ways(state)) stack[depth++] = way;
    while (depth > 0) {
      const at = stack[--depth] ?? 0;
      if (this.#visited[at] === visit) continue;
      this.#visited[at] = visit;
      const arg = args[at] ?? 0;
      switch (ops[at]) {
        case Op.letter:
          if (letterClass < classes && members[arg * classes + letterClass] === 1) this.#kept[count++] = nexts[at] ?? 0;
          break;
        case Op.either:
          stack[depth++] = arg;
          stack[depth++] = nexts[at] ?? 0;
          break;
        case Op.assert:
          if ((arg & ~places) === 0) stack[depth++] = nexts[at] ?? 0;
          break;
        case Op.match:
          matched |= 1 << arg;
          break;
        default:
      }
    }
    return this.#table.follow(state, letterClass, this.#withStarts(count), after, matched);
  }

  /** The ways that go on and those that start anew, in order, each once. */
  #withStarts(count: number): Int32Array {
    const { restarts: starts } = this.#program;
    const ways = new Int32Array(count + starts.length);
    ways.set(this.#kept.subarray(0, count));
    ways.set(starts, count);
    ways.sort();
    let kept = 0;
    for (const [at, way] of ways.entries()) if (at === 0 || way !== ways[kept - 1]) ways[kept++] = way;
    return ways.slice(0, kept);
  }
}
