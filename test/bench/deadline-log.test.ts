import { expect } from 'chai';
import { DeadlineLog } from '../../bench/deadline-log.js';

describe('how late deadlines are, from the log', () => {
  const line = (key: string, deadline: string, at?: string) => ({ task: 'hub.wake-room', key, deadline, at });

  it('PF-14 counts from when each was due, as it was armed last', () => {
    const log = new DeadlineLog();
    log.read(line('1', 'armed', '2026-01-01T00:00:00.000Z'), 0);
    log.read(line('1', 'armed', '2026-01-01T00:00:10.000Z'), 0);
    log.read(line('2', 'armed', '2026-01-01T00:00:10.000Z'), 0);
    log.read(line('3', 'armed', '2026-01-01T00:00:10.000Z'), 0);
    log.read(line('3', 'cancelled'), 0);
    log.read(line('1', 'woken'), Date.parse('2026-01-01T00:00:10.040Z'));
    log.read({ task: 'hub.wake-room', key: '1' }, 0);
    expect(log.lateness()).to.deep.equal({ woken: 1, armed: 1, p50: 40, p99: 40, worst: 40 });
    expect(log.lateness()).to.include({ woken: 0, worst: 0 });
  });
});
