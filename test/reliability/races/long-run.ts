/**
 * `npm run test:races -- --minutes 10`: searches for so long, with seeds that no run had before. `RACE_SEED=…` repeats one batch. Ends
 * with 1 when something was found.
 */
import { parseArgs } from 'node:util';
import { closeAll } from '../../support/at-end.js';
import { stopTestServer } from '../../support/database.js';
import { RACE_SEED } from './seeds.js';
import { search, told, type Tally } from './search.js';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new RangeError(`--minutes is a number above 0, not ${values.minutes}`);

function* fresh(): Generator<number> {
  for (let seed = Math.floor(Math.random() * 2 ** 31); ; seed += 1) yield seed;
}

const end = performance.now() + minutes * 60_000;
let saidAt = performance.now();
const say = ({ sequences, acts }: Tally): void => {
  if (performance.now() < saidAt + 30_000) return;
  saidAt = performance.now();
  process.stdout.write(`${sequences} sequences, ${acts} acts\n`);
};

const rejections: unknown[] = [];
process.on('unhandledRejection', (reason) => rejections.push(reason));
try {
  const seeds = RACE_SEED === null ? fresh() : [RACE_SEED];
  const goesOn = (): boolean => performance.now() < end && rejections.length === 0;
  const { tally, found } = await search({ seeds, goesOn, shrinking: 300_000, progress: say });
  process.stdout.write(`${tally.sequences} sequences, ${tally.acts} acts, ${found ? 'one failed' : 'none failed'}\n`);
  if (found) process.stdout.write(`${told(found)}\n`);
  for (const reason of rejections) process.stdout.write(`A rejection was not handled: ${String(reason)}\n`);
  process.exitCode = found || rejections.length > 0 ? 1 : 0;
} finally {
  await closeAll();
  await stopTestServer();
}
process.exit();
