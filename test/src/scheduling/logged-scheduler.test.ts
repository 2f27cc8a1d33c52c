import { expect } from 'chai';
import { LoggedScheduler } from '../../../src/scheduling/logged-scheduler.js';
import { ClockScheduler } from '../../../src/scheduling/clock-scheduler.js';
import { TaskRunner } from '../../../src/scheduling/task-runner.js';
import { ManualClock } from 'roomkeeper/sandbox';
import { memoryLogger, type LogLine } from '../../support/logger.js';

describe('LoggedScheduler', () => {
  it('SB-22 writes a line for each deadline that is armed or cancelled, and passes it on', async () => {
    const lines: LogLine[] = [];
    const log = memoryLogger(lines);
    const inner = new ClockScheduler(new ManualClock(), new TaskRunner(log));
    const scheduler = new LoggedScheduler(inner, log);
    const at = new Date('2026-02-01T00:00:00Z');
    await scheduler.arm({ task: 'hub.wake-lockdown', key: '17', at, payload: { guildId: '17' } });
    expect(inner.armed).to.have.lengthOf(1);
    await scheduler.cancel({ task: 'hub.wake-lockdown', key: '17' });
    expect(inner.armed).to.deep.equal([]);
    const about = { task: 'hub.wake-lockdown', key: '17', level: 'debug' };
    expect(lines).to.deep.equal([
      { ...about, at, deadline: 'armed', message: 'A deadline was armed' },
      { ...about, deadline: 'cancelled', message: 'A deadline was cancelled' },
    ]);
  });
});
