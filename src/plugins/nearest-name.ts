import { closest, distance } from 'fastest-levenshtein';

/** How far a slip of the keyboard may be from the name that was meant, as a part of the name's length. */
const TOLERANCE = 0.4;

/** The shortest beginning of a name that stands for the name. */
const SHORTEST_BEGINNING = 3;

/** The candidate that was probably meant by `name`, if one is near enough. Letter case does not count. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const meant = name.toLowerCase();
  const lower = candidates.map((candidate) => candidate.toLowerCase());
  const begun = meant.length < SHORTEST_BEGINNING ? -1 : lower.findIndex((other) => other.startsWith(meant));
  if (begun >= 0) return candidates[begun];
  const best = closest(meant, lower);
  const tolerated = Math.max(1, Math.ceil(best.length * TOLERANCE));
  return distance(meant, best) <= tolerated ? candidates[lower.indexOf(best)] : undefined;
}

/** A sentence for a fault's `todo`; `otherwise` when no candidate is near. */
export function didYouMean(name: string, candidates: readonly string[], otherwise: string): string {
  const nearest = nearestName(name, candidates);
  return nearest === undefined ? otherwise : `Did you mean "${nearest}"?`;
}
