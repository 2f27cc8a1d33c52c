import { writeFile } from 'node:fs/promises';
import { stopTestServer } from '../../test/support/database.js';
import { printVerdicts } from '../table.js';
import { soakVerdicts } from './soak-figures.js';
import { soak } from './soak.js';

/** `npm run soak -- --seconds N --guilds N`: half an hour over 500 guilds, unless told otherwise. */
const number = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(name);
  return at === -1 ? otherwise : Number(process.argv[at + 1]);
};

const [seconds, guilds] = [number('--seconds', 1_800), number('--guilds', 500)];
try {
  process.stdout.write(`RL-04 soak: ${seconds} s over ${guilds} guilds\n`);
  const figures = await soak({ seconds, guilds, progress: (line) => process.stdout.write(`${line}\n`) });
  const verdicts = soakVerdicts(figures);
  await writeFile(
    new URL('../soak-results.json', import.meta.url),
    `${JSON.stringify({ ...figures, verdicts }, null, 2)}\n`,
  );
  process.stdout.write(
    `${JSON.stringify({ rest: figures.rest.failures, log: figures.complaints, answers: figures.answers, deadlines: figures.deadlines }, null, 1)}\n`,
  );
  process.stdout.write(`The local Discord was at work for ${(figures.sandboxBusy * 100).toFixed(0)} % of the time.\n`);
  printVerdicts('RL-04 goals', verdicts);
  process.exitCode = verdicts.every(({ isMet }) => isMet) ? 0 : 1;
} finally {
  await stopTestServer();
}
