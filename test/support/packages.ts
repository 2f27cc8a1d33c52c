import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A plugin package that is installed below a folder: `test/fixtures/<name>`, by its name. */
export async function installFixtures(directory: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const folder = join(directory, 'node_modules', name);
    const entry = new URL(`../fixtures/${name}/plugin.js`, import.meta.url);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name, type: 'module', exports: './index.js' }));
    await writeFile(join(folder, 'index.js'), `export { default } from '${entry.href}';\n`);
  }
}

/** Makes packages that are installed elsewhere available below a folder. */
export async function linkPackages(directory: string, packages: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, folder] of Object.entries(packages)) {
    const path = join(directory, 'node_modules', name);
    await mkdir(dirname(path), { recursive: true });
    await symlink(folder, path);
  }
}
