import { expect } from 'chai';
import { readClusterArguments } from '../../../src/cluster/arguments.js';
import { deal, fairShare, pauseAfter, respawn } from '../../../src/cluster/plan.js';

describe('FW-64 the plan of a cluster', () => {
  const all = (count: number) => ({ ids: Array.from({ length: count }, (_, id) => id), count });

  it('FW-64 every shard is in exactly one process', () => {
    for (const [count, perProcess] of [
      [1, 1],
      [1, 8],
      [5, 2],
      [64, 8],
      [64, 7],
    ] as const) {
      const processes = deal(all(count), perProcess);
      expect(processes.flatMap(({ ids }) => ids)).to.deep.equal(all(count).ids);
      expect(processes.every((one) => one.ids.length <= perProcess && one.count === count)).to.equal(true);
    }
  });

  it('FW-64 the shards of one of several machines are dealt out there', () => {
    expect(deal({ ids: [4, 5, 6], count: 64 }, 2)).to.deep.equal([
      { ids: [4, 5], count: 64 },
      { ids: [6], count: 64 },
    ]);
  });

  it('FW-64 there is a process for each processor at most', () => {
    expect([fairShare(1, 8), fairShare(8, 8), fairShare(9, 8), fairShare(64, 8), fairShare(3, 0)]).to.deep.equal([
      1, 1, 2, 8, 3,
    ]);
  });

  it('FW-64 processes wait for each other where Discord lets sessions start one by one', () => {
    expect(pauseAfter(1, 2, 16)).to.equal(0);
    expect(pauseAfter(1, 2, 1)).to.equal(5500);
    expect(pauseAfter(8, 64, 1)).to.equal(44_000);
    expect(pauseAfter(8, 64, 16)).to.equal(5500);
  });

  it('FW-64 a process that ends again and again is started ever more slowly, until it lives for long', () => {
    const pauses: number[] = [];
    let times = 0;
    for (let turn = 0; turn < 8; turn += 1) {
      const next = respawn(100, times);
      times = next.times;
      pauses.push(next.pause / 1000);
    }
    expect(pauses).to.deep.equal([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(respawn(120_000, times)).to.deep.equal({ pause: 1000, times: 1 });
  });

  it('FW-64 the command line says how many shards, and how many in a process; the rest is the bots’ own', () => {
    expect(readClusterArguments(['--shards', '4', '--config', 'a.yaml', '--per-process=2'])).to.deep.equal({
      shards: 4,
      perProcess: 2,
      rest: ['--config', 'a.yaml'],
      faults: [],
    });
    for (const wrong of ['0', '-1', 'many', '1.5', ''])
      expect(readClusterArguments(['--shards', wrong]).faults).to.have.length(1);
    expect(readClusterArguments(['--per-process']).faults).to.have.length(1);
  });
});
