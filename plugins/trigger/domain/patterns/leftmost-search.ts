import { Op, placesBetween, type FlatProgram } from './flat-program.js';

/**
 * Runs one pattern over a text, all its ways at once and in order of preference (Pike's way): at most one visit to each
 * instruction for each letter, whatever the text. Finds what RE2 finds: the leftmost match, and the preferred one of
 * those that begin there.
 */
export class LeftmostSearch {
  readonly #program: FlatProgram;
  /** The ways that are open, the preferred first: the instruction and where its match began. */
  #open: Int32Array;
  #openFrom: Int32Array;
  #count = 0;
  #next: Int32Array;
  #nextFrom: Int32Array;
  #nextCount = 0;
  readonly #stack: Int32Array;
  /** At which step an instruction was last visited. */
  readonly #visited: Int32Array;
  #step = 0;

  constructor(program: FlatProgram) {
    this.#program = program;
    const { size } = program;
    this.#open = new Int32Array(size + 1);
    this.#openFrom = new Int32Array(size + 1);
    this.#next = new Int32Array(size + 1);
    this.#nextFrom = new Int32Array(size + 1);
    this.#stack = new Int32Array(size * 2 + 2);
    this.#visited = new Int32Array(size);
  }

  /** @param any whether any match will do: the end is then that of the one that ends first. */
  find(text: string, any: boolean): { readonly start: number; readonly end: number } | null {
    const { letters, kinds, edge, starts } = this.#program;
    const start = starts[0] ?? 0;
    let best: { readonly start: number; readonly end: number } | null = null;
    let before = edge;
    this.#count = 0;
    for (let at = 0; at <= text.length;) {
      const code = text.codePointAt(at);
      const letterClass = code === undefined ? letters.size : letters.classOf(code);
      const after = kinds[letterClass] ?? 0;
      if (best === null) {
        this.#open[this.#count] = start;
        this.#openFrom[this.#count++] = at;
      }
      const from = this.#advance(letterClass, placesBetween[(before << 2) | after] ?? 0);
      if (from >= 0) best = { start: from, end: at };
      if (best !== null && (any || this.#nextCount === 0)) return best;
      this.#swap();
      before = after;
      at += code !== undefined && code > 0xffff ? 2 : 1;
    }
    return best;
  }

  #swap(): void {
    [this.#open, this.#next] = [this.#next, this.#open];
    [this.#openFrom, this.#nextFrom] = [this.#nextFrom, this.#openFrom];
    this.#count = this.#nextCount;
  }

  /**
   * Takes all open ways over one letter, or over the text's end.
   *
   * @returns where a match began that ends before the letter; -1 for none. Ways that are less preferred are gone then.
   */
  #advance(letterClass: number, places: number): number {
    const { ops, nexts, args, letters } = this.#program;
    const { members, size: classes } = letters;
    const stack = this.#stack;
    const visited = this.#visited;
    const step = ++this.#step;
    const within = letterClass < classes;
    this.#nextCount = 0;
    for (let way = 0; way < this.#count; way++) {
      const from = this.#openFrom[way] ?? 0;
      let depth = 0;
      stack[depth++] = this.#open[way] ?? 0;
      while (depth > 0) {
        const at = stack[--depth] ?? 0;
        if (visited[at] === step) continue;
        visited[at] = step;
        const arg = args[at] ?? 0;
        switch (ops[at]) {
          case Op.letter:
            if (!within || members[arg * classes + letterClass] === 0) break;
            this.#next[this.#nextCount] = nexts[at] ?? 0;
            this.#nextFrom[this.#nextCount++] = from;
            break;
          case Op.either:
            stack[depth++] = arg;
            stack[depth++] = nexts[at] ?? 0;
            break;
          case Op.assert:
            if ((arg & ~places) === 0) stack[depth++] = nexts[at] ?? 0;
            break;
          case Op.match:
            return from;
          default:
        }
      }
    }
    return -1;
  }
}
