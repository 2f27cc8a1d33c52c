import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from './support/package-root.js';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const read = async <Content>(file: string): Promise<Content> =>
  JSON.parse(await readFile(join(packageRoot, file), 'utf8')) as Content;

describe('RL-08 the dependencies', () => {
  let packages: (readonly [string, Locked])[];

  before(async () => {
    const lock = await read<{ readonly packages: Readonly<Record<string, Locked>> }>('package-lock.json');
    packages = Object.entries(lock.packages).filter(
      ([path, { link }]) => path !== '' && path.includes('node_modules/') && link !== true,
    );
  });

  it('RL-08 each has an exact version and a checksum in the lock file', () => {
    expect(packages.length).to.be.above(100);
    const loose = packages.filter(
      ([, { version = '', integrity = '', inBundle }]) =>
        inBundle !== true && !(/^\d+\.\d+\.\d+/.test(version) && /^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity)),
    );
    expect(loose.map(([path]) => path)).to.deep.equal([]);
  });

  it('RL-08 each comes from a registry, as the package and version that it says', () => {
    const odd = packages.filter(([path, { resolved, version = '', inBundle }]) => {
      if (inBundle === true || resolved === undefined) return false;
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const file = `${name.slice(name.lastIndexOf('/') + 1)}-${version}.tgz`;
      return !(resolved.startsWith('https://') && resolved.endsWith(`/-/${file}`));
    });
    expect(odd.map(([path, { resolved }]) => `${path} ${resolved}`)).to.deep.equal([]);
  });

  it('RL-08 none is asked for by an address, a branch or a folder', async () => {
    const { dependencies, devDependencies } = await read<Manifest>('package.json');
    const wanted = Object.entries({ ...dependencies, ...devDependencies });
    const loose = wanted.filter(([, range]) => !/^[\^~]?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(range));
    expect(loose).to.deep.equal([]);
  });
});
