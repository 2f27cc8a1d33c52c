import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { pathToFileURL } from 'node:url';

/** The conditions that Node's own `import` matches. */
const CONDITIONS: ReadonlySet<string> = new Set(['node', 'import', 'module-sync', 'default']);

interface Manifest {
  readonly exports?: unknown;
  readonly main?: string;
}

/**
 * The file that `import name` would load, looked for from each of the folders in turn. Node offers this only for the importing
 * file's own place, and a plugin is installed beside the bot's configuration.
 *
 * @param folders - URLs that end with a slash.
 * @returns undefined when the package is installed in none of them.
 * @throws {Error} when the package has no entry, or its `package.json` cannot be read.
 */
export async function packageEntry(name: string, folders: readonly URL[]): Promise<URL | undefined> {
  const manifestPath = firstManifest(name, folders);
  if (manifestPath === undefined) return undefined;
  const manifest = JSON.parse(await readFile(manifestPath, 'utf8')) as Manifest;
  const entry = manifest.exports === undefined ? (manifest.main ?? 'index.js') : target(rootExport(manifest.exports));
  if (entry === undefined) throw new Error('its package.json exports nothing that can be imported as "."');
  return new URL(entry, pathToFileURL(manifestPath));
}

function firstManifest(name: string, folders: readonly URL[]): string | undefined {
  for (const folder of folders) {
    try {
      const path = findPackageJSON(name, folder);
      if (path !== undefined) return path;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    }
  }
  return undefined;
}

function rootExport(exports: unknown): unknown {
  return isMapping(exports) && '.' in exports ? exports['.'] : exports;
}

function target(entry: unknown): string | undefined {
  if (typeof entry === 'string') return entry;
  const choices = Array.isArray(entry)
    ? entry
    : Object.entries(isMapping(entry) ? entry : {}).flatMap(([condition, inner]) =>
        CONDITIONS.has(condition) ? [inner] : [],
      );
  for (const choice of choices) {
    const found = target(choice);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
