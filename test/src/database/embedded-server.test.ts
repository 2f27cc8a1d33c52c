import { expect } from 'chai';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedServer, type EmbeddedServer } from '../../../src/database/embedded-server.js';
import { DatabaseError } from '../../../src/database/errors.js';
import { query } from '../../support/database.js';
import { install, startBot } from '../../support/embedded-bots.js';
import { silentLogger } from '../../support/logger.js';

/** The user `nobody`, by the number that it has on practically every system. */
const NOBODY = 65534;

const isRoot = process.getuid?.() === 0;

describe('startEmbeddedServer', function () {
  this.timeout(60_000);

  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'embedded-'));
    await chmod(folder, 0o755);
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  function start(directory = folder): Promise<EmbeddedServer> {
    return startEmbeddedServer({ directory, log: silentLogger, settings: { fsync: 'off' } });
  }

  async function failure(directory = folder): Promise<DatabaseError> {
    return start(directory).then(
      async (server) => {
        await server.stop();
        return expect.fail('It started.');
      },
      (error: unknown) => error as DatabaseError,
    );
  }

  async function postmaster({ directory }: { directory: string }): Promise<number> {
    return Number((await readFile(join(directory, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  }

  /** Empty when the process is gone, or waits only for its parent to notice. */
  function commandLine(pid: number): Promise<string> {
    return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  }

  async function remember(url: string): Promise<void> {
    await query(url, 'create table memory (what text)');
    await query(url, `insert into memory values ('kept')`);
  }

  const recall = (url: string) => query(url, 'select what from memory');

  it('FW-05 starts, keeps its data, and starts again', async () => {
    const first = await start();
    expect(first.adopted).to.be.false;
    await remember(first.url('postgres'));
    await first.stop();
    const second = await start();
    expect(second.adopted).to.be.false;
    expect(await recall(second.url('postgres'))).to.deep.equal([{ what: 'kept' }]);
    await second.stop();
  });

  it('FW-05 leaves no process behind when it stops, however often it is told to', async () => {
    const server = await start();
    const pid = await postmaster(server);
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
    expect(await commandLine(pid)).to.equal('');
  });

  it('FW-05 keeps a generated password that only its user can read, in a folder that only its user can enter', async () => {
    const server = await start();
    const file = join(server.directory, 'roomkeeper.password');
    expect((await stat(file)).mode & 0o777).to.equal(0o600);
    expect((await stat(join(folder, 'postgres'))).mode & 0o777).to.equal(0o700);
    expect((await readFile(file, 'utf8')).trim()).to.have.length.above(20);
    const wrong = new URL(server.url('postgres'));
    wrong.password = 'wrong';
    const error: unknown = await query(wrong.href, 'select 1').catch((reason: unknown) => reason);
    expect(error).to.have.property('code', '28P01');
    await server.stop();
  });

  it('FW-05 listens on 127.0.0.1 and nowhere else', async function () {
    const server = await start();
    const others = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    const hosts = ['::1', ...others.map(({ address }) => address)].filter((address) => address !== '127.0.0.1');
    for (const host of hosts) {
      const client = new Client({ host, port: Number(new URL(server.url('postgres')).port), user: 'roomkeeper' });
      const error: unknown = await client.connect().catch((reason: unknown) => reason);
      expect(error, host).to.have.property('code').that.matches(/^E/);
    }
    expect(await query(server.url('postgres'), 'show unix_socket_directories')).to.deep.equal([
      { unix_socket_directories: '' },
    ]);
    await server.stop();
  });

  it('FW-05 runs as another user when the bot is root', async function () {
    if (!isRoot) this.skip();
    const server = await start();
    expect((await stat(server.directory)).uid).not.to.equal(0);
    expect((await stat(`/proc/${await postmaster(server)}`)).uid).not.to.equal(0);
    await server.stop();
  });

  it('FW-05 goes on with the server that a killed bot has left', async () => {
    const bot = await startBot(folder);
    await remember(bot.report.url);
    const pid = await postmaster(bot.report);
    await bot.kill();
    const server = await start();
    expect(server.adopted).to.be.true;
    expect(await postmaster(server)).to.equal(pid);
    expect(await recall(server.url('postgres'))).to.deep.equal([{ what: 'kept' }]);
    await server.stop();
    expect(await commandLine(pid)).to.equal('');
  });

  it('FW-05 recovers when the server was killed too', async () => {
    const bot = await startBot(folder);
    await remember(bot.report.url);
    const pid = await postmaster(bot.report);
    await bot.kill();
    process.kill(pid, 'SIGKILL');
    const server = await start();
    expect(server.adopted).to.be.false;
    expect(await recall(server.url('postgres'))).to.deep.equal([{ what: 'kept' }]);
    await server.stop();
  });

  it('FW-05 does not take another program for its server, that has got the number of the killed one', async () => {
    const first = await start();
    const file = join(first.directory, 'postmaster.pid');
    const stale = (await readFile(file, 'utf8')).split('\n');
    await first.stop();
    await writeFile(file, [String(process.pid), ...stale.slice(1)].join('\n'));
    const second = await start();
    expect(second.adopted).to.be.false;
    expect(await query(second.url('postgres'), 'select 1 as one')).to.deep.equal([{ one: 1 }]);
    await second.stop();
  });

  it('FW-05 finds another port when a program of somebody else listens on the old one', async () => {
    const first = await start();
    const port = Number(new URL(first.url('postgres')).port);
    await first.stop();
    const squatter = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
    await once(squatter, 'listening');
    const second = await start();
    expect(new URL(second.url('postgres')).port).not.to.equal(String(port));
    await second.stop();
    squatter.close();
  });

  it('FW-05 lets several bots start at once on an empty folder; the last to stop turns off the light', async () => {
    const bots = await Promise.all([startBot(folder), startBot(folder), startBot(folder)]);
    expect(bots.filter(({ report }) => !report.adopted)).to.have.length(1);
    const [first, second, third] = bots;
    if (!first || !second || !third) return expect.fail();
    const pid = await postmaster(first.report);
    await Promise.all([first.stop(), second.stop()]);
    await remember(third.report.url);
    expect(await postmaster(third.report)).to.equal(pid);
    await third.stop();
    expect(await commandLine(pid)).to.equal('');
  });

  it('FW-05 never hands out a server that is just being stopped', async () => {
    for (let round = 0; round < 3; round += 1) {
      const first = await start();
      const [second] = await Promise.all([start(), first.stop()]);
      expect(await query(second.url('postgres'), 'select 1 as one')).to.deep.equal([{ one: 1 }]);
      await second.stop();
    }
  });

  it('FW-05 stays while somebody else is connected', async () => {
    const server = await start();
    const visitor = new Client({ connectionString: server.url('postgres') });
    await visitor.connect();
    await server.stop();
    expect((await visitor.query('select 1 as one')).rows).to.deep.equal([{ one: 1 }]);
    await visitor.end();
    const again = await start();
    expect(again.adopted).to.be.true;
    await again.stop();
  });

  it('FW-05 begins anew where a first start was cut short, and clears up after it', async () => {
    const server = await start();
    const home = dirname(server.directory);
    await server.stop();
    await rm(server.directory, { recursive: true });
    const goneProcess = 4_194_304 + 1;
    await mkdir(join(home, `initdb-${goneProcess}-x`, 'data', 'base'), { recursive: true });
    const again = await start();
    expect(await query(again.url('postgres'), 'select 1 as one')).to.deep.equal([{ one: 1 }]);
    expect((await readdir(home)).filter((name) => name.startsWith('initdb-'))).to.be.empty;
    await again.stop();
  });

  it('FW-05 refuses the data of another major version, and touches nothing', async () => {
    const server = await start();
    await server.stop();
    await writeFile(join(server.directory, 'PG_VERSION'), '15\n');
    const before = await readdir(server.directory);
    const error = await failure();
    expect(error).to.be.instanceOf(DatabaseError);
    expect(error.message).to.include('PostgreSQL 15').and.include('npm run backup').and.include('npm run restore');
    expect(await readFile(join(server.directory, 'PG_VERSION'), 'utf8')).to.equal('15\n');
    expect(await readdir(server.directory)).to.deep.equal(before);
  });

  it('FW-05 says what the server says when it cannot start', async () => {
    const server = await start();
    await server.stop();
    await writeFile(join(server.directory, 'postgresql.conf'), 'nonsense = 1\n');
    expect((await failure()).message)
      .to.include('nonsense')
      .and.include('DATABASE_URL');
  });

  it('FW-05 runs below a folder that only root can enter, and leaves the mode of that folder alone', async function () {
    if (!isRoot) this.skip();
    const closed = join(folder, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const bot = await install(join(closed, 'bot'));
    const data = join(closed, 'bot', 'data');
    const first = await startBot(data, bot);
    try {
      await remember(first.report.url);
      await first.stop();
      expect(first.report.directory).not.to.include(folder);
      expect(await readFile(join(data, 'postgres.location'), 'utf8')).to.include(dirname(first.report.directory));
      const second = await startBot(data, bot);
      expect(await recall(second.report.url)).to.deep.equal([{ what: 'kept' }]);
      await second.stop();
      expect((await stat(closed)).mode & 0o777).to.equal(0o700);
    } finally {
      await rm(dirname(first.report.directory), { recursive: true, force: true });
    }
  });

  it('FW-05 does not begin with an empty database when the old one cannot be reached any more', async function () {
    if (!isRoot) this.skip();
    const server = await start(join(folder, 'data'));
    await server.stop();
    await chmod(folder, 0o700);
    expect((await failure(join(folder, 'data'))).message)
      .to.include('cannot reach')
      .and.include(join(folder, 'data'));
  });

  it('FW-05 runs as an ordinary user', async function () {
    if (!isRoot) this.skip();
    const bot = await install(join(folder, 'bot'), NOBODY);
    const data = join(folder, 'data');
    await mkdir(data, { mode: 0o700 });
    await chown(data, NOBODY, NOBODY);
    const first = await startBot(data, bot);
    expect(first.report).to.include({ uid: NOBODY, adopted: false });
    await remember(first.report.url);
    await first.kill();
    const second = await startBot(data, bot);
    expect(second.report.adopted).to.be.true;
    expect(await recall(second.report.url)).to.deep.equal([{ what: 'kept' }]);
    await second.stop();
  });
});
