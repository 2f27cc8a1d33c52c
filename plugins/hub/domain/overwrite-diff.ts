import type { Overwrite } from './room.js';

/** The calls that turn one set of overwrites into another: none, one for one target, or one for all. */
export type OverwriteChange =
  | { readonly kind: 'none' }
  | { readonly kind: 'put'; readonly overwrite: Overwrite }
  | { readonly kind: 'delete'; readonly id: string }
  | { readonly kind: 'patch'; readonly overwrites: readonly Overwrite[] };

/** The most overwrites that Discord takes in one PATCH; a channel may have more. */
export const PATCH_LIMIT = 100;

/** A call for one target, and what the channel has after it. */
export interface OverwriteStep {
  readonly change: Extract<OverwriteChange, { readonly kind: 'put' | 'delete' }>;
  readonly after: readonly Overwrite[];
}

/** From `current` to `desired` target by target, for sets that are too large for one PATCH: what goes first, then what comes. */
export function overwriteSteps(current: readonly Overwrite[], desired: readonly Overwrite[]): readonly OverwriteStep[] {
  const [set, wanted] = [new Map(byTarget(current)), byTarget(desired)];
  const steps: OverwriteStep[] = [];
  for (const id of [...set.keys()].filter((target) => !wanted.has(target))) {
    set.delete(id);
    steps.push({ change: { kind: 'delete', id }, after: [...set.values()] });
  }
  for (const [id, overwrite] of wanted) {
    if (isSame(set.get(id), overwrite)) continue;
    set.set(id, overwrite);
    steps.push({ change: { kind: 'put', overwrite }, after: [...set.values()] });
  }
  return steps;
}

/** Whether two sets say the same, in whatever order. An overwrite that neither allows nor denies says nothing. */
export function sameOverwrites(one: readonly Overwrite[], other: readonly Overwrite[]): boolean {
  return overwriteChange(one, other).kind === 'none';
}

/** The fewest calls from `current` to `desired`: one PUT or DELETE for a single target, one PATCH for several. */
export function overwriteChange(current: readonly Overwrite[], desired: readonly Overwrite[]): OverwriteChange {
  const [had, wanted] = [byTarget(current), byTarget(desired)];
  const put = [...wanted.values()].filter((overwrite) => !isSame(had.get(overwrite.id), overwrite));
  const gone = [...had.keys()].filter((id) => !wanted.has(id));
  if (put.length + gone.length > 1) return { kind: 'patch', overwrites: desired };
  const [[overwrite], [id]] = [put, gone];
  if (overwrite !== undefined) return { kind: 'put', overwrite };
  return id === undefined ? { kind: 'none' } : { kind: 'delete', id };
}

/**
 * The base overwrites after somebody edited the channel by hand: every bit in which Discord (`live`) differs from what
 * was sent last (`applied`) is taken over. So the next lock keeps, and its unlock restores, what people have set.
 */
export function withHandEdits(
  base: readonly Overwrite[],
  applied: readonly Overwrite[],
  live: readonly Overwrite[],
): readonly Overwrite[] {
  const sets = [base, applied, live].map(
    (overwrites) => new Map(overwrites.map((overwrite) => [overwrite.id, overwrite])),
  );
  const [bases = none, sent = none, seen = none] = sets;
  const ids = new Set([...bases.keys(), ...sent.keys(), ...seen.keys()]);
  return [...ids].flatMap((id) => {
    const own = bases.get(id);
    const [was, is] = [sent.get(id), seen.get(id)];
    if (isSame(was ?? nothing, is ?? nothing)) return own === undefined ? [] : [own];
    const type = (is ?? was ?? own)?.type ?? 'role';
    const merged = { id, type, allow: taken('allow', own, was, is), deny: taken('deny', own, was, is) };
    return isEmpty(merged) && is === undefined ? [] : [merged];
  });
}

const none: ReadonlyMap<string, Overwrite> = new Map();
type Bits = Pick<Overwrite, 'allow' | 'deny'>;
const nothing: Bits = { allow: 0n, deny: 0n };

function taken(side: keyof Bits, own: Bits = nothing, was: Bits = nothing, is: Bits = nothing): bigint {
  const changed = was[side] ^ is[side];
  return (own[side] & ~changed) | (is[side] & changed);
}

function byTarget(overwrites: readonly Overwrite[]): ReadonlyMap<string, Overwrite> {
  return new Map(overwrites.filter((overwrite) => !isEmpty(overwrite)).map((overwrite) => [overwrite.id, overwrite]));
}

function isSame(one: Bits | undefined, other: Bits): boolean {
  return one?.allow === other.allow && one.deny === other.deny;
}

function isEmpty({ allow, deny }: Bits): boolean {
  return allow === 0n && deny === 0n;
}
