/** Code points as pairs of a first and a last one, in order. */
export type Ranges = readonly number[];

/** What an assertion wants of the place between two letters. RE2's own numbers; several may be wanted at once. */
export const Place = {
  lineStart: 1,
  lineEnd: 2,
  textStart: 4,
  textEnd: 8,
  wordEdge: 16,
  noWordEdge: 32,
} as const;

/** One instruction of a pattern. `next`, `first` and `second` are places in the program. */
export type Instruction =
  | { readonly kind: 'letter'; readonly among: Ranges; readonly next: number }
  /** The first is preferred. */
  | { readonly kind: 'either'; readonly first: number; readonly second: number }
  | { readonly kind: 'assert'; readonly place: number; readonly next: number }
  | { readonly kind: 'pass'; readonly next: number }
  | { readonly kind: 'match' }
  | { readonly kind: 'fail' };

/** A pattern as an automaton, the way Thompson builds it. */
export interface Program {
  readonly start: number;
  readonly instructions: readonly Instruction[];
}
