import { expect } from 'chai';
import { benchFuzz } from '../../bench/fuzz.js';
import { nothing, verdictsOf, type Figures } from '../../bench/verdicts.js';

/** Figures that meet every goal by a hair. */
const enough: Figures = {
  throughput: [
    { sort: 'without', share: 0.9 },
    { sort: 'with', share: 0.8 },
    { sort: 'presence', share: 0.9 },
  ],
  matcher: [
    { triggers: 100, peerRatio: 15, growth: 1, build: 4.99, differences: 0 },
    { triggers: 1_000, peerRatio: 200, growth: 4.99, build: 50, differences: 0 },
  ],
  roundTrips: [{ triggers: 100, awaitedRatio: 100, perRegexRatio: 100 }],
  memory: { measured: 39.9 },
  hostile: [{ first: 24.9, later: 1, find: 1 }],
  fuzz: { cases: 1_000_000, differences: 0 },
  joins: (['source', 'hub'] as const).flatMap((joined) =>
    (['idle', '50 a second'] as const).map((load) => ({ joined, load, p50Ratio: 2, p99Ratio: 3, lost: 0 })),
  ),
  boot: [
    { rooms: 3_000, reconcile: 1_200, calls: [] },
    { rooms: 10_000, reconcile: 4_999, calls: [] },
  ],
  deadlines: {
    due: 10_000,
    handled: 10_000,
    lateness: { woken: 10_000, armed: 0, p50: 1, p99: 60_000, worst: 60_000 },
    meanwhile: { p50: 1, p99: 499, count: 100, failed: 0 },
  },
  footprint: { rss: 149, ratio: 1.99 },
  trips: [{ what: 'a join of a source', most: 2, statements: ['insert', 'update'] }],
  takeover: [],
};

const missed = (figures: Figures): string[] => verdictsOf(figures).flatMap(({ what, isMet }) => (isMet ? [] : [what]));

describe('TR-41 the speed goals of the matcher', () => {
  it('TR-41 are met by figures that reach them', () => {
    expect(missed(enough)).to.deep.equal([]);
  });

  const tooSlow: readonly (readonly [string, Partial<Figures>])[] = [
    ['share, messages, no triggers', { throughput: [{ sort: 'without', share: 0.89 }, ...enough.throughput.slice(1)] }],
    ['worst hostile run', { hostile: [{ first: 1, later: 1, find: 25 }] }],
    ['memory of a guild with 20 triggers', { memory: { measured: 40 } }],
    ['cases that differ', { fuzz: { cases: 1, differences: 1 } }],
    [
      'worker round trip a message, 100 triggers',
      { roundTrips: [{ triggers: 100, awaitedRatio: 99, perRegexRatio: 100 }] },
    ],
  ];
  for (const [what, figures] of tooSlow) {
    it(`TR-41 the bench says that this one is missed: ${what}`, () => {
      expect(missed({ ...enough, ...figures })).to.deep.equal([what]);
    });
  }

  it('TR-41 what was not measured meets no goal', () => {
    const none = { ...enough, throughput: [], matcher: [], roundTrips: [] };
    expect(missed(none)).to.have.lengthOf(9);
    expect(verdictsOf(nothing).filter(({ isMet }) => isMet)).to.deep.equal([]);
  });

  it('TR-41 the index agrees with asking each trigger in turn, on fuzzed sets and messages', () => {
    const { differences, examples } = benchFuzz(20_000);
    expect(examples).to.deep.equal([]);
    expect(differences).to.equal(0);
  });
});

describe('the speed goals of the whole bot', () => {
  const [boot, ...larger] = enough.boot;
  const [join, ...others] = enough.joins;
  if (!boot || !join || !enough.deadlines || !enough.footprint) throw new Error('There are no figures.');
  const slow: readonly (readonly [string, string, Partial<Figures>])[] = [
    [
      'PF-10',
      'first request of a join, source, idle, p50 next to bare',
      { joins: [{ ...join, p50Ratio: 2.01 }, ...others] },
    ],
    [
      'PF-10',
      'first request of a join, source, idle, p99 next to bare',
      { joins: [{ ...join, p99Ratio: 3.01 }, ...others] },
    ],
    [
      'PF-13',
      'bringing 10000 rooms in order at boot',
      {
        boot: [
          { ...boot, reconcile: 2_000 },
          { rooms: 10_000, reconcile: 5_000, calls: [] },
        ],
      },
    ],
    ['PF-13', 'requests for that', { boot: [boot, { rooms: 10_000, reconcile: 4_000, calls: ['GET /channels'] }] }],
    ['PF-13', 'time a room, next to 3000 rooms', { boot: [{ ...boot, reconcile: 900 }, ...larger] }],
    ['PF-14', 'of 10000 deadlines in one second, not handled', { deadlines: { ...enough.deadlines, handled: 9_999 } }],
    [
      'PF-14',
      'commands meanwhile, p99',
      { deadlines: { ...enough.deadlines, meanwhile: { ...enough.deadlines.meanwhile, p99: 500 } } },
    ],
    ['PF-15', 'memory at rest with 100 guilds', { footprint: { ...enough.footprint, rss: 150 } }],
    ['PF-15', 'each further guild next to bare', { footprint: { ...enough.footprint, ratio: 2 } }],
    [
      'PF-16',
      'statements of a join of a source',
      { trips: [{ what: 'a join of a source', most: 2, statements: ['select', 'insert', 'update'] }] },
    ],
  ];
  for (const [id, what, figures] of slow) {
    it(`${id} the bench says that this one is missed: ${what}`, () => {
      const verdicts = verdictsOf({ ...enough, ...figures }).filter(({ isMet }) => !isMet);
      expect(verdicts.map((verdict) => [verdict.id, verdict.what])).to.deep.equal([[id, what]]);
    });
  }

  it('PF-10 joins without a request are no quick ones', () => {
    const joins = [{ ...join, lost: 1 }, ...others];
    expect(missed({ ...enough, joins })).to.have.lengthOf(2);
  });
});
