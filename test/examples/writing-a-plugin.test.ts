import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../support/package-root.js';

const run = promisify(execFile);

/** How long the compiler may take, in milliseconds. */
const PATIENCE = 60_000;

const DOCUMENT = 'docs/writing-a-plugin.md';
const EXAMPLE = join(packageRoot, 'examples', 'plugin-greeter');

interface Block {
  readonly language: string;
  /** The file that the block is; undefined for one that is none. */
  readonly file: string | undefined;
  readonly text: string;
}

const blocks: readonly Block[] = [
  ...readFileSync(join(packageRoot, DOCUMENT), 'utf8').matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms),
].map(([, language = '', file, text = '']) => ({ language, file, text }));

const files = blocks.flatMap(({ file, text }) => (file === undefined ? [] : [{ file, text }]));

describe('FW-24 docs/writing-a-plugin.md', () => {
  it('FW-24 every block of code in it is a file', () => {
    const others = blocks.filter(
      ({ file, language }) => file === undefined && language !== 'sh' && language !== 'yaml',
    );
    expect(others.map(({ text }) => text)).to.deep.equal([]);
    expect(new Set(files.map(({ file }) => file)).size).to.equal(files.length);
  });

  it('FW-24 it has each file of the example, and nothing else', () => {
    const own = globSync(['package.json', 'tsconfig.json', 'src/**/*.ts'], { cwd: EXAMPLE });
    expect(files.map(({ file }) => file).toSorted()).to.deep.equal(
      own.map((file) => file.split(sep).join('/')).toSorted(),
    );
  });

  for (const { file, text } of files) {
    it(`FW-24 ${file} is as it stands in the example`, () => {
      // Where they differ, copy the one that is right over the other.
      const own = readFileSync(join(EXAMPLE, file), 'utf8');
      // Formatters lay a package.json out in a way of its own.
      if (file.endsWith('.json')) expect(JSON.parse(text)).to.deep.equal(JSON.parse(own));
      else expect(text).to.equal(own);
    });
  }

  it('FW-24 what it says compiles', async () => {
    const home = await mkdtemp(join(tmpdir(), 'roomkeeper-document-'));
    try {
      // As in a folder two levels below Roomkeeper.
      const folder = join(home, 'examples', 'plugin');
      for (const { file, text } of files) {
        await mkdir(dirname(join(folder, file)), { recursive: true });
        await writeFile(join(folder, file), text);
      }
      for (const part of ['node_modules', 'dist', 'package.json'])
        await symlink(join(packageRoot, part), join(home, part));
      const compiler = join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc');
      const compiled = run(process.execPath, [compiler, '-p', folder], { cwd: home, timeout: PATIENCE });
      const { stdout } = await compiled.catch((error: unknown) => error as { stdout: string });
      expect(stdout).to.equal('');
      expect(globSync('**/*.js', { cwd: join(folder, 'dist') })).to.have.lengthOf(
        files.filter(({ file }) => file.endsWith('.ts')).length,
      );
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  });

  it('FW-24 its other blocks name commands and options that there are', () => {
    const scripts = (JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { scripts: object })
      .scripts;
    const called = blocks
      .filter(({ language }) => language === 'sh')
      .flatMap(({ text }) => [...text.matchAll(/npm run (\S+)/g)].map(([, name]) => name));
    expect(Object.keys(scripts)).to.include.members(called);
  });
});
