import { expect } from 'chai';
import {
  mergeSettings,
  newSettings,
  outOfRange,
  type RangedSetting,
  type SettingsChange,
} from '../../../../plugins/autochannel/domain/settings.js';

describe('autochannel settings', () => {
  it('AC-01 has the defaults {name} #{n}, no limit, 30 s and the category of the source', () => {
    expect(newSettings({})).to.deep.equal({
      pattern: '{name} #{n}',
      userLimit: 0,
      graceSeconds: 30,
      categoryId: null,
      fallbackCategoryIds: [],
      templateChannelId: null,
      startAt: null,
      maxBreakouts: null,
    });
  });

  it('AC-01 changes only what was given when a source is enabled again', () => {
    const before = newSettings({ pattern: 'Team {n}', userLimit: 5, categoryId: '7', maxBreakouts: 3, startAt: 4 });
    expect(mergeSettings(before, { graceSeconds: 0, pattern: undefined })).to.deep.equal({
      ...before,
      graceSeconds: 0,
    });
  });

  it('AC-01 tells a given zero from nothing given', () => {
    const before = newSettings({ userLimit: 5, graceSeconds: 60, startAt: 3 });
    const after = mergeSettings(before, { userLimit: 0, graceSeconds: 0, startAt: 0 });
    expect(after).to.include({ userLimit: 0, graceSeconds: 0, startAt: 0 });
  });

  it('AC-01 takes the maximum away with 0', () => {
    expect(mergeSettings(newSettings({ maxBreakouts: 3 }), { maxBreakouts: 0 }).maxBreakouts).to.equal(null);
    expect(newSettings({ maxBreakouts: 0 }).maxBreakouts).to.equal(null);
  });

  it('AC-01 leaves the settings that it was given as they are', () => {
    const before = Object.freeze(newSettings({}));
    mergeSettings(before, { userLimit: 9 });
    expect(before.userLimit).to.equal(0);
  });

  const ranges: readonly [change: SettingsChange, faults: RangedSetting[]][] = [
    [{}, []],
    [{ userLimit: 0, graceSeconds: 0, startAt: 0, maxBreakouts: 0 }, []],
    [{ userLimit: 99, graceSeconds: 3600 }, []],
    [{ userLimit: 100 }, ['userLimit']],
    [{ graceSeconds: 3601 }, ['graceSeconds']],
    [
      { userLimit: -1, graceSeconds: -1, startAt: -1, maxBreakouts: -1 },
      ['userLimit', 'graceSeconds', 'startAt', 'maxBreakouts'],
    ],
    [{ graceSeconds: 1.5 }, ['graceSeconds']],
    [{ userLimit: Number.NaN }, ['userLimit']],
    [{ startAt: null, maxBreakouts: null }, []],
    [{ maxBreakouts: 500, startAt: 10_000 }, ['startAt', 'maxBreakouts']],
  ];
  for (const [change, faults] of ranges) {
    it(`AC-01 finds [${faults.join(', ')}] out of range in ${JSON.stringify(change)}`, () => {
      expect(outOfRange(change)).to.deep.equal(faults);
    });
  }
});
