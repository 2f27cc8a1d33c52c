import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from '../../bench/table.js';
import { withFigures } from '../../bench/write-docs.js';
import { packageRoot } from '../support/package-root.js';

const ids = ['PF-01', 'PF-10', 'PF-11', 'PF-12', 'PF-13', 'PF-14', 'PF-15', 'PF-16'];
const document = readFileSync(join(packageRoot, 'docs/performance.md'), 'utf8');

describe('docs/performance.md', () => {
  for (const id of ids) {
    it(`${id} stands in the document on performance`, () => {
      expect(document).to.match(new RegExp(`^\\| ${id} `, 'm'));
    });
  }

  it('PF-10 to PF-16: a run of the bench can put its figures there, and only there', () => {
    const verdicts: Verdict[] = [{ id: 'PF-99', what: 'a goal', goal: '< 1', value: '2', isMet: false }];
    const written = withFigures(document, verdicts);
    expect(written).to.match(/^\| PF-99 \| a goal \| < 1 {2}\| 2 {8}\| \*\*missed\*\* \|$/m);
    const [before = '', after = ''] = document.split(/<!-- figures:[^]*<!-- end of figures -->/);
    expect(written.startsWith(before) && written.endsWith(after)).to.equal(true);
    expect(withFigures(written, verdicts)).to.equal(written);
  });
});
