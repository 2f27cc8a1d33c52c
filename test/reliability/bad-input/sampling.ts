/** Set by `npm run test:fuzz`: every case is tried, not only so many of them. */
const ALL = process.env['FUZZ_ALL'] === '1';

/**
 * So many of the cases, spread evenly; all of them in the long run. The same each time, so that what fails fails again.
 *
 * @param count - How many are tried in every run of the tests.
 */
export function some<Case>(cases: readonly Case[], count: number): readonly Case[] {
  if (ALL || cases.length <= count) return cases;
  const step = cases.length / count;
  return Array.from({ length: count }, (_, index) => cases[Math.floor(index * step)]).filter(
    (one) => one !== undefined,
  );
}
