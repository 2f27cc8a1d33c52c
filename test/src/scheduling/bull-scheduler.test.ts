import { expect } from 'chai';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { BullScheduler, type BullSchedulerOptions } from '../../../src/scheduling/bull-scheduler.js';
import { systemClock } from '../../../src/scheduling/clock.js';
import { TaskRunner } from '../../../src/scheduling/task-runner.js';
import { query, testDatabase, type TestDatabase } from '../../support/database.js';
import { memoryLogger, silentLogger, type LogLine } from '../../support/logger.js';
import { TestTasks } from '../../support/test-tasks.js';
import { itSchedules, type Bench } from './semantics.js';

type Store = BullSchedulerOptions['store'];

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; !condition() && Date.now() < end;) await sleep(10);
  expect(condition()).to.be.true;
}

function create(store: Store, log = silentLogger): BullScheduler {
  return new BullScheduler({ store, concurrency: 4, clock: systemClock, runner: new TaskRunner(log), log });
}

function itRunsOn(store: () => Store): void {
  const bench: Bench = { create: () => create(store()), now: () => Date.now(), until };

  describe('as every scheduler', () => itSchedules(() => bench));

  describe('over restarts', () => {
    const tasks = new TestTasks();

    beforeEach(() => tasks.install());
    afterEach(() => tasks.remove());

    const deadline = (key: string, inMs: number) =>
      ({ task: 'test.note', key, at: new Date(Date.now() + inMs), payload: { text: key } }) as const;

    it('FW-06 keeps what was armed over a restart', async () => {
      const first = create(store());
      await first.arm(deadline('kept', 100));
      await first.stop(1_000);
      const second = create(store());
      await second.start();
      await until(() => tasks.texts().includes('kept'));
      await second.stop(1_000);
    });

    it('FW-60 does not wait longer than told for a task that hangs, and leaves it for the next start', async () => {
      const lines: LogLine[] = [];
      const scheduler = create(store(), memoryLogger(lines));
      await scheduler.start();
      const hang = Promise.withResolvers<void>();
      tasks.work = () => hang.promise;
      await scheduler.arm(deadline('hanging', 0));
      await until(() => tasks.runs.length > 0);
      await scheduler.stop(100);
      expect(lines.map(({ message }) => message)).to.include('Tasks still ran when their time to finish was over');
      hang.resolve();
    });

    it('FW-60 does nothing for who arms or cancels when it has stopped', async () => {
      const scheduler = create(store());
      await scheduler.stop(1_000);
      await scheduler.arm(deadline('late', 0));
      await scheduler.cancel({ task: 'test.note', key: 'late' });
    });
  });
}

describe('BullScheduler on PostgreSQL', function () {
  this.timeout(60_000);

  let database: TestDatabase;

  beforeEach(async () => {
    database = await testDatabase();
  });

  afterEach(() => database.drop());

  itRunsOn(() => ({ postgres: database.url }));

  it('FW-32 lets nobody fail whose deadline finds no queue any more', async () => {
    const lines: LogLine[] = [];
    const scheduler = create({ postgres: database.url }, memoryLogger(lines));
    await scheduler.arm({ task: 'test.note', key: '1', at: new Date(), payload: { text: '1' } });
    await query(database.url, 'drop schema roomkeeper_jobs cascade');
    await scheduler.arm({ task: 'test.note', key: '1', at: new Date(), payload: { text: '1' } });
    await scheduler.cancel({ task: 'test.note', key: '1' });
    expect(lines.filter(({ level }) => level === 'warn')).to.have.length(2);
    await scheduler.stop(1_000);
  });

  it('FW-32 survives that its tables vanish while it runs, and still stops', async () => {
    const lines: LogLine[] = [];
    const scheduler = create({ postgres: database.url }, memoryLogger(lines));
    await scheduler.start();
    try {
      await dropJobs(database.url);
      await scheduler.arm({ task: 'test.note', key: '1', at: new Date(), payload: { text: '1' } });
    } finally {
      await scheduler.stop(1_000);
    }
    expect(lines.some(({ level }) => level === 'warn')).to.be.true;
  });

  it('FW-33 keeps a far deadline to the millisecond', async () => {
    const scheduler = create({ postgres: database.url });
    const at = new Date(Date.now() + 400 * 24 * 3_600_000);
    await scheduler.arm({ task: 'test.note', key: '1', at, payload: { text: '1' } });
    const [row] = await query(database.url, 'select process_at_ms from roomkeeper_jobs.job');
    expect(Math.abs(Number(row?.['process_at_ms']) - at.getTime())).to.be.below(100);
    await scheduler.stop(1_000);
  });
});

describe('BullScheduler on Redis (skipped where there is no redis-server)', function () {
  this.timeout(60_000);

  let server: ChildProcess | undefined;
  let url = '';

  before(async function () {
    if (!hasRedis()) this.skip();
    const port = await freePort();
    url = `redis://127.0.0.1:${port}`;
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', tmpdir()];
    server = spawn('redis-server', args, { stdio: 'ignore' });
    await listening(port);
  });

  after(async () => {
    if (!server) return;
    const ended = once(server, 'exit');
    server.kill();
    await ended;
  });

  itRunsOn(() => ({ redis: url }));
});

/** Tried again when the worker, which uses the tables at this moment, gets in the way. */
async function dropJobs(url: string): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    const error: unknown = await query(url, 'drop schema roomkeeper_jobs cascade').catch((reason: unknown) => reason);
    const deadlock = error instanceof Error && 'code' in error && error.code === '40P01';
    if (!deadlock) return;
  }
  throw new Error('The tables of the jobs cannot be dropped.');
}

function hasRedis(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const answered = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (answered) return;
    await sleep(20);
  }
  throw new Error('The Redis server does not answer.');
}
