import { spawn } from 'node:child_process';
import { parse } from 'node:path';

/** The system user that PostgreSQL's programs run as. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** What a program printed (both streams) and how it ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly output: string;
}

/**
 * Runs a program to its end, as `user` where one is given. Rejects only when it cannot be started at all.
 *
 * The program gets neither our `PG…` variables, which would redirect it, nor our locale, and starts in the root folder,
 * because `user` may not be allowed into ours.
 */
export async function runCommand(
  program: string,
  args: readonly string[],
  user: ServerUser | undefined,
): Promise<CommandResult> {
  const { promise, resolve, reject } = Promise.withResolvers<CommandResult>();
  const child = spawn(program, args, {
    cwd: parse(process.cwd()).root,
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    ...(user && { uid: user.uid, gid: user.gid }),
  });
  const chunks: Buffer[] = [];
  const collect = (chunk: Buffer): void => void chunks.push(chunk);
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  child.on('error', reject);
  child.on('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString().trim() }));
  return promise;
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  const inherited = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'];
  const kept = inherited.map((name) => [name, process.env[name]]).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}
