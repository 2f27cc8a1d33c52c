import { expect } from 'chai';
import { sortPlugins, type Sortable } from '../../../src/plugins/order.js';

/** `'panel: hub voice'` is a plugin panel that requires hub and voice. */
function plugins(...lines: readonly string[]): Sortable[] {
  return lines.map((line) => {
    const [name = '', required = ''] = line.split(':');
    return { name, requires: required.split(' ').flatMap((other) => (other === '' ? [] : [{ name: other }])) };
  });
}

const namesOf = (sorted: readonly Sortable[]): string => sorted.map(({ name }) => name).join(' ');

describe('FW-20 the order of plugins', () => {
  const table: readonly (readonly [string, readonly string[], string])[] = [
    ['keeps the order of the list where nothing is required', ['c', 'a', 'b'], 'c a b'],
    ['moves what is required before what requires it', ['panel: hub', 'hub'], 'hub panel'],
    ['moves nothing that is before it already', ['hub', 'x', 'panel: hub'], 'hub x panel'],
    ['follows requirements of requirements', ['d: c', 'c: b', 'b: a', 'a'], 'a b c d'],
    ['takes a plugin that two require once', ['left: base', 'right: base', 'base'], 'base left right'],
    ['leaves the others in their places', ['x', 'panel: hub', 'y', 'hub', 'z'], 'x hub panel y z'],
    ['sorts nothing', [], ''],
  ];
  for (const [title, list, sorted] of table) {
    it(`FW-20 ${title}`, () => {
      const order = sortPlugins(plugins(...list));
      expect(namesOf(order.sorted)).to.equal(sorted);
      expect(order.cycles).to.deep.equal([]);
      expect(order.missing).to.deep.equal([]);
    });
  }

  it('FW-04 finds a circle of two, and names it as a chain', () => {
    expect(sortPlugins(plugins('a: b', 'b: a')).cycles).to.deep.equal([['a', 'b', 'a']]);
  });

  it('FW-04 leaves out of the chain what only leads to the circle', () => {
    expect(sortPlugins(plugins('x: a', 'a: b', 'b: c', 'c: a')).cycles).to.deep.equal([['a', 'b', 'c', 'a']]);
  });

  it('FW-04 finds a plugin that requires itself', () => {
    expect(sortPlugins(plugins('a: a')).cycles).to.deep.equal([['a', 'a']]);
  });

  it('FW-04 finds two circles at once', () => {
    const { cycles } = sortPlugins(plugins('a: b', 'b: a', 'c: d', 'd: c'));
    expect(cycles).to.deep.equal([
      ['a', 'b', 'a'],
      ['c', 'd', 'c'],
    ]);
  });

  it('FW-04 finds every requirement that is missing, and sorts the rest', () => {
    const { missing, sorted } = sortPlugins(plugins('panel: hub', 'x: y z'));
    expect(missing).to.deep.equal([
      { plugin: 'panel', requires: 'hub' },
      { plugin: 'x', requires: 'y' },
      { plugin: 'x', requires: 'z' },
    ]);
    expect(namesOf(sorted)).to.equal('panel x');
  });
});
