import { expect } from 'chai';
import { pageOf } from '../../../../plugins/trigger/domain/paging.js';
import { typedRoles } from '../../../../plugins/trigger/domain/typed-roles.js';
import { packedTexts, splitTexts } from '../../../../plugins/trigger/domain/typed-texts.js';

const guildId = '100000000000000001';
const red = '500000000000000001';
const blue = '500000000000000002';

describe('what people type into commands and forms', () => {
  const fields: readonly (readonly [string, readonly string[]])[] = [
    ['', []],
    ['one', ['one']],
    ['one\n---\ntwo', ['one', 'two']],
    ['one\r\n --- \r\ntwo', ['one', 'two']],
    ['one\n\nstill one\n---\n\n---\ntwo\n---', ['one\n\nstill one', 'two']],
    ['a --- b\n----\nc', ['a --- b\n----\nc']],
    ['---', []],
  ];
  for (const [field, texts] of fields) {
    it(`TR-34 the field ${JSON.stringify(field)} holds ${texts.length} texts`, () => {
      expect(splitTexts(field)).to.deep.equal(texts);
    });
  }

  it('TR-34 texts that are put into fields again are the same texts, in no field longer than it may be', () => {
    const texts = Array.from({ length: 20 }, (_, at) => `${at}`.padEnd(at * 37 + 2, 'x'));
    const packed = packedTexts(texts, 900);
    for (const field of packed) expect(field.length).to.be.at.most(900);
    expect(packed.flatMap(splitTexts)).to.deep.equal(texts);
  });

  const roles: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    [`<@&${red}> <@&${blue}>`, [red, blue], []],
    [`<@&${red}><@&${blue}>`, [red, blue], []],
    [`${red}, ${blue};<@&${red}>`, [red, blue], []],
    ['@everyone', [guildId], []],
    [`<@${red}>`, [], [`<@${red}>`]],
    [`Red <@&${blue}>`, [blue], ['Red']],
    ['', [], []],
  ];
  for (const [typed, ids, strangers] of roles) {
    it(`TR-34 ${JSON.stringify(typed)} are ${ids.length} roles and ${strangers.length} strangers`, () => {
      expect(typedRoles(typed, guildId)).to.deep.equal({ ids, strangers });
    });
  }

  const bounds = { most: 10, length: 100 };
  const lengthOf = (text: string): number => text.length;

  for (const [count, pages] of [
    [0, 1],
    [1, 1],
    [10, 1],
    [11, 2],
    [26, 3],
    [100, 10],
  ] as const) {
    it(`TR-34 ${count} entries are ${pages} pages with each of them once`, () => {
      const list = Array.from({ length: count }, (_, at) => String(at));
      const all = Array.from({ length: pages }, (_, page) => pageOf(list, page, bounds, lengthOf));
      expect(all.map((page) => page.pages)).to.deep.equal(all.map(() => pages));
      expect(all.flatMap(({ items }) => items)).to.deep.equal(list);
    });
  }

  it('TR-34 a page holds no more characters than it may, and a long entry has a page of its own', () => {
    const list = ['a'.repeat(60), 'b'.repeat(60), 'c'.repeat(300), 'd'];
    const all = [0, 1, 2, 3].map((page) => pageOf(list, page, bounds, lengthOf).items.map((text) => text[0]));
    expect(all).to.deep.equal([['a'], ['b'], ['c'], ['d']]);
  });

  for (const [wanted, page] of [
    [-1, 0],
    [99, 2],
    [Number.NaN, 0],
    [1.7, 1],
  ] as const) {
    it(`TR-34 page ${wanted} of three is page ${page}`, () => {
      const list = Array.from({ length: 26 }, (_, at) => String(at));
      expect(pageOf(list, wanted, bounds, lengthOf).page).to.equal(page);
    });
  }
});
