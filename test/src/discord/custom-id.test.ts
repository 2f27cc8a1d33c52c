import { expect } from 'chai';
import { CustomId, pluginOf } from '../../../src/discord/custom-id.js';

describe('FW-40 custom ids', () => {
  const id = new CustomId('hub', 'lock');

  it('FW-40 what was built is parsed back', () => {
    for (const args of [[], ['17'], ['17', ''], ['a b', '✓']]) expect(id.parse(id.build(...args))).to.deep.equal(args);
  });

  it("FW-40 another component's id is not taken, however alike", () => {
    for (const other of ['hub:locks', 'hub:locks:17', 'hub', 'hub:', 'HUB:lock', 'xhub:lock', '', ' hub:lock']) {
      expect(id.parse(other), other).to.equal(null);
    }
  });

  it('FW-40 an id that Discord would not take, or that could not be parsed back, is refused', () => {
    expect(id.build('x'.repeat(91))).to.have.lengthOf(100);
    expect(() => id.build('x'.repeat(92))).to.throw(RangeError);
    expect(() => id.build('1:2')).to.throw(RangeError);
  });

  it('FW-40 names the plugin of any id', () => {
    expect(['hub:lock:1', 'hub', '', ':x'].map(pluginOf)).to.deep.equal(['hub', 'hub', '', '']);
  });
});
