import { expect } from 'chai';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from './package-root.js';
import { processesWith, TestProcess } from './processes.js';

describe('npm test', function () {
  this.timeout(60_000);

  it('FW-02 starts a PostgreSQL of its own, and leaves no process and no folder behind', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'roomkeeper-suite-'));
    try {
      // A suite of one test that asks for a database, run as the whole one is, with its temporary files in one place.
      const suite = join(directory, 'one.test.mjs');
      const temporary = join(directory, 'tmp');
      await mkdir(temporary);
      const support = join(packageRoot, 'dist/test/support/database.js');
      await writeFile(
        suite,
        `import { testDatabase } from ${JSON.stringify(support)};
         it('asks for a database', async () => console.log('url', (await testDatabase()).url));`,
      );
      const mocha = join('..', 'node_modules', 'mocha', 'bin', 'mocha.js');
      const args = [
        '--no-config',
        '--timeout',
        '60000',
        '--require',
        join(packageRoot, 'dist/test/support/hooks.js'),
        suite,
      ];
      const run = new TestProcess(mocha, { cwd: packageRoot, env: { TMPDIR: temporary }, args });
      expect(await run.ended, run.output).to.equal(0);
      expect(run.output)
        .to.match(/url postgresql:/)
        .and.to.include('1 passing');
      expect(processesWith(directory)).to.deep.equal([]);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});
