import { randomBytes, randomUUID } from 'node:crypto';
import { appendFile, chown, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists, makeHome } from './embedded-aside.js';
import { majorVersion } from './embedded-binaries.js';
import { runCommand, type ServerUser } from './embedded-command.js';
import { EmbeddedDatabaseError } from './embedded-error.js';
import type { Placement } from './embedded-placement.js';
import { isAlive } from './embedded-postmaster.js';

/** The role that owns everything in the embedded server. */
export const SERVER_ROLE = 'roomkeeper';

/** Our settings, rewritten at each start; PostgreSQL's own file includes it. */
export const SETTINGS_FILE = 'roomkeeper.conf';

const PASSWORD_FILE = 'roomkeeper.password';

/** A folder with a database cluster in it, made by a version that our programs can run. */
export interface Cluster extends Placement {
  readonly data: string;
  readonly password: string;
  readonly user: ServerUser | undefined;
}

/**
 * Opens the cluster in the placement's home, made first if there is none.
 *
 * It is initialised in a folder of another name and renamed when it is whole. So one that was cut short leaves nothing
 * half-done, and of two bots that do it at once, one wins and the other takes the winner's.
 */
export async function openCluster(placement: Placement, user: ServerUser | undefined): Promise<Cluster> {
  const data = join(placement.home, 'data');
  if (!(await exists(data))) await initialise(placement, data, user);
  await checkVersion(placement, data);
  const password = (await readFile(join(data, PASSWORD_FILE), 'utf8')).trim();
  return { ...placement, data, password, user };
}

async function initialise(placement: Placement, data: string, user: ServerUser | undefined): Promise<void> {
  await removeLeftovers(placement.home);
  const work = join(placement.home, `initdb-${process.pid}-${randomUUID()}`);
  await makeHome(work, user);
  const made = join(work, 'data');
  const passwordFile = join(work, PASSWORD_FILE);
  await writeOwned(passwordFile, `${randomBytes(24).toString('base64url')}\n`, user);

  const { code, output } = await runCommand(
    placement.binaries.initdb,
    [
      `--pgdata=${made}`,
      `--username=${SERVER_ROLE}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ],
    user,
  );
  if (code !== 0) {
    await rm(work, { recursive: true });
    throw new EmbeddedDatabaseError('FAILED', `its data folder could not be made:\n${output}`, 'Mend what it says.');
  }
  await appendFile(join(made, 'postgresql.conf'), `\ninclude_if_exists '${SETTINGS_FILE}'\n`);
  await rename(passwordFile, join(made, PASSWORD_FILE));
  try {
    await rename(made, data);
  } catch (error) {
    const anotherBotWasFaster = await exists(data);
    if (!anotherBotWasFaster) throw error;
  } finally {
    await rm(work, { recursive: true });
  }
}

/** Removes what bots left behind that were killed while they initialised. */
async function removeLeftovers(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = /^initdb-(\d+)-/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(join(home, name), { recursive: true });
  }
}

async function checkVersion(placement: Placement, data: string): Promise<void> {
  const found = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  const ours = await majorVersion(placement.binaries);
  if (found === ours) return;
  throw new EmbeddedDatabaseError(
    'OF_OTHER_VERSION',
    `the data in ${data} was made by PostgreSQL ${found}, and this is PostgreSQL ${ours}. Nothing was touched.`,
    `Start the bot's former version once more, save the data with "npm run backup", move that folder away, and load them with ` +
      `"npm run restore" of this version.`,
  );
}

/** Writes a file that only the server's user (and root) can read. */
export async function writeOwned(file: string, text: string, user: ServerUser | undefined): Promise<void> {
  await writeFile(file, text, { mode: 0o600 });
  if (user) await chown(file, user.uid, user.gid);
}
