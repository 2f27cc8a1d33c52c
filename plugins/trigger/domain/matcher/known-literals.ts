/** The most literals that stand for one pattern. */
export const LITERALS_LIMIT = 8;

/** What is known of the texts that a part of a pattern matches. */
export interface Known {
  /** It matches this, but for case, and nothing else. */
  readonly exact: string | null;
  /** One of these is in each match. */
  readonly required: readonly string[] | null;
  /** Each match begins and ends with this: with nothing, when nothing is known. */
  readonly edge: string;
}

export const anything: Known = { exact: null, required: null, edge: '' };
export const nothing: Known = exactly('');

/** A part that matches this text alone. */
export function exactly(text: string): Known {
  return { exact: text, required: null, edge: text };
}

/** A part so many times or more; `fixed`: no more. */
export function repeated({ exact, required }: Known, minimum: number, fixed: boolean): Known {
  if (exact === '') return nothing;
  if (minimum === 0) return anything;
  if (exact === null) return { exact: null, required, edge: '' };
  const text = exact.repeat(Math.min(minimum, Math.ceil(64 / exact.length)));
  const whole = fixed && text.length === exact.length * minimum;
  return whole ? exactly(text) : { exact: null, required: [text], edge: text };
}

/** Parts that follow each other. */
export function inARow(parts: readonly Known[]): Known {
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

/** One of several parts. */
export function either(branches: readonly Known[]): Known {
  const [only] = branches;
  if (branches.length === 1 && only !== undefined) return only;
  const sets = branches.map((branch) => required(branch));
  const all = sets.flatMap((set) => set ?? []);
  const certain = sets.every((set) => set !== null) && all.length <= LITERALS_LIMIT;
  return { exact: null, required: certain ? all : null, edge: '' };
}

/** Literals one of which is in each match. Null: none is certain. */
export function required({ exact, required }: Known): readonly string[] | null {
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
