import { createHash, randomUUID } from 'node:crypto';
import { access, chmod, chown, cp, lstat, mkdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { relocated, type Binaries } from './embedded-binaries.js';
import { runCommand, type ServerUser } from './embedded-command.js';
import { EmbeddedDatabaseError } from './embedded-error.js';
import { canEnter } from './embedded-user.js';

/** Where things go when the server's user cannot reach the usual place; first the one that outlives a reboot. */
const BASES = ['/var/lib/roomkeeper', join(tmpdir(), 'roomkeeper')];

/** Makes the server's own folder, if need be, and gives it to the server's user, for nobody else to enter. */
export async function makeHome(folder: string, user: ServerUser | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  if (user) await chown(folder, user.uid, user.gid);
}

/** A folder that `user` can reach, in place of `usual`; the same one at every call. */
export async function folderAside(usual: string, user: ServerUser): Promise<string> {
  const hash = createHash('sha256').update(usual).digest('hex').slice(0, 16);
  const folder = join(await findBase(user), hash);
  await makeHome(folder, user);
  return folder;
}

/** A copy of the programs that `user` can reach. Made once for each version of them. */
export async function programsAside(binaries: Binaries, user: ServerUser): Promise<Binaries> {
  const target = join(await findBase(user), `postgres-${binaries.packageVersion}`);
  if (!(await exists(target))) await copyWhole(binaries.root, target);
  return relocated(binaries, target);
}

/** Copies under another name first, so that a copy that was cut short is never taken for a whole one. */
async function copyWhole(from: string, to: string): Promise<void> {
  const partial = `${to}.${randomUUID()}`;
  await cp(from, partial, { recursive: true, verbatimSymlinks: true });
  // npm may have installed them for root's eyes only.
  await runCommand('chmod', ['-R', 'go+rX', partial], undefined);
  try {
    await rename(partial, to);
  } catch (error) {
    await rm(partial, { recursive: true });
    const anotherBotWasFaster = await exists(to);
    if (!anotherBotWasFaster) throw error;
  }
}

async function findBase(user: ServerUser): Promise<string> {
  const problems: string[] = [];
  for (const base of BASES) {
    try {
      await makeBase(base, user);
      return base;
    } catch (error) {
      problems.push(`${base}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new EmbeddedDatabaseError(
    'UNREACHABLE',
    `the user ${user.name} cannot reach this folder, and there is no other place for it:\n${problems.join('\n')}`,
    'Run the bot as an ordinary user, or from a folder that every user may enter.',
  );
}

async function makeBase(base: string, user: ServerUser): Promise<void> {
  const created = await mkdir(base, { recursive: true });
  if (created) await chmod(base, 0o755);
  const { mode, uid } = await lstat(base);
  // In a temporary folder anybody could have prepared it, with programs of their own inside.
  if (uid !== 0 || (mode & 0o022) !== 0) throw new Error('it belongs to somebody else');
  if (!(await canEnter(base, user))) throw new Error(`the user ${user.name} cannot enter it`);
}

/** Whether there is something at `path`. */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
