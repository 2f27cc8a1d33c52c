/** One of several, another one with another number. */
export function sampleOf<One>(all: readonly One[], number: number): One[] {
  const one = all[number % all.length];
  return one === undefined ? [] : [one];
}
