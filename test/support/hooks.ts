import { chmodSync, mkdtempSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeAll } from './at-end.js';
import { stopTestServer } from './database.js';

// The temporary folder of this run. Every child process inherits its name in its environment: by that, those are found which
// are still there at the end, detached ones too. `mkdtemp` makes folders for their owner only, but as root the database
// server runs as another user.
const runFolder = mkdtempSync(join(tmpdir(), 'roomkeeper-run-'));
chmodSync(runFolder, 0o755);
process.env['TMPDIR'] = runFolder;

/** How long after its end a run may take to exit, in milliseconds. */
const END_LIMIT = 20_000;

const rejections: unknown[] = [];

process.on('unhandledRejection', (reason) => rejections.push(reason));

function checkRejections(): void {
  const [reason] = rejections.splice(0);
  if (reason !== undefined) throw new Error('A rejection was not handled', { cause: reason });
}

// The database server is in a process group of its own: Ctrl-C does not reach it. Signals may come twice, by the terminal and by
// the script that runs several of these processes.
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    endInTime();
    void closeAll()
      .then(stopTestServer, stopTestServer)
      .then(() => rm(runFolder, { recursive: true, force: true }))
      .finally(() => process.exit(128 + constants.signals[signal]));
  });
}

export const mochaHooks = {
  /** A promise that nobody looked at fails the test in which it was rejected. */
  afterEach(): void {
    checkRejections();
  },

  /** What the tests have left behind fails the run. */
  async afterAll(): Promise<void> {
    endInTime();
    await closeAll();
    await stopTestServer();
    checkRejections();
    const left = process.platform === 'linux' ? await processesOfThisRun() : [];
    await rm(runFolder, { recursive: true, force: true });
    if (left.length > 0) throw new Error(`The tests have left processes behind:\n${left.join('\n')}`);
  },
};

/** Ends a run that something keeps alive when all is told, and says what that is. Mocha has set the exit code by then. */
function endInTime(): void {
  const timer = setTimeout(() => {
    process.stderr.write(
      `The tests are over, and something keeps their process alive: ${process.getActiveResourcesInfo().join(', ')}\n`,
    );
    process.exit();
  }, END_LIMIT);
  timer.unref();
}

async function processesOfThisRun(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  const found = await Promise.all(pids.map(describeIfOurs));
  return found.filter((line) => line !== undefined);
}

async function describeIfOurs(pid: string): Promise<string | undefined> {
  try {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8');
    if (!environment.includes(runFolder)) return undefined;
    return `${pid} ${(await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')}`;
  } catch {
    // It has ended meanwhile, or belongs to somebody else.
    return undefined;
  }
}
