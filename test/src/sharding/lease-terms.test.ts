import { expect } from 'chai';
import {
  applicationOf,
  claimOf,
  judge,
  leftOf,
  MARGIN,
  overlap,
  TERM,
  type StoredLease,
} from '../../../src/sharding/lease-terms.js';
import { shardOf } from '../../../src/sharding/shards.js';

const lease = (shard: number, count: number, more: Partial<StoredLease> = {}): StoredLease => ({
  shard,
  count,
  holder: `holder of ${shard}/${count}`,
  live: true,
  dead: false,
  ...more,
});

describe('FW-65 the terms of a lease', () => {
  it('FW-65 its holder stops before the database lets another one take over, whichever clock has gone on', () => {
    const asked = { monotonic: 100, wall: 1_000_000 };
    const later = (monotonic: number, wall: number) => ({
      monotonic: asked.monotonic + monotonic,
      wall: asked.wall + wall,
    });
    expect(leftOf(asked, asked)).to.equal(TERM - MARGIN);
    expect(leftOf(asked, later(3999, 3999))).to.equal(1);
    expect(leftOf(asked, later(4000, 4000))).to.equal(0);
    // A machine that slept: only one of its clocks knows.
    expect(leftOf(asked, later(10, 60_000))).to.be.below(0);
    // A clock that was set back.
    expect(leftOf(asked, later(4500, -3_600_000))).to.be.below(0);
  });

  it('FW-65 two shards overlap exactly when some guild belongs to both', () => {
    const guilds = Array.from({ length: 120 }, (_, at) => String(BigInt(at) << 22n));
    for (const [count, other] of [
      [1, 1],
      [1, 2],
      [2, 4],
      [4, 6],
      [3, 4],
      [5, 5],
    ] as const)
      for (let one = 0; one < count; one += 1)
        for (let two = 0; two < other; two += 1) {
          const common = guilds.some((id) => shardOf(id, count) === one && shardOf(id, other) === two);
          expect(
            overlap({ shard: one, count }, { shard: two, count: other }),
            `${one}/${count} ${two}/${other}`,
          ).to.equal(common);
        }
  });

  const free = (deposed: readonly string[] = []) => ({ kind: 'free', deposed });
  const verdicts: readonly (readonly [string, readonly StoredLease[], object])[] = [
    ['nobody', [], free()],
    ['other shards of the same count', [lease(0, 4), lease(3, 4)], free()],
    ['the same shard', [lease(1, 4)], { kind: 'taken', by: lease(1, 4) }],
    ['one of several', [lease(0, 4), lease(2, 4)], { kind: 'taken', by: lease(2, 4) }],
    ['all guilds, as one shard', [lease(0, 1)], { kind: 'taken', by: lease(0, 1) }],
    ['half of the guilds, in other halves', [lease(0, 2)], { kind: 'taken', by: lease(0, 2) }],
    ['one that is late', [lease(1, 4, { live: false })], free(['holder of 1/4'])],
    ['one that is certainly dead', [lease(1, 4, { dead: true })], free(['holder of 1/4'])],
    ['one late, one in time', [lease(1, 4, { live: false }), lease(2, 4)], { kind: 'taken', by: lease(2, 4) }],
    ['a late one of other shards', [lease(0, 4, { live: false })], free()],
  ];
  for (const [who, stored, expected] of verdicts) {
    it(`FW-65 shards 1-2/4 when there is ${who}`, () => {
      expect(judge({ ids: [1, 2], count: 4 }, stored)).to.deep.equal(expected);
    });
  }

  it('FW-65 who has all shards claims them as one, whatever their number is tomorrow', () => {
    expect(claimOf({ ids: [0, 1, 2], count: 3 })).to.deep.equal({ ids: [0], count: 1 });
    expect(claimOf({ ids: [0, 1], count: 3 })).to.deep.equal({ ids: [0, 1], count: 3 });
  });

  it('FW-65 bots are told apart by the id in their token', () => {
    const token = (id: string) => `${Buffer.from(id).toString('base64url')}.x.y`;
    expect(applicationOf(token('123456789012345678'))).to.equal('123456789012345678');
    expect(applicationOf('no token')).to.match(/^[\da-f]{16}$/);
    expect(applicationOf('no token')).not.to.equal(applicationOf('another'));
  });
});
