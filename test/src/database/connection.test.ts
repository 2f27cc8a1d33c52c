import { expect } from 'chai';
import { createServer, connect, type AddressInfo, type Server } from 'node:net';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { ManualClock } from '../../../sandbox/clock.js';
import { waitForDatabase } from '../../../src/database/connection.js';
import { DatabaseError } from '../../../src/database/errors.js';
import type { LogFields } from '../../../src/logging/logger.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { memoryLogger, type LogLine } from '../../support/logger.js';

describe('waitForDatabase', () => {
  let database: TestDatabase;
  let clock: ManualClock;
  let lines: LogLine[];

  before(async () => {
    database = await testDatabase();
  });

  after(() => database.drop());

  beforeEach(() => {
    clock = new ManualClock();
    lines = [];
  });

  function changed(change: (url: URL) => void): string {
    const url = new URL(database.url);
    change(url);
    return url.href;
  }

  /** Waits with a clock that moves on by itself after each try that failed; `meanwhile` is done before it does. */
  async function wait(url: string, meanwhile: () => unknown = () => undefined): Promise<void> {
    const log = memoryLogger(lines);
    const warn = async (pause: unknown): Promise<void> => {
      await meanwhile();
      await clock.advance(Number(pause));
    };
    const moving = {
      ...log,
      warn: (fields: LogFields, message: string): void => {
        log.warn(fields, message);
        setImmediate(() => void warn(fields['pause']));
      },
    };
    await waitForDatabase({ url, timeLimit: 30_000, clock, log: moving });
  }

  async function failure(url: string): Promise<DatabaseError> {
    return wait(url).then(
      () => expect.fail('It connected.'),
      (error: unknown) => error as DatabaseError,
    );
  }

  it('FW-05 returns as soon as the database answers', async () => {
    await wait(database.url);
    expect(lines).to.be.empty;
  });

  it('FW-05 tries an unreachable server again, at growing distances, and gives up after the time limit', async () => {
    const port = await unusedPort();
    const begin = clock.now();
    const error = await failure(`postgresql://me:s%65cret-word@127.0.0.1:${port}/things`);
    expect(error).to.be.instanceOf(DatabaseError);
    expect(error.message).to.include(`127.0.0.1:${port}/things`).and.include('30 s').and.include('DATABASE_URL');
    expect(clock.now() - begin).to.be.within(20_000, 30_000);
    expect(lines.map(({ pause }) => pause).slice(0, 6)).to.deep.equal([250, 500, 1000, 2000, 4000, 5000]);
    expect(JSON.stringify([error.message, lines])).not.to.match(/s(%65|e)cret/);
  });

  it('FW-05 goes on when the server comes up meanwhile', async () => {
    const port = await unusedPort();
    let proxy: Server | undefined;
    const comeUp = async (): Promise<void> => {
      proxy = forward(port, database.url);
      await once(proxy, 'listening');
    };
    await wait(
      changed((url) => (url.port = String(port))),
      comeUp,
    );
    expect(lines).to.have.length(1);
    proxy?.close();
  });

  it('FW-05 keeps the process alive while it waits', async () => {
    const module = new URL('../../../src/database/connection.js', import.meta.url).href;
    const clock = new URL('../../../src/scheduling/clock.js', import.meta.url).href;
    const script = `
      import { waitForDatabase } from '${module}';
      import { systemClock } from '${clock}';
      const log = { warn() {} };
      const url = 'postgresql://me@127.0.0.1:${await unusedPort()}/db';
      await waitForDatabase({ url, timeLimit: 300, clock: systemClock, log }).catch((error) => process.stdout.write(error.code));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
    expect(stdout).to.equal('DATABASE_UNREACHABLE');
  });

  it('FW-05 does not try a wrong password again', async () => {
    const error = await failure(changed((url) => (url.password = 'wrong-word')));
    expect(error.code).to.equal('DATABASE_REFUSED');
    expect(error.message).to.include('password').and.not.include('wrong-word');
    expect(lines).to.be.empty;
  });

  it('FW-05 does not try again without the password that the server wants', async () => {
    expect((await failure(changed((url) => (url.password = '')))).code).to.equal('DATABASE_REFUSED');
    expect(lines).to.be.empty;
  });

  it('FW-05 does not try an unknown database again', async () => {
    const error = await failure(changed((url) => (url.pathname = '/nothing-here')));
    expect(error.code).to.equal('DATABASE_REFUSED');
    expect(error.message).to.include('/nothing-here').and.include('no such database');
    expect(lines).to.be.empty;
  });

  it('FW-05 says how an address is written when it is none, without showing it', async () => {
    for (const url of ['secret-word', 'mysql://me:secret-word@host/db', 'postgresql://me:secret-word@host:x/db']) {
      const { message } = await failure(url);
      expect(message).to.include('postgresql://user:password@host:5432/database').and.not.include('secret-word');
    }
  });
});

async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function forward(port: number, url: string): Server {
  return createServer((incoming) => {
    const outgoing = connect(Number(new URL(url).port), '127.0.0.1');
    incoming.pipe(outgoing).pipe(incoming);
    outgoing.on('error', () => incoming.destroy());
    incoming.on('error', () => outgoing.destroy());
  }).listen(port, '127.0.0.1');
}
