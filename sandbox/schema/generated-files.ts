import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where `generated/` lies as seen from the sources, and as seen from `dist`, into which the compiler copies no JSON. */
const candidates = ['./generated/', '../../../sandbox/schema/generated/'].map((path) => new URL(path, import.meta.url));

/** Reads one of the JSON files that `scripts/generate-*.mjs` write. */
export function readGenerated(name: string): unknown {
  const folder = candidates.find((candidate) => existsSync(new URL(name, candidate)));
  if (!folder) throw new Error(`${name} is in none of ${candidates.map((path) => fileURLToPath(path)).join(', ')}`);
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
}
