/** A figure next to its goal. */
export interface Verdict {
  /** The requirement. */
  readonly id: string;
  readonly what: string;
  readonly goal: string;
  readonly value: string;
  readonly isMet: boolean;
}

export function printTable(title: string, rows: readonly (readonly string[])[]): void {
  process.stdout.write(`${title}\n`);
  for (const row of rows) process.stdout.write(`${row.map((cell) => cell.padStart(12)).join('')}\n`);
}

export function printVerdicts(title: string, verdicts: readonly Verdict[]): void {
  process.stdout.write(`${title}\n`);
  for (const { id, what, goal, value, isMet } of verdicts) {
    const told = `${id} ${what}`.padEnd(62);
    process.stdout.write(`${told}${goal.padStart(12)}${value.padStart(18)}  ${isMet ? 'met' : 'missed'}
`);
  }
}

/** How many times as much. */
export function times(value: number): string {
  return `${value.toFixed(1)}x`;
}
