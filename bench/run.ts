import { writeFile } from 'node:fs/promises';
import { stopTestServer } from '../test/support/database.js';
import { parts } from './parts.js';
import { printVerdicts } from './table.js';
import { nothing, verdictsOf, type Figures } from './verdicts.js';
import { writeDocs } from './write-docs.js';

/**
 * `npm run bench`: all of it, in about ten minutes on a quiet machine. `--quick` takes fewer rounds, messages and cases, about two
 * minutes. `--only boot,joins` does some of it. `--write-docs` puts the verdicts into docs/performance.md.
 */
const quick = process.argv.includes('--quick');
const names = process.argv[process.argv.indexOf('--only') + 1]?.split(',') ?? [];
const only = process.argv.includes('--only') ? new Set(names) : null;
const unknown = [...(only ?? [])].filter((name) => !parts.some((part) => part.name === name));
if (unknown.length > 0) throw new Error(`There is no ${unknown.join()}, only ${parts.map(({ name }) => name).join()}.`);

try {
  let figures: Figures = nothing;
  for (const part of parts.filter(({ name }) => only?.has(name) ?? true)) {
    figures = { ...figures, ...(await part.run(quick)) };
  }
  const measured = new Set(parts.filter(({ name }) => only?.has(name) ?? true).flatMap(({ ids }) => ids));
  const verdicts = verdictsOf(figures).filter(({ id }) => measured.has(id));
  printVerdicts('Goals', verdicts);
  const results = `${JSON.stringify({ quick, ...figures, verdicts }, null, 2)}\n`;
  await writeFile(new URL('results.json', import.meta.url), results);
  if (process.argv.includes('--write-docs')) await writeDocs(verdicts);
} finally {
  await stopTestServer();
}
