import { expect } from 'chai';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from './package-root.js';
import { processesWith, TestProcess } from './processes.js';

const script = join('..', 'scripts', 'run-tests.mjs');

/** A project with test files of its own, and what `npm test` runs. */
describe('npm test over many files', () => {
  let cwd: string;

  beforeEach(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'roomkeeper-lanes-'));
    const reporter = join(packageRoot, 'dist/test/support/count-reporter.js');
    await write('.mocharc.json', JSON.stringify({ spec: ['dist/test/**/*.test.mjs'], reporter, timeout: 5000 }));
  });

  afterEach(() => rm(cwd, { recursive: true, force: true }));

  async function write(path: string, text: string): Promise<void> {
    await mkdir(join(cwd, path, '..'), { recursive: true });
    await writeFile(join(cwd, path), text);
  }

  async function run(...args: string[]): Promise<{ code: unknown; output: string; last: string | undefined }> {
    const child = new TestProcess(script, { cwd, args });
    const code = await child.ended;
    return { code, output: child.output, last: child.output.trimEnd().split('\n').at(-1) };
  }

  const passing = (name: string) => `it('${name}', () => console.log('${name} ran in', process.pid));`;
  const pids = (output: string) => new Set([...output.matchAll(/ran in (\d+)/g)].map(([, pid]) => pid));

  it('FW-02 runs every file once, in three processes, and ends with the one sum', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await write(`dist/test/${name}/${name}.test.mjs`, passing(name));
    await write('dist/test/skipped.test.mjs', `it('not yet');`);
    const { code, output, last } = await run();
    expect(last).to.equal('5 passed, 0 failed, 1 skipped');
    expect(output.match(/^\d+ passed/gm)).to.have.length(1);
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      expect(output.match(new RegExp(`^${name} ran in`, 'gm'))).to.have.length(1);
    expect(pids(output).size).to.equal(3);
    expect(code).to.equal(0);
  });

  it('FW-02 what the tests want to be said stands right before the sum, once', async () => {
    const notice = JSON.stringify(join(packageRoot, 'dist/test/support/notice.js'));
    const skipping = `import { notice } from ${notice}; before(function () { notice('Skipped: no browser'); this.skip(); });`;
    for (const name of ['one', 'two']) await write(`dist/test/${name}.test.mjs`, `${skipping} ${passing(name)}`);
    const { output } = await run();
    expect(output.trimEnd().split('\n').slice(-2)).to.deep.equal([
      'Skipped: no browser',
      '0 passed, 0 failed, 2 skipped',
    ]);
    expect(output.match(/^Skipped/gm)).to.have.length(1);
  });

  it('FW-02 a failure in one of them fails the run', async () => {
    await write('dist/test/good.test.mjs', passing('good'));
    await write('dist/test/bad.test.mjs', `it('bad', () => { throw new Error('no good'); });`);
    const { code, output, last } = await run();
    expect(last).to.equal('1 passed, 1 failed');
    expect(output).to.include('no good');
    expect(code).to.equal(1);
  });

  it('FW-02 a process that ends without a count fails the run', async () => {
    await write('dist/test/good.test.mjs', passing('good'));
    await write('dist/test/gone.test.mjs', `it('is gone', () => process.kill(process.pid, 'SIGKILL'));`);
    await write('dist/test/silent.test.mjs', `process.exit(0);`);
    const { code, output, last } = await run();
    expect(last).to.match(/^[01] passed, [12] failed$/);
    expect(output).to.match(/ended without a count \((?:SIGKILL|exit code 0)\)/);
    expect(code).to.equal(1);
  });

  it('FW-02 no tests at all are no success', async () => {
    const { code, last } = await run();
    expect([code, last]).to.deep.equal([1, '0 passed, 0 failed']);
  });

  it('FW-02 with a pattern or with files it runs those, in one process', async () => {
    for (const name of ['one', 'two']) await write(`dist/test/${name}.test.mjs`, passing(name));
    const byName = await run('--grep', 'two');
    expect([byName.code, byName.last]).to.deep.equal([0, '1 passed, 0 failed']);
    const byFile = await run('dist/test/one.test.mjs');
    expect(byFile.last).to.equal('1 passed, 0 failed');
    expect(byFile.output).to.include('one ran in').and.not.include('two ran in');
  });

  it('FW-02 Ctrl-C ends the database servers too', async () => {
    const support = (name: string) => JSON.stringify(join(packageRoot, `dist/test/support/${name}.js`));
    const temporary = join(cwd, 'tmp');
    await mkdir(temporary);
    await write(
      'dist/test/one.test.mjs',
      `import ${support('hooks')};
       import { testDatabase } from ${support('database')};
       it('waits', async () => { await testDatabase(); console.log('has one'); await new Promise(() => {}); });`,
    );
    const child = new TestProcess(script, { cwd, env: { TMPDIR: temporary } });
    await child.printed('has one');
    child.child.kill('SIGINT');
    expect(await child.ended).to.equal(130);
    expect(processesWith(temporary)).to.deep.equal([]);
    expect(await readdir(temporary)).to.deep.equal([]);
  });

  it('FW-02 Ctrl-C ends all of them', async () => {
    for (const name of ['one', 'two']) {
      await write(
        `dist/test/${name}.test.mjs`,
        `it('${name}', (done) => { console.log('waits'); setTimeout(done, 60_000); }).timeout(0);`,
      );
    }
    const child = new TestProcess(script, { cwd });
    await child.printed('waits');
    child.child.kill('SIGINT');
    expect(await child.ended).to.equal(130);
    expect(child.output).to.include('ended without a count (SIGINT)');
  });
});
