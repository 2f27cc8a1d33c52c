import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const written: string[] = [];

/** A folder of files, in which a bot may be started. */
export interface Project {
  readonly directory: string;
  /** Its folder of in-tree plugins. */
  readonly inTree: URL;
  readonly path: (file: string) => string;
}

/** Writes files, by their path, into a new folder. In the text, `from 'zod'` and such reach this package's own modules. */
export async function writeProject(files: Readonly<Record<string, string>>): Promise<Project> {
  const directory = await mkdtemp(join(tmpdir(), 'roomkeeper-project-'));
  written.push(directory);
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, file)), { recursive: true });
    await writeFile(join(directory, file), file.endsWith('.js') ? withOwnModules(text) : text);
  }
  return {
    directory,
    inTree: new URL('plugins/', pathToFileURL(`${directory}/`)),
    path: (file) => join(directory, file),
  };
}

/** Removes every project that was written. For `afterEach`. */
export async function removeProjects(): Promise<void> {
  for (const directory of written.splice(0)) await rm(directory, { recursive: true, force: true });
}

function withOwnModules(text: string): string {
  return text.replaceAll(/from '(zod|roomkeeper|@sapphire\/framework)'/g, (_, name: string) => {
    return `from '${import.meta.resolve(name)}'`;
  });
}
