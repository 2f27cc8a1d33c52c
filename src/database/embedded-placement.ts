import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists, folderAside, makeHome, programsAside } from './embedded-aside.js';
import type { Binaries } from './embedded-binaries.js';
import type { ServerUser } from './embedded-command.js';
import { EmbeddedDatabaseError } from './embedded-error.js';
import { canRun, canUse } from './embedded-user.js';

/** The file that leads to a server which lives elsewhere. */
const NOTE = 'postgres.location';

/** Where the server's programs and data are. */
export interface Placement {
  readonly binaries: Binaries;
  /** Belongs to the server's user, mode 0700. */
  readonly home: string;
}

/**
 * Decides where the server lives: in `<directory>/postgres`, run from where npm put it. Only when it must run as another
 * user (we are root) and that user cannot reach those places does it move aside; the modes of existing folders are never
 * touched. A text file in `directory` then says where the data is, and the next start follows it.
 */
export async function placeServer(
  directory: string,
  binaries: Binaries,
  user: ServerUser | undefined,
): Promise<Placement> {
  await mkdir(directory, { recursive: true });
  const usual = join(await realpath(directory), 'postgres');
  if (!user) {
    await makeHome(usual, undefined);
    return { binaries, home: usual };
  }
  return { binaries: await reachablePrograms(binaries, user), home: await reachableHome(directory, usual, user) };
}

/** Whether a server has ever lived in a data folder. Starts nothing, and makes nothing. */
export async function hasEmbeddedData(directory: string): Promise<boolean> {
  return (await exists(join(directory, NOTE))) || (await exists(join(directory, 'postgres', 'data')));
}

async function reachablePrograms(binaries: Binaries, user: ServerUser): Promise<Binaries> {
  if (await canRun(binaries.postgres, user)) return binaries;
  const copy = await programsAside(binaries, user);
  if (await canRun(copy.postgres, user)) return copy;
  throw new EmbeddedDatabaseError(
    'UNREACHABLE',
    `the user ${user.name} can start its programs neither in ${binaries.root} nor in ${copy.root}.`,
    'Run the bot as an ordinary user.',
  );
}

async function reachableHome(directory: string, usual: string, user: ServerUser): Promise<string> {
  const note = join(directory, NOTE);
  if (await exists(note)) return homeByNote(note, user);

  const isNew = !(await exists(usual));
  await makeHome(usual, user);
  if (await canUse(usual, user)) return usual;
  if (await exists(join(usual, 'data'))) {
    throw new EmbeddedDatabaseError(
      'UNREACHABLE',
      `its data is in ${usual}, which the user ${user.name} cannot reach any more.`,
      'Let that user pass through the folders above it (chmod o+x), or move the bot to where it can.',
    );
  }
  if (isNew) await rm(usual, { recursive: true });
  const home = await folderAside(usual, user);
  await writeFile(note, noteText(home, user));
  return home;
}

async function homeByNote(note: string, user: ServerUser): Promise<string> {
  const home = (await readFile(note, 'utf8')).split('\n')[0]?.trim() ?? '';
  if ((await exists(home)) && (await canUse(home, user))) return home;
  throw new EmbeddedDatabaseError(
    'UNREACHABLE',
    `its data should be in ${home}, as ${note} says, but it is not there, or the user ${user.name} cannot reach it.`,
    `Put it back, or delete ${note} to begin with an empty database.`,
  );
}

function noteText(home: string, user: ServerUser): string {
  return [
    home,
    '',
    'The folder above holds the data of the embedded PostgreSQL server. It is there because PostgreSQL may not run as root,',
    `and the user that it runs as (${user.name}) cannot enter this folder. Back it up too, and keep this file: it leads there.`,
    '',
  ].join('\n');
}
