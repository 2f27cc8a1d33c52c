import { expect } from 'chai';
import { RACE_SEED, seedsFrom } from './seeds.js';
import { search, SIZE, told } from './search.js';

/** How many sequences every run of the tests searches. */
const SEQUENCES = 2000;

describe('races', () => {
  it(`RL-03 ${SEQUENCES} drawn sequences of joins, clicks, deadlines and mishaps leave everything in order`, async function () {
    this.timeout(900_000);
    const batches = Math.ceil(SEQUENCES / SIZE.guilds);
    const seeds = RACE_SEED === null ? seedsFrom(1, batches) : [RACE_SEED];
    const { tally, found } = await search({ seeds, goesOn: () => true, shrinking: 120_000 });
    if (found) expect.fail(told(found));
    expect(tally.sequences).to.be.at.least(RACE_SEED === null ? SEQUENCES : SIZE.guilds);
    expect(tally.acts / tally.sequences).to.be.at.least(8);
  });
});
