import { expect } from 'chai';
import type { SchedulerAdapter } from '../../../src/scheduling/scheduler.js';
import { TestTasks } from '../../support/test-tasks.js';

/** An adapter under test, and the time that it lives in. */
export interface Bench {
  /** A new adapter on the same store, as after a restart. */
  create(): SchedulerAdapter;
  now(): number;
  /** Lets time pass until the condition holds; fails after half a minute. */
  until(condition: () => boolean): Promise<void>;
}

const DAY = 24 * 3_600_000;

/** What every adapter has to do alike. `bench` is called in each test. */
export function itSchedules(bench: () => Bench): void {
  const tasks = new TestTasks();
  let scheduler: SchedulerAdapter;

  beforeEach(async () => {
    tasks.runs.length = 0;
    tasks.work = () => undefined;
    await tasks.install();
    scheduler = bench().create();
  });

  afterEach(async () => {
    await scheduler.stop(5_000);
    tasks.remove();
  });

  function arm(key: string, inMs: number, text = key, task: 'test.note' | 'test.other' = 'test.note'): Promise<void> {
    return scheduler.arm({ task, key, at: new Date(bench().now() + inMs), payload: { text } });
  }

  const cancel = (key: string): Promise<void> => scheduler.cancel({ task: 'test.note', key });

  const ran = (...texts: string[]): Promise<void> =>
    bench().until(() => texts.every((text) => tasks.texts().includes(text)));

  /** Lets some time pass, measured by a deadline of its own. */
  async function pass(ms: number): Promise<void> {
    const text = `mark ${Math.random()}`;
    await arm(text, ms, text, 'test.other');
    await ran(text);
  }

  const notes = (): string[] => tasks.texts().filter((text) => !text.startsWith('mark'));

  it('FW-30 runs a task with its payload when its time has come', async () => {
    await scheduler.start();
    const at = bench().now() + 300;
    let began = 0;
    tasks.work = () => (began = bench().now());
    await arm('1', 300, 'hello');
    await ran('hello');
    expect(began).to.be.at.least(at);
    expect(tasks.runs).to.deep.equal([{ task: 'test.note', text: 'hello' }]);
  });

  it('FW-30 moves a deadline to an earlier time, with the new payload', async () => {
    await scheduler.start();
    await arm('1', DAY, 'old');
    await arm('1', 50, 'new');
    await ran('new');
    expect(notes()).to.deep.equal(['new']);
  });

  it('FW-30 moves a deadline to a later time', async () => {
    await scheduler.start();
    await arm('1', 100, 'old');
    await arm('1', DAY, 'new');
    await pass(400);
    expect(notes()).to.be.empty;
  });

  it('FW-30 keeps what was armed last, of many at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => arm('1', 200, String(index))));
    await scheduler.start();
    await ran('19');
    await pass(300);
    expect(notes()).to.deep.equal(['19']);
  });

  it('FW-30 forgets a deadline that is cancelled, however often', async () => {
    await scheduler.start();
    await arm('1', 100);
    await cancel('1');
    await cancel('1');
    await cancel('never was');
    await pass(400);
    expect(notes()).to.be.empty;
    await arm('1', 50, 'again');
    await ran('again');
  });

  it('FW-30 tells keys and tasks apart, whatever is in them', async () => {
    await scheduler.start();
    const keys = ['a', 'a.b', 'a:b', 'a/b', 'a%3Ab', '🦀', ' ', '1'];
    await Promise.all(keys.map((key) => arm(key, 50)));
    await arm('a', 50, 'other a', 'test.other');
    await ran(...keys, 'other a');
    expect(tasks.runs).to.have.length(keys.length + 1);
  });

  it('FW-30 refuses an empty key and an impossible date', async () => {
    for (const [key, inMs] of [
      ['', 50],
      ['1', Number.NaN],
    ] as const) {
      const error: unknown = await arm(key, inMs).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(RangeError);
    }
  });

  it('FW-30 does not lose a deadline that a task sets anew while it runs', async () => {
    await scheduler.start();
    tasks.work = ({ text }) => (text === 'first' ? arm('1', 100, 'second') : undefined);
    await arm('1', 50, 'first');
    await ran('second');
    await pass(400);
    expect(notes()).to.deep.equal(['first', 'second']);
  });

  it('FW-30 has one deadline only, also when it was moved and cancelled during its run', async () => {
    await scheduler.start();
    tasks.work = async ({ text }) => {
      if (text !== 'first') return;
      await arm('1', 100, 'second');
      await arm('1', 150, 'third');
    };
    await arm('1', 50, 'first');
    await ran('third');
    tasks.work = async ({ text }) => {
      if (text !== 'fourth') return;
      await arm('1', 100, 'fifth');
      await cancel('1');
    };
    await arm('1', 50, 'fourth');
    await ran('fourth');
    await pass(800);
    expect(notes()).to.deep.equal(['first', 'third', 'fourth']);
  });

  it('FW-31 runs nothing before it has started', async () => {
    await arm('1', -1_000);
    await arm('2', 0);
    const other = bench().now() + 200;
    await bench().until(() => bench().now() >= other);
    expect(notes()).to.be.empty;
    await scheduler.start();
    await ran('1', '2');
  });

  it('FW-31 tries a task again that fails, after a while', async () => {
    await scheduler.start();
    const begun: number[] = [];
    tasks.work = () => {
      begun.push(bench().now());
      if (begun.length < 2) throw new Error('not yet');
    };
    await arm('1', 50);
    await bench().until(() => begun.length === 2);
    tasks.work = () => undefined;
    await pass(200);
    expect(notes()).to.deep.equal(['1', '1']);
    expect((begun[1] ?? 0) - (begun[0] ?? 0)).to.be.at.least(1_900);
  });

  it('FW-31 does not try the old deadline again when it was moved during the run that failed', async () => {
    await scheduler.start();
    tasks.work = async ({ text }) => {
      if (text !== 'old') return;
      await arm('1', 300, 'new');
      throw new Error('too late');
    };
    await arm('1', 50, 'old');
    await ran('new');
    tasks.work = () => undefined;
    await pass(3_000);
    expect(notes()).to.deep.equal(['old', 'new']);
  });

  it('FW-31 does not try again what was cancelled during the run that failed', async () => {
    await scheduler.start();
    tasks.work = async ({ text }) => {
      if (text !== '1') return;
      await cancel('1');
      throw new Error('gone');
    };
    await arm('1', 50);
    await ran('1');
    await pass(3_000);
    expect(notes()).to.deep.equal(['1']);
  });

  it('FW-31 runs different keys at the same time', async () => {
    await scheduler.start();
    const together = Promise.withResolvers<void>();
    tasks.work = () => {
      if (tasks.runs.length === 3) together.resolve();
      return together.promise;
    };
    await Promise.all(['1', '2', '3'].map((key) => arm(key, 50)));
    await ran('1', '2', '3');
    await together.promise;
  });

  it('FW-33 runs at once what should have run in the past', async () => {
    await scheduler.start();
    await arm('1', -40 * DAY);
    await ran('1');
  });

  it('FW-33 neither runs early nor forgets what is further off than 24.8 days', async () => {
    await scheduler.start();
    await arm('1', 60 * DAY);
    await arm('2', 3650 * DAY);
    await pass(300);
    expect(notes()).to.be.empty;
    await arm('1', 50, 'now');
    await ran('now');
  });

  it('FW-60 waits for a task that runs when it is stopped, and starts no other', async () => {
    await scheduler.start();
    const release = Promise.withResolvers<void>();
    let finished = false;
    tasks.work = async () => {
      await release.promise;
      finished = true;
    };
    await arm('1', 50);
    await ran('1');
    const stopped = scheduler.stop(20_000);
    release.resolve();
    await stopped;
    expect(finished).to.be.true;
  });
}
