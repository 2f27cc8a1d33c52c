import { expect } from 'chai';
import { paginate } from '../../../../plugins/autochannel/domain/paging.js';

describe('autochannel paging', () => {
  it('AC-03 has no page for no sources', () => {
    expect(paginate([], 20)).to.deep.equal([]);
  });

  it('AC-03 puts what fits on one page', () => {
    const blocks = [
      { heading: 'A', lines: ['1', '2'] },
      { heading: 'B', lines: [] },
    ];
    expect(paginate(blocks, 20)).to.deep.equal(['A\n1\n2\nB']);
  });

  it('AC-03 repeats the heading of a source that goes on, and leaves no heading alone at the end', () => {
    const blocks = [
      { heading: 'AA', lines: ['11', '22', '33'] },
      { heading: 'BB', lines: ['44'] },
    ];
    expect(paginate(blocks, 9)).to.deep.equal(['AA\n11\n22', 'AA\n33', 'BB\n44']);
  });

  it('AC-03 loses no line and overfills no page', () => {
    const blocks = Array.from({ length: 30 }, (_, block) => ({
      heading: `source ${block}`,
      lines: Array.from({ length: block }, (_, line) => `line ${block}/${line}.`),
    }));
    const pages = paginate(blocks, 200);
    const lines = pages.flatMap((page) => page.split('\n').filter((line) => line.startsWith('line')));
    expect(lines).to.deep.equal(blocks.flatMap((block) => block.lines));
    expect(Math.max(...pages.map((page) => page.length))).to.be.at.most(200);
  });
});
