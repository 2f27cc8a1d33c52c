const given = process.env['RACE_SEED'];

/** The seed of the one batch that is to be repeated; null for all. */
export const RACE_SEED: number | null = given === undefined || given === '' ? null : Number(given);

/** So many seeds, one after the other. */
export function seedsFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}
