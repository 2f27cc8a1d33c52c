import { expect } from 'chai';
import {
  decide,
  exhaustedUntil,
  stamped,
  superseded,
  type RenamedBy,
  type RenameDecision,
  type RenameWish,
} from '../../../../plugins/hub/domain/rename-budget.js';
import { minute, now } from './room-fixtures.js';

function wish(by: RenamedBy, at = now - minute, name = 'New'): RenameWish {
  return { name, by, at, before: null };
}

const apply: RenameDecision = { kind: 'apply', name: 'New' };
const until = (at: number): RenameDecision => ({ kind: 'wait', until: at });

describe('hub rename budget', () => {
  const cases: readonly (readonly [string, RenameWish, readonly number[], RenameDecision])[] = [
    ['a person with a fresh budget', wish('human', now), [], apply],
    ['a person, once used', wish('human', now), [now - 1], apply],
    [
      'a person, used up: when the older edit falls out',
      wish('human', now),
      [now - 1, now - 4 * minute],
      until(now + 6 * minute),
    ],
    ['a person, exactly 10 minutes after the older edit', wish('human', now), [now - 10 * minute, now - 1], apply],
    ['a person, one millisecond before', wish('human', now), [now - 10 * minute + 1, now - 1], until(now + 1)],
    ['automation with a fresh budget, at rest', wish('automation'), [], apply],
    ['automation waits 4 s for a newer wish', wish('automation', now - 1000), [], until(now + 3000)],
    ['automation after exactly 4 s', wish('automation', now - 4000), [], apply],
    ['automation leaves the last edit to people', wish('automation'), [now - minute], until(now + 9 * minute)],
    [
      'automation waits for both when both are used',
      wish('automation'),
      [now - 9 * minute, now - minute],
      until(now + 9 * minute),
    ],
    [
      'automation waits for the later of budget and rest',
      wish('automation', now),
      [now - 10 * minute + 1000],
      until(now + 4000),
    ],
    ['more stamps than there should be', wish('human', now), [now - 1, now - 2, now - 3], until(now - 2 + 10 * minute)],
    ['stamps in any order', wish('human', now), [now - 4 * minute, now - 1], until(now + 6 * minute)],
  ];
  for (const [title, wished, stamps, expected] of cases) {
    it(`HB-26 ${title}`, () => {
      expect(decide(wished, 'Old', stamps, now)).to.deep.equal(expected);
    });
  }

  it('HB-26 drops a wish for the name that the channel has', () => {
    expect(decide(wish('human'), 'New', [now, now], now)).to.deep.equal({ kind: 'drop' });
  });

  it('HB-26 lets the newest wish win, which then has to come to rest itself', () => {
    const next = superseded(wish('automation', now - 3000, 'First'), wish('automation', now, 'Second'));
    expect(decide(next, 'Old', [], now)).to.deep.equal(until(now + 4000));
    expect(decide(next, 'Old', [], now + 4000)).to.deep.equal({ kind: 'apply', name: 'Second' });
  });

  it('HB-26 does not start over when the same name is wished for again', () => {
    expect(superseded(wish('automation', now - 3000), wish('automation', now)).at).to.equal(now - 3000);
  });

  it('HB-26 keeps a person their place and their way back when automation improves on the name', () => {
    const before = { autoName: true, template: 'auto', fallbackName: 'Was' } as const;
    const asked: RenameWish = { ...wish('human', now, 'Asked'), before };
    expect(superseded(asked, wish('automation', now + 1, 'Game'))).to.deep.equal({
      name: 'Game',
      by: 'human',
      at: now + 1,
      before,
    });
    const again: RenameWish = { ...wish('human', now + 1, 'Again'), before: { ...before, fallbackName: 'Asked' } };
    expect(superseded(asked, again)).to.deep.equal({ ...again, before });
  });

  it('HB-26 lets a person take over what automation waits with', () => {
    const next = superseded(wish('automation', now, 'Game'), wish('human', now, 'Mine'));
    expect(decide(next, 'Old', [now - minute], now)).to.deep.equal({ kind: 'apply', name: 'Mine' });
  });

  it('HB-26 never lets more than 2 edits into 10 minutes, of which automation has at most 1', () => {
    let stamps: readonly number[] = [];
    const edits: { by: RenamedBy; at: number }[] = [];
    for (let at = now; at < now + 60 * minute; at += 7000) {
      const by = at % 3 === 0 ? 'human' : 'automation';
      if (decide(wish(by, at - minute), 'Old', stamps, at).kind !== 'apply') continue;
      stamps = stamped(stamps, at);
      edits.push({ by, at });
    }
    for (const { at } of edits) {
      const within = edits.filter((edit) => edit.at > at - 10 * minute && edit.at <= at);
      expect(within.length).to.be.at.most(2);
      expect(within.filter((edit) => edit.by === 'automation').length).to.be.at.most(1);
    }
    expect(edits.length).to.be.at.least(6);
    expect(stamps.length).to.be.at.most(2);
  });

  it('HB-26 believes Discord when others have used the budget', () => {
    expect(decide(wish('human'), 'Old', exhaustedUntil(now + 582_000), now)).to.deep.equal(until(now + 582_000));
  });
});
