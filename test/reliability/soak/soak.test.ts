import { expect } from 'chai';
import { RATES } from '../../../bench/soak/load.js';
import { soakVerdicts } from '../../../bench/soak/soak-figures.js';
import { soak } from '../../../bench/soak/soak.js';

describe('RL-04 a soak', () => {
  it('RL-04 of less than a minute over 500 guilds leaves nothing behind', async function () {
    this.timeout(150_000);
    const figures = await soak({ guilds: 500, seconds: 30, lookEvery: 3 });
    const verdicts = soakVerdicts(figures, RATES);
    // How much load comes about, and how late what is due begins, is the machine's affair when others use it too.
    const ofMachine = new Set(['share of the load that came about', 'latest deadline']);
    const missed = verdicts.filter(({ what, isMet }) => !isMet && !ofMachine.has(what));
    expect(missed, JSON.stringify(figures)).to.deep.equal([]);
    expect(figures.deadlines.woken, 'deadlines').to.be.greaterThan(30);
    expect(figures.answers.count, 'answers').to.be.greaterThan(20);
    expect(figures.deadlines.worst, 'latest deadline').to.be.lessThan(20_000);
  });
});
