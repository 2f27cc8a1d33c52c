import { expect } from 'chai';
import { ManualClock } from '../../../sandbox/clock.js';
import type { OverdueQuery } from '../../../src/plugins/definition.js';
import type { Deadline } from '../../../src/scheduling/scheduler.js';
import { Sweep, type DeadlineKeeper } from '../../../src/scheduling/sweep.js';
import { TaskRunner } from '../../../src/scheduling/task-runner.js';
import { memoryLogger, type LogLine } from '../../support/logger.js';
import { TestTasks } from '../../support/test-tasks.js';

const MINUTE = 60_000;

/** A plugin with a table of deadlines: each row is gone when its task has run without a fault. */
class Keeper implements DeadlineKeeper {
  readonly name: string;
  readonly rows: Deadline[] = [];
  readonly queries: OverdueQuery[] = [];

  constructor(name: string) {
    this.name = name;
  }

  add(key: string, at: number): void {
    this.rows.push({ task: 'test.note', key, at: new Date(at), payload: { text: key } });
  }

  remove(key: string): void {
    const index = this.rows.findIndex((row) => row.key === key);
    if (index >= 0) this.rows.splice(index, 1);
  }

  async overdue(query: OverdueQuery): Promise<readonly Deadline[]> {
    this.queries.push(query);
    return this.rows.filter(({ at }) => at < query.before).slice(0, query.limit);
  }
}

describe('Sweep', () => {
  const tasks = new TestTasks();
  let clock: ManualClock;
  let lines: LogLine[];
  let runner: TaskRunner;
  let keeper: Keeper;
  let sweep: Sweep;

  beforeEach(async () => {
    tasks.runs.length = 0;
    tasks.work = ({ text }) => keeper.remove(text);
    await tasks.install();
    clock = new ManualClock();
    lines = [];
    runner = new TaskRunner(memoryLogger(lines));
    keeper = new Keeper('keeper');
    sweepOver(keeper);
  });

  afterEach(async () => {
    await sweep.stop();
    tasks.remove();
  });

  function sweepOver(...keepers: DeadlineKeeper[]): void {
    sweep = new Sweep({ keepers, interval: MINUTE, clock, runner, log: memoryLogger(lines) });
  }

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  it('FW-32 runs in each interval what is overdue and lost its job', async () => {
    sweep.start();
    keeper.add('1', clock.now() + 10_000);
    await clock.advance(MINUTE - 1, settle);
    expect(tasks.runs).to.be.empty;
    await clock.advance(1, settle);
    expect(tasks.texts()).to.deep.equal(['1']);
    keeper.add('2', clock.now());
    await clock.advance(MINUTE, settle);
    expect(tasks.texts()).to.deep.equal(['1', '2']);
  });

  it('FW-32 leaves alone what is not due yet', async () => {
    keeper.add('1', clock.now() + 1);
    await sweep.round();
    expect(tasks.runs).to.be.empty;
  });

  it('FW-32 goes through any number in batches', async () => {
    for (let index = 0; index < 250; index += 1) keeper.add(String(index), 0);
    await sweep.round();
    expect(new Set(tasks.texts()).size).to.equal(250);
    expect(tasks.runs).to.have.length(250);
    expect(keeper.queries.every(({ limit }) => limit <= 200)).to.be.true;
  });

  it('FW-32 reaches what is behind a whole batch of failing ones, and runs each of these once a round', async () => {
    tasks.work = ({ text }) => {
      if (text.startsWith('bad')) throw new Error('no');
      keeper.remove(text);
    };
    for (let index = 0; index < 130; index += 1) keeper.add(`bad ${index}`, 0);
    keeper.add('good', 1);
    await sweep.round();
    expect(tasks.texts()).to.include('good');
    expect(tasks.runs).to.have.length(131);
  });

  it('FW-32 ends a round over a plugin that always finds more', async () => {
    let count = 0;
    const endless: DeadlineKeeper = {
      name: 'endless',
      overdue: async ({ limit }) =>
        Array.from({ length: limit }, () => ({
          task: 'test.note',
          key: String((count += 1)),
          at: new Date(0),
          payload: { text: 'x' },
        })),
    };
    sweepOver(endless);
    await sweep.round();
    expect(tasks.runs.length).to.be.within(100, 5_000);
  });

  it('FW-32 goes on with the other plugins when one fails', async () => {
    const broken: DeadlineKeeper = { name: 'broken', overdue: () => Promise.reject(new Error('no table')) };
    sweepOver(broken, keeper);
    keeper.add('1', 0);
    await sweep.round();
    expect(tasks.texts()).to.deep.equal(['1']);
    expect(lines.some(({ level, plugin }) => level === 'error' && plugin === 'broken')).to.be.true;
  });

  it('FW-31 never runs a task for a key that a job has just woken for it', async () => {
    let together = 0;
    let most = 0;
    tasks.work = async () => {
      together += 1;
      most = Math.max(most, together);
      await settle();
      together -= 1;
      keeper.remove('1');
    };
    keeper.add('1', 0);
    await Promise.all([runner.run('test.note', '1', { text: '1' }), sweep.round()]);
    expect(most).to.equal(1);
    expect(tasks.runs).to.have.length(2);
  });

  it('FW-33 finds at once what a jump of the clock has made overdue', async () => {
    sweep.start();
    keeper.add('1', clock.now() + 24 * 60 * MINUTE);
    clock.jump(clock.now() + 25 * 60 * MINUTE);
    await clock.advance(0, settle);
    expect(tasks.texts()).to.deep.equal(['1']);
  });

  it('FW-60 waits for its round when it is stopped, and begins no other', async () => {
    const release = Promise.withResolvers<void>();
    let finished = false;
    tasks.work = async ({ text }) => {
      await release.promise;
      finished = true;
      keeper.remove(text);
    };
    keeper.add('1', 0);
    sweep.start();
    await clock.advance(MINUTE, settle);
    const stopped = sweep.stop();
    release.resolve();
    await stopped;
    expect(finished).to.be.true;
    keeper.add('2', 0);
    await clock.advance(10 * MINUTE, settle);
    expect(tasks.texts()).to.deep.equal(['1']);
  });
});
