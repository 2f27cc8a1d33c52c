import { expect } from 'chai';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { packageRoot } from './support/package-root.js';

const CAP = 300;

const sources = globSync('{src,plugins,sandbox}/**/*.{ts,tsx}', { cwd: packageRoot }).map((file) =>
  file.split(sep).join('/'),
);
const plugins = [
  ...new Set(sources.filter((file) => file.startsWith('plugins/')).map((file) => file.split('/')[1] ?? '')),
];

const read = (file: string): string => readFileSync(join(packageRoot, file), 'utf8');

/** What a file imports: package names as they are, relative ones as paths from the package's root. */
function importsOf(file: string): string[] {
  const specifiers = [
    ...read(file).matchAll(/(?:^|\s)(?:import|export)\s(?:[^'";]*?\sfrom\s)?'([^']+)'|import\('([^']+)'\)/g),
  ];
  return specifiers.map(([, first, second]) => {
    const specifier = first ?? second ?? '';
    if (!specifier.startsWith('.')) return specifier;
    return relative(packageRoot, resolve(packageRoot, dirname(file), specifier))
      .split(sep)
      .join('/');
  });
}

/** Each import of `files` that breaks `rule`, as a line that says who imports what. */
function breaches(files: readonly string[], rule: (specifier: string, file: string) => boolean): string[] {
  return files.flatMap((file) =>
    importsOf(file)
      .filter((specifier) => !rule(specifier, file))
      .map((specifier) => `${file} imports ${specifier}`),
  );
}

describe('FW-20 the architecture', () => {
  it('FW-20 domain functions import nothing from outside their folder', () => {
    const files = sources.filter((file) => /^plugins\/[^/]+\/domain\//.test(file));
    expect(files).not.to.be.empty;
    expect(
      breaches(files, (specifier, file) => specifier.startsWith(`${file.split('/').slice(0, 3).join('/')}/`)),
    ).to.deep.equal([]);
  });

  it('FW-20 plugins import the framework by its public name, and another plugin through its plugin.ts only', () => {
    const files = sources.filter((file) => file.startsWith('plugins/'));
    const allowed = (specifier: string, file: string): boolean => {
      const own = `plugins/${file.split('/')[1]}/`;
      if (specifier.startsWith('src/') || specifier.startsWith('sandbox/')) return false;
      return (
        !specifier.startsWith('plugins/') || specifier.startsWith(own) || /^plugins\/[^/]+\/plugin\.js$/.test(specifier)
      );
    };
    expect(breaches(files, allowed)).to.deep.equal([]);
  });

  it('FW-20 hub does not know panel', () => {
    const files = sources.filter((file) => file.startsWith('plugins/hub/'));
    expect(breaches(files, (specifier) => !specifier.startsWith('plugins/panel/'))).to.deep.equal([]);
  });

  it('SB-01 the sandbox knows nothing of the bot', () => {
    const files = sources.filter((file) => file.startsWith('sandbox/'));
    expect(files).not.to.be.empty;
    expect(breaches(files, (specifier) => !/^(?:src|plugins)\/|^roomkeeper/.test(specifier))).to.deep.equal([]);
  });

  it("SB-20 the page's client runs in a browser: of all else it takes types only, and those of the protocol", () => {
    const files = sources.filter((file) => file.startsWith('sandbox/page/client/'));
    const libraries = new Set(['preact', 'preact/hooks', 'preact/jsx-runtime', '@preact/signals']);
    expect(files).not.to.be.empty;
    const own = (specifier: string): boolean => specifier.startsWith('sandbox/page/client/');
    const known = (specifier: string): boolean =>
      own(specifier) || specifier.startsWith('sandbox/page/protocol/') || specifier === 'discord-api-types/v10';
    expect(breaches(files, (specifier) => known(specifier) || libraries.has(specifier))).to.deep.equal([]);
    const loaded = files.flatMap((file) => [
      ...read(file).matchAll(/^(?:import|export) (?!type )[^;]*? from '([^']+)'/gm),
    ]);
    const foreign = loaded.filter(([, specifier = '']) => /protocol\/|discord-api-types/.test(specifier));
    expect(foreign.map(([line]) => line)).to.deep.equal([]);
  });

  it('SB-20 the protocol of the page is nothing but types', () => {
    const files = sources.filter((file) => file.startsWith('sandbox/page/protocol/'));
    expect(files).not.to.be.empty;
    const values = files.filter((file) => /^(?:import|export) (?!type |interface )/m.test(read(file)));
    expect(values).to.deep.equal([]);
  });

  it('FW-10 nothing in the bot knows of the sandbox', () => {
    const files = sources.filter((file) => file.startsWith('src/') || file.startsWith('plugins/'));
    expect(breaches(files, (specifier) => !/^sandbox\/|^roomkeeper\/sandbox/.test(specifier))).to.deep.equal([]);
  });

  it('FW-20 the framework imports no plugin', () => {
    const files = sources.filter((file) => file.startsWith('src/'));
    expect(breaches(files, (specifier) => !specifier.startsWith('plugins/'))).to.deep.equal([]);
  });

  it(`FW-20 no file is longer than ${CAP} lines`, () => {
    const long = sources
      .map((file) => ({ file, lines: read(file).split('\n').length - 1 }))
      .filter(({ lines }) => lines > CAP);
    expect(long).to.deep.equal([]);
  });

  it('FW-20 there is no drawer for odds and ends', () => {
    expect(sources.filter((file) => /(?:^|\/)(?:utils?|helpers?|common|misc)(?:\/|\.ts$)/.test(file))).to.deep.equal(
      [],
    );
  });

  it('FW-20 each plugin with a definition has its options, its messages and its README beside it', () => {
    const defined = plugins.filter((plugin) => sources.includes(`plugins/${plugin}/plugin.ts`));
    expect(defined).to.include('autochannel');
    const missing = defined.flatMap((plugin) =>
      ['options.ts', 'messages.ts', 'README.md']
        .map((file) => `plugins/${plugin}/${file}`)
        .filter((file) => globSync(file, { cwd: packageRoot }).length === 0),
    );
    expect(missing).to.deep.equal([]);
  });
});
