import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stopTestServer } from '../../support/database.js';
import type { Operation } from '../operation.js';
import { operations } from '../operations/all.js';
import { CrashMatrix, type Killed, type Replayed } from './matrix.js';
import { nameOf, type Point } from './points.js';
import { tableOf, totalsOf } from './table.js';

const usage = `npm run test:crash -- [--operation TEXT] [--every N] [--lanes N]

Kills the bot at every boundary between two steps of every operation, lets it start again, and looks at what has become of it.
  --operation TEXT  only operations whose plugin or name has this text in it; may be given several times
  --every N         only every n-th point of each operation
  --lanes N         so many bots at a time (default 2)`;

const { values } = parseArgs({
  options: {
    operation: { type: 'string', multiple: true, default: [] },
    every: { type: 'string', default: '1' },
    lanes: { type: 'string', default: '2' },
    help: { type: 'boolean', default: false },
  },
});

const out = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<boolean> {
  const wanted = operations.filter((operation) => isWanted(operation));
  const every = Math.max(1, Number(values.every));
  const compileCache = await mkdtemp(join(tmpdir(), 'roomkeeper-compiled-'));
  const rest = wanted.values();
  const killed = new Map<Operation, Killed>();
  const failed: string[] = [];
  const started = performance.now();
  const lane = async (): Promise<void> => {
    const sample = (points: readonly Point[]): readonly Point[] => points.filter((_, index) => index % every === 0);
    const matrix = new CrashMatrix({ compileCache, sample, onReplay: told });
    for (const operation of rest) {
      try {
        killed.set(operation, await matrix.kill(operation));
      } catch (error) {
        failed.push(
          `${operation.plugin}: ${operation.name}: ${error instanceof Error ? error.message : String(error)}`,
        );
        await matrix.end().catch(() => undefined);
      }
    }
    await matrix.end();
  };
  try {
    await Promise.all(Array.from({ length: Math.max(1, Number(values.lanes)) }, lane));
  } finally {
    await stopTestServer();
    await rm(compileCache, { recursive: true, force: true });
  }
  const results = wanted.flatMap((operation) => killed.get(operation) ?? []);
  out(`\n${tableOf(results)}`);
  for (const line of failed) out(`could not be played: ${line}`);
  const totals = totalsOf(results);
  out(`${totals.text}; ${((performance.now() - started) / 60_000).toFixed(1)} minutes`);
  return totals.isGood && failed.length === 0 && results.length > 0;
}

function isWanted({ plugin, name }: Operation): boolean {
  const title = `${plugin}: ${name}`.toLowerCase();
  return values.operation.length === 0 || values.operation.some((text) => title.includes(text.toLowerCase()));
}

function told({ plugin, name }: Operation, { point, outcome, divergences }: Replayed): void {
  const isGood = outcome !== 'unreached' && divergences.length === 0;
  out(`${isGood ? '✔' : '✘'} ${plugin}: ${name} — ${nameOf(point)}: ${outcome}`);
  for (const divergence of divergences) out(`    ${divergence}`);
}

if (values.help) out(usage);
else process.exitCode = (await main()) ? 0 : 1;
