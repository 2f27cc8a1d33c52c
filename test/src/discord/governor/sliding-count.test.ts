import { expect } from 'chai';
import { SlidingCount } from '../../../../src/discord/governor/sliding-count.js';

const START = Date.parse('2026-01-01T12:00:00Z');

describe('RL-07 what happened within the last ten minutes', () => {
  let count: SlidingCount;

  beforeEach(() => {
    count = new SlidingCount(600_000);
  });

  it('RL-07 nothing is forgotten before ten minutes are over, and all of it ten seconds later', () => {
    for (let second = 0; second < 60; second += 1) count.add(START + second * 1000);
    expect(count.total(START + 599_999)).to.equal(60);
    expect(count.total(START + 59_000 + 610_001)).to.equal(0);
  });

  it('RL-07 it slides: what is older goes first', () => {
    count.add(START);
    count.add(START + 300_000);
    expect(count.total(START + 620_000)).to.equal(1);
    expect(count.total(START + 920_000)).to.equal(0);
  });

  it('RL-07 it knows when so many will be left', () => {
    for (let minute = 0; minute < 10; minute += 1) count.add(START + minute * 60_000);
    const now = START + 540_000;
    expect(count.endOf(11, now)).to.equal(now);
    const end = count.endOf(5, now);
    expect(count.total(end - 1)).to.equal(5);
    expect(count.total(end)).to.equal(4);
  });

  it('RL-07 a clock that is put back neither forgets nor keeps for ever', () => {
    count.add(START + 3_600_000);
    count.add(START + 3_600_000);
    expect(count.total(START)).to.equal(2);
    count.add(START);
    expect(count.total(START + 590_000)).to.equal(3);
    expect(count.total(START + 620_000)).to.equal(0);
  });
});
