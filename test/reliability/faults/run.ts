import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopTestServer } from '../../support/database.js';
import { operations } from '../operations/all.js';
import { faults } from './all.js';
import { FaultStages } from './fault-stages.js';
import type { Cell } from './matrix.js';
import { sampleOf } from './sample.js';
import { optionsOf, usage, type Options } from './options.js';
import { complaint, isWell, nameOf, tableOf } from './table.js';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Plays every operation with every fault at each of its REST calls, and tells how it goes. */
async function run({ operation: isWanted, fault: isMeant, sample, log }: Options): Promise<readonly Cell[]> {
  const stages = new FaultStages();
  const cells: Cell[] = [];
  try {
    for (const operation of operations.filter(isWanted)) {
      const points = await stages.recorded(operation);
      say(`${nameOf(operation)}: ${points.length} calls`);
      for (const [index, fault] of faults.filter(isMeant).entries()) {
        for (const point of sample === null ? points : sampleOf(points, sample + index)) {
          const cell = await stages.disturbed(operation, fault, point);
          cells.push(cell);
          if (!isWell(cell)) say(`  ${complaint(cell)}${log ? stages.complaints() : ''}`);
        }
      }
    }
  } finally {
    await stages.strike();
  }
  return cells;
}

// As root the database server runs as another user, who must be able to enter.
const folder = mkdtempSync(join(tmpdir(), 'roomkeeper-faults-'));
chmodSync(folder, 0o755);
process.env['TMPDIR'] = folder;
try {
  const began = performance.now();
  const cells = await run(optionsOf(process.argv.slice(2)));
  const wrong = cells.filter((cell) => !isWell(cell));
  say(`\n${tableOf(cells)}`);
  say(
    `\n${cells.length} cells in ${((performance.now() - began) / 60_000).toFixed(1)} min, ${wrong.length} not as promised`,
  );
  for (const cell of wrong) say(`  ${complaint(cell)}`);
  process.exitCode = wrong.length > 0 || cells.length === 0 ? 1 : 0;
} catch (error) {
  say(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n\n${usage}`);
  process.exitCode = 1;
} finally {
  await stopTestServer();
  rmSync(folder, { recursive: true, force: true });
  process.exit();
}
