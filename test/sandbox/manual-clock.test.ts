import { expect } from 'chai';
import { ManualClock } from 'roomkeeper/sandbox';

describe('the clock that tests move', () => {
  it('SB-05 tells when something falls due next', async () => {
    const clock = new ManualClock(1000);
    expect(clock.next).to.equal(null);
    clock.after(500, () => void clock.after(20, () => {}));
    const cancelled = clock.after(100, () => {});
    expect(clock.next).to.equal(1100);
    cancelled.cancel();
    expect(clock.next).to.equal(1500);
    await clock.advance(500);
    expect([clock.now(), clock.next]).to.deep.equal([1500, 1520]);
  });
});
