import { expect } from 'chai';
import { slopeOf } from '../../../bench/soak/slope.js';
import { soakVerdicts, type SoakFigures } from '../../../bench/soak/soak-figures.js';

const rates = { voice: 20, presence: 200, message: 200, click: 2 };
const flat = { perHour: 0, margin: 1, hours: 0.3, first: 80, last: 80 };
const sound: SoakFigures = {
  guilds: 500,
  seconds: 1_800,
  wanted: rates,
  rates,
  refused: 3,
  rejections: 0,
  firstRejection: null,
  heap: flat,
  rss: flat,
  deadlines: { woken: 9_000, armed: 0, p50: 10, p99: 100, worst: 2_000 },
  rest: { calls: 30_000, most: 50, refusedForRate: 0, failures: {} },
  answers: { count: 3_600, p50: 10, p99: 100, unanswered: 0 },
  ghosts: { untracked: [], orphaned: [], leftOver: 0 },
  complaints: {},
  violations: 0,
  sandboxBusy: 0.4,
  exit: 0,
};

const missed = (figures: Partial<SoakFigures>): string[] =>
  soakVerdicts({ ...sound, ...figures }).flatMap(({ what, isMet }) => (isMet ? [] : [what]));

describe('RL-04 what a soak says', () => {
  it('RL-04 a line through points has their slope, and no margin when they are on it', () => {
    const { perUnit, margin } = slopeOf([0, 1, 2, 3, 4].map((x) => [x, 7 + 3 * x]));
    expect(perUnit).to.be.closeTo(3, 1e-9);
    expect(margin).to.be.closeTo(0, 1e-6);
  });

  it('RL-04 the margin covers what the points leave open', () => {
    const points = [0, 1, 2, 3, 4, 5].map((x) => [x, x + (x % 2 === 0 ? 2 : -2)] as const);
    const { perUnit, margin } = slopeOf(points);
    expect(Math.abs(perUnit - 1)).to.be.lessThan(margin);
    expect(slopeOf(points.slice(0, 2)).margin).to.equal(Number.POSITIVE_INFINITY);
  });

  it('RL-04 nothing is missed by a sound run', () => {
    expect(missed({})).to.deep.equal([]);
  });

  const faults: readonly (readonly [string, Partial<SoakFigures>])[] = [
    ['share of the load that came about', { rates: { ...rates, presence: 180 } }],
    ['unhandled rejections', { rejections: 1 }],
    ['growth of heap, MiB an hour', { heap: { ...flat, perHour: 40, margin: 5 } }],
    ['latest deadline', { deadlines: { ...sound.deadlines, worst: 2_001 } }],
    ['most requests in a second', { rest: { ...sound.rest, most: 51 } }],
    ['requests refused for their rate', { rest: { ...sound.rest, refusedForRate: 1 } }],
    ['clicks without an answer', { answers: { ...sound.answers, unanswered: 1 } }],
    ['channels that nobody keeps', { ghosts: { ...sound.ghosts, untracked: ['1 a'] } }],
    ['rows without their channel', { ghosts: { ...sound.ghosts, orphaned: ['1'] } }],
    ['exit code', { exit: 1 }],
  ];
  for (const [what, figures] of faults) {
    it(`RL-04 this is missed: ${what}`, () => {
      expect(missed(figures)).to.deep.equal([what]);
    });
  }
});
