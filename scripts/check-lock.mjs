/**
 * `node scripts/check-lock.mjs BEFORE AFTER`: fails unless npm has installed what the lock file said. What may come and go are
 * optional packages of other platforms: which of them a lock file lists depends on the registry that it was made with.
 */
import { readFileSync } from 'node:fs';

const [before, after] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')).packages);
const faults = [];
for (const path of new Set([...Object.keys(before), ...Object.keys(after)])) {
  if (path === '') continue;
  const [locked, installed] = [before[path], after[path]];
  if (!locked || !installed) {
    if (!(locked ?? installed).optional) faults.push(`${path} is ${locked ? 'gone' : 'new'}`);
  } else if (locked.version !== installed.version || locked.integrity !== installed.integrity) {
    faults.push(`${path} was locked at ${locked.version}, and is ${installed.version}`);
  }
}
if (faults.length > 0) {
  process.stderr.write(`The lock file does not hold:\n${faults.join('\n')}\n`);
  process.exitCode = 1;
}
