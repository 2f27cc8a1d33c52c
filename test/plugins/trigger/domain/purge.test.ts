import { expect } from 'chai';
import * as fc from 'fast-check';
import {
  afterPage,
  OLDEST_MS,
  purgeCalls,
  purgeKey,
  purgeReport,
  startedSearch,
  type PurgedMessage,
  type PurgeSearch,
} from '../../../../plugins/trigger/domain/purge.js';
import { day, minute, now, userId } from './trigger-fixtures.js';

const written = (id: number, changes: Partial<PurgedMessage> = {}): PurgedMessage => ({
  id: String(id),
  authorId: userId,
  createdAt: now - minute,
  ...changes,
});
const pageOf = (length: number, from = 0, changes: Partial<PurgedMessage> = {}) =>
  Array.from({ length }, (_, at) => written(from + at, changes));

function search(...pages: readonly (readonly PurgedMessage[])[]): PurgeSearch {
  return pages.reduce((state, page) => afterPage(state, page, userId, now), startedSearch);
}

describe('trigger purge', () => {
  it('TR-23 goes on from the last message of a full page, and ends with one that is not full', () => {
    expect(search(pageOf(100))).to.deep.include({ done: false, before: '99', pages: 1, limited: false });
    expect(search(pageOf(100), pageOf(40, 100))).to.deep.include({ done: true, limited: false });
    expect(search([])).to.deep.include({ done: true, ids: [] });
  });

  it('TR-23 takes the messages of that user alone, each once', () => {
    const page = [written(1), written(2, { authorId: 'other' }), written(1), written(3)];
    expect(search(page).ids).to.deep.equal(['1', '3']);
    expect(search(pageOf(100), [written(99), written(100)]).ids).to.have.length(101);
  });

  it('TR-23 leaves a margin to 14 days, counts what is too old and reads no further', () => {
    const old = [written(1, { createdAt: now - OLDEST_MS + 1 }), written(2, { createdAt: now - OLDEST_MS })];
    expect(search(old)).to.deep.include({ ids: ['1'], tooOld: 1, done: true });
    expect(14 * day - OLDEST_MS).to.equal(5 * minute);
    expect(search(pageOf(100, 0, { authorId: 'other', createdAt: now - 15 * day })).done).to.equal(true);
  });

  it('TR-23 stops at 1,000 messages, and says that more may be left', () => {
    const ten = Array.from({ length: 10 }, (_, at) => pageOf(100, at * 100));
    expect(search(...ten.slice(1))).to.deep.include({ done: false });
    expect(search(...ten)).to.deep.include({ done: true, limited: true });
    expect(search(...ten).ids).to.have.length(1_000);
    expect(search(...ten.slice(1), pageOf(50)).ids).to.have.length(950);
  });

  it('TR-23 reads a bounded number of pages for somebody who wrote little', () => {
    let state = startedSearch;
    while (!state.done) state = afterPage(state, pageOf(100, state.pages * 100, { authorId: 'other' }), userId, now);
    expect(state).to.deep.include({ pages: 50, limited: true, ids: [] });
  });

  const calls: readonly (readonly [number, readonly number[]])[] = [
    [0, []],
    [1, [1]],
    [2, [2]],
    [100, [100]],
    [101, [100, 1]],
    [102, [100, 2]],
    [250, [100, 100, 50]],
  ];
  for (const [count, sizes] of calls) {
    it(`TR-23 deletes ${count} messages in calls of ${sizes.join(', ') || 'none'}`, () => {
      const ids = Array.from({ length: count }, (_, at) => String(at));
      expect(purgeCalls(ids).map((call) => call.length)).to.deep.equal(sizes);
    });
  }

  it('TR-23 names each message in one call', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 300 }).map(String), { maxLength: 400 }), (ids) => {
        const flat = purgeCalls(ids).flat();
        expect(flat.toSorted()).to.deep.equal([...new Set(ids)].toSorted());
      }),
    );
  });

  it('TR-23 reports what was deleted, was too old and failed, and takes what is gone as deleted', () => {
    const state = { ...search([written(1), written(2), written(3, { createdAt: 0 })]) };
    const answers = [
      { ids: ['1'], answer: 'deleted' },
      { ids: ['2'], answer: 'gone' },
      { ids: ['4', '5'], answer: 'failed' },
    ] as const;
    expect(purgeReport(state, answers)).to.deep.equal({ deleted: 2, tooOld: 1, failed: 2, limited: false });
    expect(purgeKey('1', '2')).to.not.equal(purgeKey('2', '1'));
  });
});
