import { expect } from 'chai';
import { fitted } from '../../../../plugins/panel/domain/fitted-list.js';

const more = (count: number): string => `+${count}`;

describe('panel: lists that fit', () => {
  const table: { lines: string[]; limit: number; shown: string[] }[] = [
    { lines: [], limit: 0, shown: [] },
    { lines: ['aa', 'bb'], limit: 6, shown: ['aa', 'bb'] },
    { lines: ['aa', 'bb', 'cc'], limit: 8, shown: ['aa', '+2'] },
    { lines: ['aa', 'bb', 'cc'], limit: 6, shown: ['aa', '+2'] },
    { lines: ['aa', 'bb', 'cc'], limit: 5, shown: ['+3'] },
    { lines: ['aa', 'bb'], limit: 0, shown: ['+2'] },
  ];
  for (const { lines, limit, shown } of table) {
    it(`PN-03 ${JSON.stringify(lines)} in ${limit} characters is ${JSON.stringify(shown)}`, () => {
      expect(fitted(lines, limit, more)).to.deep.equal(shown);
    });
  }
});
