import type { Killed, Replayed } from './matrix.js';

const head = ['operation', 'plugin', 'points', 'killed', 'finished', 'undone', 'unreached', 'divergences'] as const;

const count = (replays: readonly Replayed[], outcome: Replayed['outcome']): number =>
  replays.filter((replayed) => replayed.outcome === outcome).length;
const diverging = (replays: readonly Replayed[]): number =>
  replays.filter(({ divergences }) => divergences.length > 0).length;

/** What became of each operation: a line each, and one of totals. */
export function tableOf(results: readonly Killed[]): string {
  const rows = results.map(({ operation, points, replays }) => [
    operation.name,
    operation.plugin,
    ...figures(points, replays),
  ]);
  const points = results.reduce((sum, killed) => sum + killed.points, 0);
  const all = results.flatMap(({ replays }) => replays);
  return lines([head, ...rows, ['total', '', ...figures(points, all)]]);
}

function figures(points: number, replays: readonly Replayed[]): string[] {
  const outcomes = (['finished', 'undone', 'unreached'] as const).map((outcome) => count(replays, outcome));
  return [points, replays.length, ...outcomes, diverging(replays)].map(String);
}

function lines(rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return rows.map(line).join('\n');
}

/** The whole in one sentence, and whether all is well. */
export function totalsOf(results: readonly Killed[]): { readonly text: string; readonly isGood: boolean } {
  const all = results.flatMap(({ replays }) => replays);
  const [bad, missed] = [diverging(all), count(all, 'unreached')];
  const text = `${results.length} operations, ${all.length} kills, ${bad} diverging, ${missed} points not reached`;
  return { text, isGood: bad === 0 && missed === 0 };
}
