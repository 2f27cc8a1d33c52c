import type { Span } from '../text.js';
import { FlatProgram } from './flat-program.js';
import { LazyAutomaton } from './lazy-automaton.js';
import { LeftmostSearch } from './leftmost-search.js';
import type { Program } from './program.js';

/**
 * One pattern, ready to run. Each run takes time linear in the text's length times the program's size at the most; most
 * take one look-up a letter. What it needs is made when it first runs.
 */
export class Pattern {
  readonly #program: () => Program;
  #ready: { readonly flat: FlatProgram; readonly automaton: LazyAutomaton } | null = null;

  constructor(program: () => Program) {
    this.#program = program;
  }

  matches(text: string): boolean {
    const { flat, automaton } = this.#made();
    const found = automaton.search(text);
    return found === null ? new LeftmostSearch(flat).find(text, true) !== null : found !== 0;
  }

  /** The leftmost match. */
  find(text: string): Span | null {
    return new LeftmostSearch(this.#made().flat).find(text, false);
  }

  #made(): { readonly flat: FlatProgram; readonly automaton: LazyAutomaton } {
    if (this.#ready === null) {
      const flat = new FlatProgram([this.#program()]);
      this.#ready = { flat, automaton: new LazyAutomaton(flat) };
    }
    return this.#ready;
  }
}
