import { expect } from 'chai';
import { SteeredClock } from '../../sandbox/steered-clock.js';

const HOUR = 3_600_000;

describe('the clock that the page steers', () => {
  let clock: SteeredClock;

  beforeEach(() => {
    clock = new SteeredClock();
  });

  it("SB-23 is the machine's until somebody steers it", () => {
    expect(clock.now()).to.be.closeTo(Date.now(), 1000);
    expect(clock.steering).to.deep.equal({ ahead: 0, pausedAt: null });
  });

  it('SB-23 runs what a move makes due in order, also what that sets anew, and finds the new time', () => {
    clock.pause();
    const start = clock.now();
    const ran: string[] = [];
    const note = (name: string) => () => void ran.push(`${name} after ${clock.now() - start}`);
    clock.after(2000, note('second'));
    clock.after(1000, () => {
      note('first')();
      clock.after(0, note('third'));
    });
    clock.after(1500, note('cancelled')).cancel();
    clock.after(HOUR, note('later'));
    clock.moveOn(10_000);
    expect(ran).to.deep.equal(['first after 10000', 'second after 10000', 'third after 10000']);
  });

  it('SB-23 goes on from where it stood, and tells whoever listens', () => {
    const told: (number | null)[] = [];
    const stop = clock.onChange(() => void told.push(clock.steering.pausedAt));
    clock.pause();
    const stood = clock.now();
    clock.moveOn(HOUR);
    clock.resume();
    stop();
    clock.moveOn(HOUR);
    expect(told).to.deep.equal([stood, stood + HOUR, null]);
    expect(clock.now()).to.be.closeTo(Date.now() + 2 * HOUR, 1000);
  });

  it('SB-23 a pause within a pause changes nothing', () => {
    clock.pause();
    const stood = clock.now();
    clock.pause();
    expect(clock.now()).to.equal(stood);
    clock.resume();
    clock.resume();
    expect(clock.paused).to.equal(false);
  });

  it('SB-23 has a twin that never stands still, and that moves with it', () => {
    clock.pause();
    clock.moveOn(HOUR);
    expect(clock.unpaused.now()).to.be.closeTo(Date.now() + HOUR, 1000);
  });

  it('SB-23 runs a timer in its time, and one that is due at once also while it is paused', async () => {
    const alive = setInterval(() => undefined, 1000);
    const begin = clock.now();
    await new Promise<void>((resolve) => void clock.after(5, resolve));
    expect(clock.now() - begin).to.be.at.least(5);
    clock.pause();
    await new Promise<void>((resolve) => void clock.after(0, resolve));
    clearInterval(alive);
  });
});
