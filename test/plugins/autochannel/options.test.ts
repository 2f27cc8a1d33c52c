import { expect } from 'chai';
import { admissionRules, autochannelOptions, retryRules } from '../../../plugins/autochannel/options.js';

describe('autochannel options', () => {
  it('AC-01 has the defaults of the command', () => {
    expect(autochannelOptions.parse(undefined).defaults).to.deep.equal({
      pattern: '{name} #{n}',
      userLimit: 0,
      graceSeconds: 30,
    });
  });

  it('AC-14 fills what was left out of a bucket', () => {
    const options = autochannelOptions.parse({ creation: { perUser: { capacity: 9 } } });
    expect(admissionRules(options)).to.deep.equal({
      perUser: { capacity: 9, refillPerSecond: 0.1 },
      perGuild: { capacity: 100, refillPerSecond: 1 },
    });
  });

  it('AC-21 gives the bounds of retries in milliseconds', () => {
    expect(retryRules(autochannelOptions.parse({}))).to.deep.equal({
      quickTries: 5,
      firstDelay: 5000,
      slowDelay: 3_600_000,
    });
  });

  for (const wrong of [
    { grace: 1 },
    { creation: { perUser: { capacity: 0 } } },
    { defaults: { graceSeconds: 3601 } },
  ]) {
    it(`FW-04 refuses ${JSON.stringify(wrong)}`, () => {
      expect(autochannelOptions.safeParse(wrong).success).to.equal(false);
    });
  }
});
