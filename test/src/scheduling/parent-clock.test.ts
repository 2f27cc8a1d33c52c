import { expect } from 'chai';
import { EventEmitter } from 'node:events';
import { ClockScheduler } from '../../../src/scheduling/clock-scheduler.js';
import { systemClock } from '../../../src/scheduling/clock.js';
import { ConfigurationError } from '../../../src/plugins/errors.js';
import { clockOverrides } from '../../../src/scheduling/clock-overrides.js';
import { ParentClock } from '../../../src/scheduling/parent-clock.js';
import { TaskRunner } from '../../../src/scheduling/task-runner.js';
import { memoryLogger } from '../../support/logger.js';

const HOUR = 3_600_000;

describe('a clock that the parent process steers', () => {
  let parent: EventEmitter;
  const tell = (ahead: number, pausedAt: number | null = null): void =>
    void parent.emit('message', { clock: { ahead, pausedAt } });

  beforeEach(() => {
    parent = new EventEmitter();
  });

  async function clockAt(ahead: number, pausedAt: number | null = null): Promise<ParentClock> {
    const clock = ParentClock.of(parent);
    tell(ahead, pausedAt);
    return clock;
  }

  it('SB-23 is there once the parent has told the time, and no other message counts for that', async () => {
    const promised = ParentClock.of(parent);
    let isThere = false;
    void promised.then(() => (isThere = true));
    parent.emit('message', { hello: 'world' });
    parent.emit('message', null);
    await new Promise(setImmediate);
    expect(isThere).to.equal(false);
    tell(HOUR);
    expect((await promised).now()).to.be.closeTo(Date.now() + HOUR, 1000);
  });

  it('SB-23 stands still while it is paused, and runs no timer', async () => {
    const clock = await clockAt(0, 5000);
    let runs = 0;
    clock.after(1, () => (runs += 1));
    await new Promise((resolve) => void setTimeout(resolve, 20));
    expect([clock.now(), runs]).to.deep.equal([5000, 0]);
  });

  it('SB-23 runs what a move makes due, in order and at once, and nothing that was cancelled', async () => {
    const clock = await clockAt(0, 5000);
    const ran: string[] = [];
    clock.after(3000, () => ran.push(`second at ${clock.now()}`));
    clock.after(1000, () => ran.push(`first at ${clock.now()}`));
    clock.after(2000, () => ran.push('cancelled')).cancel();
    clock.after(HOUR, () => ran.push('later'));
    tell(0, 15_000);
    expect(ran).to.deep.equal(['first at 15000', 'second at 15000']);
  });

  it('SB-23 runs a timer in its time when it is not steered', async () => {
    const clock = await clockAt(0);
    const begin = clock.now();
    const ran = Promise.withResolvers<number>();
    clock.after(5, () => ran.resolve(clock.now() - begin));
    // A timer of the clock keeps no process alive, so the test must.
    const alive = setInterval(() => undefined, 1000);
    expect(await ran.promise).to.be.at.least(5);
    clearInterval(alive);
  });

  it('SB-23 is used by a bot that is told so, for its jobs too', async () => {
    const promised = clockOverrides({ ROOMKEEPER_CLOCK: 'parent' }, Object.assign(parent, { connected: true }));
    tell(HOUR);
    const { clock, hookClock, scheduler } = await promised;
    if (!clock || !scheduler) throw new Error('nothing is overridden');
    expect(clock.now()).to.be.closeTo(Date.now() + HOUR, 1000);
    expect(hookClock).to.equal(systemClock);
    expect(scheduler(clock, new TaskRunner(memoryLogger([])))).to.be.instanceOf(ClockScheduler);
  });

  it('FW-05 is a fault where there is no parent, instead of waiting for ever', async () => {
    const fault: unknown = await clockOverrides({ ROOMKEEPER_CLOCK: 'parent' }, parent).catch((error) => error);
    expect(fault)
      .to.be.instanceOf(ConfigurationError)
      .and.to.have.property('message')
      .that.includes('ROOMKEEPER_CLOCK');
  });

  it('SB-23 is not used by any other bot', async () => {
    expect(await clockOverrides({}, parent)).to.deep.equal({});
    expect(await clockOverrides({ ROOMKEEPER_CLOCK: 'machine' }, parent)).to.deep.equal({});
  });
});
