import { expect } from 'chai';
import { LOOK_AGAIN_MS, planned, textDecision, type RoomNames } from '../../../../plugins/hub/domain/name-plan.js';
import type { RenameWish } from '../../../../plugins/hub/domain/rename-budget.js';
import { minute, now } from './room-fixtures.js';

const fresh: RoomNames = { stamps: [], wish: null, textStamps: [], at: null, status: null };
const live = { voice: 'Old', text: 'old' };

function wish(by: RenameWish['by'], name = 'New'): RenameWish {
  return { name, by, at: now, before: null };
}

describe('hub: when names are looked at', () => {
  const used = [now - minute, now - 2 * minute];
  const cases: readonly (readonly [string, Partial<RoomNames>, RenameWish | null, typeof live, number | null])[] = [
    ['never, when nothing is wished for', { at: now + 1 }, null, live, null],
    ['never, when the channel has the name', {}, wish('human', 'Old'), live, null],
    ['a while later, when the wish is sent right now', {}, wish('human'), live, now + LOOK_AGAIN_MS],
    ['when the name has come to rest', {}, wish('automation'), live, now + 4000],
    ['when the budget is free', { stamps: used }, wish('human'), live, now + 8 * minute],
    ['for the text channel, which is to follow', {}, null, { voice: 'Old', text: 'older' }, now + LOOK_AGAIN_MS],
    ['for the text channel’s budget', { textStamps: used }, null, { voice: 'Old', text: 'older' }, now + 8 * minute],
    [
      'when the wish comes, whatever the text channel waits for',
      { stamps: used, textStamps: [now - 5 * minute, now - 6 * minute] },
      wish('human'),
      { voice: 'Old', text: 'older' },
      now + 8 * minute,
    ],
  ];
  for (const [title, names, wished, channels, at] of cases) {
    it(`HB-26 ${title}`, () => {
      expect(planned({ ...fresh, ...names }, wished, channels, now).at).to.equal(at);
    });
  }

  it('HB-26 keeps a wish that waits, and drops one that has come true', () => {
    expect(planned(fresh, wish('human'), live, now).wish).to.deep.equal(wish('human'));
    expect(planned(fresh, wish('human', 'Old'), live, now).wish).to.equal(null);
  });

  it('HB-28 a text channel that is not there, or follows, needs nothing', () => {
    expect(textDecision(fresh, { voice: 'New', text: null }, now).kind).to.equal('drop');
    expect(textDecision(fresh, { voice: 'Our Place', text: 'our-place' }, now).kind).to.equal('drop');
    expect(textDecision(fresh, { voice: 'Our Place', text: 'old' }, now)).to.deep.equal({
      kind: 'apply',
      name: 'our-place',
    });
  });
});
