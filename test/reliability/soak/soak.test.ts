import { expect } from 'chai';
import { soakVerdicts } from '../../../bench/soak/soak-figures.js';
import { soak } from '../../../bench/soak/soak.js';

/** Two lanes of tests share the cores: so much load they bear, and so the clock is no judge here. `npm run soak` is. */
const PACE = 0.5;
const ofMachine = new Set(['share of the load that came about', 'latest deadline', 'most requests in a second']);

describe('RL-04 a soak', () => {
  it('RL-04 of half a minute over 500 guilds leaves nothing behind', async function () {
    this.timeout(200_000);
    const figures = await soak({ guilds: 500, seconds: 30, pace: PACE, lookEvery: 3 });
    const missed = soakVerdicts(figures).filter(({ what, isMet }) => !isMet && !ofMachine.has(what));
    expect(missed, JSON.stringify(figures)).to.deep.equal([]);
    expect(figures.deadlines.woken, 'deadlines').to.be.greaterThan(20);
    expect(figures.answers.count, 'answers').to.be.greaterThan(10);
    expect(figures.deadlines.worst, 'latest deadline').to.be.lessThan(20_000);
    expect(figures.rest.most, 'most requests in a second').to.be.lessThan(60);
  });
});
