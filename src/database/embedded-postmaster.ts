import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './embedded-command.js';

/** The server that `postmaster.pid` in a data folder speaks of. */
export interface Postmaster {
  readonly pid: number;
  /** Where it listens; `undefined` while it is only starting. */
  readonly port: number | undefined;
  readonly ready: boolean;
}

/** The server that runs on a data folder, if one does. What a killed one left behind is taken away. */
export async function findPostmaster(data: string): Promise<Postmaster | undefined> {
  const file = join(data, 'postmaster.pid');
  const lines = await readLines(file);
  if (!lines) return undefined;
  const pid = Number(lines[0]);
  if (Number.isInteger(pid) && pid > 0 && isAlive(pid)) {
    if (await looksLikePostgres(pid)) {
      return { pid, port: Number(lines[3]) || undefined, ready: lines[7]?.trim() === 'ready' };
    }
    // The number belongs to another program now. PostgreSQL itself could not tell, and would refuse to start.
    await rm(file, { force: true });
  }
  return undefined;
}

async function readLines(file: string): Promise<string[] | undefined> {
  try {
    return (await readFile(file, 'utf8')).split('\n');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether a process of this id exists, whosesoever it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function looksLikePostgres(pid: number): Promise<boolean> {
  if (process.platform === 'win32') return true;
  if (process.platform === 'linux') {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes('postgres');
  }
  return (await runCommand('ps', ['-p', String(pid), '-o', 'command='], undefined)).output.includes('postgres');
}
