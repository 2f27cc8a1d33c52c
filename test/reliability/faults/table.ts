import type { Operation } from '../operation.js';
import type { Cell, Outcome } from './matrix.js';

const outcomes: readonly Outcome[] = ['finished', 'undone', 'gone', 'diverged', 'not reached'];

/** Whether a cell is as it must be. */
export function isWell({ outcome }: Cell): boolean {
  return outcome !== 'diverged' && outcome !== 'not reached';
}

/** A cell that is not well, in one line. */
export function complaint({ operation, fault, point, outcome, divergences }: Cell): string {
  const where = `${nameOf(operation)}: ${fault.name} at ${point.operation} #${point.ordinal}`;
  return `${where}: ${outcome}${divergences.length > 0 ? `: ${divergences.join('; ')}` : ''}`;
}

/** Operations, their calls, faults, and what became of them. */
export function tableOf(cells: readonly Cell[]): string {
  const byOperation = Map.groupBy(cells, ({ operation }) => operation);
  const rows = [...byOperation].map(([operation, own]) => [nameOf(operation), ...figuresOf(own)]);
  const head = ['operation', 'calls', 'faults', 'cells', ...outcomes];
  const all = [head, ...rows, [`${byOperation.size} operations`, ...figuresOf(cells)]];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    row
      .map((text, column) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join('  ');
  return all.map(line).join('\n');
}

export function nameOf({ plugin, name }: Operation): string {
  return `${plugin}: ${name}`;
}

function figuresOf(cells: readonly Cell[]): string[] {
  const calls = new Set(
    cells.map(({ operation, point }) => `${nameOf(operation)} ${point.operation} ${point.ordinal}`),
  );
  const faults = new Set(cells.map(({ fault }) => fault.name));
  const counted = outcomes.map((outcome) => cells.filter((cell) => cell.outcome === outcome).length);
  return [calls.size, faults.size, cells.length, ...counted].map(String);
}
