import { expect } from 'chai';
import { pageOf } from '../../../../plugins/panel/domain/paging.js';

const list = (length: number): number[] => Array.from({ length }, (_, index) => index);

describe('panel: pages', () => {
  const table = [
    { length: 0, page: 0, first: undefined, items: 0, shown: 0, pages: 1 },
    { length: 25, page: 0, first: 0, items: 25, shown: 0, pages: 1 },
    { length: 26, page: 0, first: 0, items: 25, shown: 0, pages: 2 },
    { length: 26, page: 1, first: 25, items: 1, shown: 1, pages: 2 },
    { length: 26, page: 7, first: 25, items: 1, shown: 1, pages: 2 },
    { length: 26, page: Number.NaN, first: 0, items: 25, shown: 0, pages: 2 },
    { length: 26, page: -1, first: 0, items: 25, shown: 0, pages: 2 },
  ];
  for (const { length, page, first, items, shown, pages } of table) {
    it(`PN-07 page ${page} of ${length} is page ${shown} of ${pages}, with ${items}`, () => {
      const result = pageOf(list(length), page, 25);
      expect(result.items[0]).to.equal(first);
      expect(result.items).to.have.length(items);
      expect({ page: result.page, pages: result.pages }).to.deep.equal({ page: shown, pages });
    });
  }
});
