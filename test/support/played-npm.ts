import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { link, productionPaths } from './image.js';

/** `npm install` and `npm prune --omit=dev` without a registry: all packages come from where they are installed already. */
const [modules = '', command, ...options] = process.argv.slice(2);

if (command === 'install') {
  symlinkSync(modules, 'node_modules');
} else if (command === 'prune' && options.includes('--omit=dev')) {
  rmSync('node_modules');
  const paths = productionPaths('package-lock.json').filter((path) => existsSync(join(dirname(modules), path)));
  // What a package has of packages of its own comes along with it.
  const outermost = paths.filter((path) => path.lastIndexOf('node_modules/') === 0);
  for (const [folder, inside] of Map.groupBy(outermost, (path) => dirname(path))) {
    mkdirSync(folder, { recursive: true });
    link(
      inside.map((path) => join(dirname(modules), path)),
      folder,
    );
  }
} else {
  throw new Error(`npm ${command} is not played`);
}
