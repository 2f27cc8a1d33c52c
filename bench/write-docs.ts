import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../test/support/package-root.js';
import type { Verdict } from './table.js';

const BEGIN = '<!-- figures: written by `npm run bench -- --write-docs` -->';
const END = '<!-- end of figures -->';

/** Puts the verdicts, and on what machine they were found, between the marks of docs/performance.md. */
export async function writeDocs(verdicts: readonly Verdict[]): Promise<void> {
  const file = join(packageRoot, 'docs/performance.md');
  await writeFile(file, withFigures(await readFile(file, 'utf8'), verdicts));
}

/** @throws when the document has no place for them. */
export function withFigures(document: string, verdicts: readonly Verdict[]): string {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error('docs/performance.md has no place for figures.');
  return `${document.slice(0, begin)}${BEGIN}\n\n${machine()}\n\n${table(verdicts)}\n\n${document.slice(end)}`;
}

function machine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `Measured on ${cpus().length} cores (${first?.model.trim() ?? 'unknown'}), ${memory} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}.`;
}

/** As the formatter of the project leaves it: cells padded to the widest of their column. */
function table(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ id, what, goal, value, isMet }) => [
    id,
    what,
    goal,
    value,
    isMet ? 'met' : '**missed**',
  ]);
  const head = ['id', 'what', 'goal', 'measured', ''];
  const widths = head.map((title, at) =>
    Math.max(3, ...[[...head], ...rows].map((row) => row[at]?.length ?? 0), title.length),
  );
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n');
}
