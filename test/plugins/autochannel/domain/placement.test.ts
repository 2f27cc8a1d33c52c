import { expect } from 'chai';
import {
  candidateCategories,
  placeBreakout,
  type CandidateFacts,
  type PlaceFacts,
  type PlacementFacts,
} from '../../../../plugins/autochannel/domain/placement.js';

const place = (categoryId: string | null, channels: number): PlaceFacts => ({ categoryId, channels });

describe('autochannel placement', () => {
  const roomy: PlacementFacts = { places: [place('a', 1)], guildChannels: 10, breakouts: 0, maxBreakouts: null };

  const cases: readonly [what: string, change: Partial<PlacementFacts>, outcome: string | null][] = [
    ['takes the first category', { places: [place('a', 49), place('b', 0)] }, 'a'],
    ['takes the fallback when the first is full', { places: [place('a', 50), place('b', 49)] }, 'b'],
    ['goes past several full ones', { places: [place('a', 50), place('b', 51), place('c', 3)] }, 'c'],
    ['says so when all are full', { places: [place('a', 50), place('b', 50)] }, 'category-full'],
    ['has no limit of 50 outside of categories', { places: [place(null, 300)] }, null],
    ['takes the top of the guild as a place like others', { places: [place('a', 50), place(null, 90)] }, null],
    ['makes the 500th channel', { guildChannels: 499 }, 'a'],
    ['does not make the 501st channel', { guildChannels: 500 }, 'guild-full'],
    ['names the full guild before the full category', { places: [place('a', 50)], guildChannels: 500 }, 'guild-full'],
    ['makes as many as the maximum', { breakouts: 2, maxBreakouts: 3 }, 'a'],
    ['stops at the maximum', { breakouts: 3, maxBreakouts: 3 }, 'max-breakouts'],
    ['stops beyond a maximum that was lowered', { breakouts: 5, maxBreakouts: 3 }, 'max-breakouts'],
    ['names the maximum before the full guild', { breakouts: 3, maxBreakouts: 3, guildChannels: 500 }, 'max-breakouts'],
    ['finds no place among none', { places: [] }, 'category-full'],
  ];
  for (const [what, change, outcome] of cases) {
    it(`AC-16 ${what}`, () => {
      const placement = placeBreakout({ ...roomy, ...change });
      expect(placement.ok ? placement.categoryId : placement.reason).to.equal(outcome);
    });
  }

  const base: CandidateFacts = {
    categoryId: null,
    fallbackCategoryIds: [],
    sourceCategoryId: 's',
    existing: new Set(['s', 'a', 'b']),
  };
  const candidates: readonly [what: string, change: Partial<CandidateFacts>, expected: (string | null)[]][] = [
    ['the category of the source by default', {}, ['s']],
    ['the configured category instead', { categoryId: 'a' }, ['a']],
    ['the fallbacks after it', { categoryId: 'a', fallbackCategoryIds: ['b', 's'] }, ['a', 'b', 's']],
    ['each category once', { categoryId: 'a', fallbackCategoryIds: ['a', 'b', 'b'] }, ['a', 'b']],
    ['not one that is gone', { categoryId: 'x', fallbackCategoryIds: ['b'] }, ['b']],
    ['the category of the source when all are gone', { categoryId: 'x', fallbackCategoryIds: ['y'] }, ['s']],
    [
      'the top of the guild for a source outside of categories',
      { sourceCategoryId: null, fallbackCategoryIds: ['a'] },
      [null, 'a'],
    ],
  ];
  for (const [what, change, expected] of candidates) {
    it(`AC-16 tries ${what}`, () => {
      expect(candidateCategories({ ...base, ...change })).to.deep.equal(expected);
    });
  }
});
