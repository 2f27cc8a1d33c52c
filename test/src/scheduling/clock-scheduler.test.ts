import { expect } from 'chai';
import { ManualClock } from '../../../sandbox/clock.js';
import { ClockScheduler } from '../../../src/scheduling/clock-scheduler.js';
import { TaskRunner } from '../../../src/scheduling/task-runner.js';
import { silentLogger } from '../../support/logger.js';
import { itSchedules, type Bench } from './semantics.js';

describe('ClockScheduler', () => {
  let bench: Bench;

  beforeEach(() => {
    const clock = new ManualClock();
    bench = {
      create: () => new ClockScheduler(clock, new TaskRunner(silentLogger)),
      now: () => clock.now(),
      until: async (condition) => {
        const end = clock.now() + 30_000;
        while (!condition() && clock.now() < end) {
          await clock.advance(50, () => new Promise((resolve) => setImmediate(resolve)));
        }
        expect(condition()).to.be.true;
      },
    };
  });

  itSchedules(() => bench);
});
