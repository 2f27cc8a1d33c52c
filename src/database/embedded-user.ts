import { readFile } from 'node:fs/promises';
import { runCommand, type ServerUser } from './embedded-command.js';
import { EmbeddedDatabaseError } from './embedded-error.js';

/** Whom PostgreSQL may run as when we are root, which it refuses to be; the first that the system has. */
const CANDIDATES = ['postgres', 'nobody'];

/** The user that the server has to run as; `undefined` means as ourselves, which every user but root may. */
export async function findServerUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = parsePasswd(await readFile('/etc/passwd', 'utf8'));
  for (const name of CANDIDATES) {
    const user = users.get(name);
    if (user) return user;
  }
  throw new EmbeddedDatabaseError(
    'NO_USER',
    'PostgreSQL refuses to run as root, and this system has neither a user "postgres" nor "nobody".',
    'Run the bot as an ordinary user.',
  );
}

function parsePasswd(text: string): Map<string, ServerUser> {
  const users = new Map<string, ServerUser>();
  for (const line of text.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && uid && Number(uid) !== 0) users.set(name, { name, uid: Number(uid), gid: Number(gid) });
  }
  return users;
}

/** Whether `user` can enter `folder`. Tried out, since modes alone do not tell (ACLs, mounts). */
export async function canEnter(folder: string, user: ServerUser): Promise<boolean> {
  return inFolder(folder, 'true', user);
}

/** Whether `user` can enter `folder` and write into it. Tried out as well. */
export async function canUse(folder: string, user: ServerUser): Promise<boolean> {
  return inFolder(folder, 'test -w .', user);
}

async function inFolder(folder: string, command: string, user: ServerUser): Promise<boolean> {
  const { code } = await runCommand('/bin/sh', ['-c', `cd "$1" && ${command}`, 'sh', folder], user);
  return code === 0;
}

/** Whether `user` can start a program and load its libraries. */
export async function canRun(program: string, user: ServerUser): Promise<boolean> {
  try {
    return (await runCommand(program, ['--version'], user)).code === 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') return false;
    throw error;
  }
}
