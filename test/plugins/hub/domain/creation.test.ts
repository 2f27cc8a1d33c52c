import { expect } from 'chai';
import * as bits from '../../../../plugins/hub/domain/bits.js';
import { channelsTaken, missingPermissions, spaceRefusal } from '../../../../plugins/hub/domain/channel-space.js';
import { fullBucket, takeFrom, type CreationLimit } from '../../../../plugins/hub/domain/creation-limits.js';
import type { TextMode } from '../../../../plugins/hub/domain/room.js';
import { now } from './room-fixtures.js';

describe('hub channel space', () => {
  const cases: readonly (readonly [TextMode, number, number | null, string | null])[] = [
    ['channel', 498, 48, null],
    ['channel', 100, 49, 'category-full'],
    ['channel', 100, 50, 'category-full'],
    ['channel', 499, 10, 'guild-full'],
    ['channel', 500, 50, 'guild-full'],
    ['channel', 100, null, null],
    ['channel', 499, null, 'guild-full'],
    ['voice-chat', 499, 49, null],
    ['voice-chat', 499, 50, 'category-full'],
    ['voice-chat', 500, 10, 'guild-full'],
    ['none', 499, 49, null],
  ];
  for (const [text, inGuild, inCategory, refusal] of cases) {
    it(`HB-09 ${text}, ${inGuild} in the guild, ${inCategory ?? 'no'} in the category: ${refusal ?? 'there is room'}`, () => {
      expect(spaceRefusal({ inGuild, inCategory }, text)).to.equal(refusal);
    });
  }

  it('HB-09 counts two channels with a text channel, else one', () => {
    expect((['channel', 'voice-chat', 'none'] as const).map(channelsTaken)).to.deep.equal([2, 1, 1]);
  });

  it('HB-09 names the permissions that are missing', () => {
    const held = bits.ViewChannel | bits.Connect | bits.ManageChannels | bits.SendMessages | bits.ReadMessageHistory;
    expect(missingPermissions(held, 'channel')).to.deep.equal(['ManageRoles', 'MoveMembers', 'ManageMessages']);
    expect(missingPermissions(held, 'none')).to.deep.equal(['ManageRoles', 'MoveMembers']);
    expect(missingPermissions(bits.Administrator, 'channel')).to.deep.equal([]);
  });
});

describe('hub creation limits', () => {
  const limit: CreationLimit = { capacity: 2, refillMs: 30_000 };

  it('HB-09 gives as many rooms in a row as the capacity, then one for each refill', () => {
    let bucket = fullBucket(limit, now);
    const outcomes = [0, 0, 0, 29_999, 30_000, 30_000].map((after) => {
      const taken = takeFrom(bucket, limit, now + after);
      bucket = taken.bucket;
      return taken.outcome;
    });
    expect(outcomes).to.deep.equal(['taken', 'taken', 'refused', 'refused', 'taken', 'refused']);
  });

  it('HB-09 tells once until the next room is made, and says when that may be', () => {
    const empty = { tokens: 0.5, at: now, told: false };
    const first = takeFrom(empty, limit, now);
    expect(first).to.include({ outcome: 'refused', tell: true, freeAt: now + 15_000 });
    expect(takeFrom(first.bucket, limit, now + 1).tell).to.equal(false);
    const taken = takeFrom(first.bucket, limit, now + 15_000);
    expect(taken.outcome).to.equal('taken');
    expect(takeFrom(taken.bucket, limit, now + 15_001).tell).to.equal(true);
  });

  it('HB-09 holds no more than the capacity after a long rest, and survives a clock that goes back', () => {
    const rested = takeFrom(fullBucket(limit, now), limit, now + 1e9);
    expect(rested.bucket.tokens).to.equal(1);
    expect(takeFrom({ tokens: 1, at: now, told: false }, limit, now - 1e9).outcome).to.equal('taken');
  });
});
