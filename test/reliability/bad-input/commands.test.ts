import { expect } from 'chai';
import { casesOf, leavesOf, type CommandCase } from './command-cases.js';
import { FuzzScene, type FuzzGuild } from './fuzz-scene.js';
import { some } from './sampling.js';

/** How many uses of each command are tried in every run of the tests. */
const CASES_PER_COMMAND = 24;

describe('bad input: commands', function () {
  this.timeout(600_000);
  let scene: FuzzScene;

  before(async () => {
    scene = await FuzzScene.set();
  });
  after(() => scene.strike());

  const leaves = () => leavesOf(scene.stage.sandbox.world.application.commands.values());

  async function faultsOf(guild: FuzzGuild, one: CommandCase): Promise<string[]> {
    const options = { channel: guild.talk, force: true };
    const use = await scene.judge.faults(() => guild.admin.slash(one.line, one.input, options), {
      savesNothing: one.impossible,
    });
    const typed = one.suggests === null ? undefined : one.input[one.suggests];
    const suggests = one.suggests;
    if (suggests === null || typeof typed !== 'string') return use;
    const type = () => guild.admin.autocomplete(one.line, suggests, typed, {}, options);
    return [...use, ...(await scene.judge.faults(type, { savesNothing: true }))];
  }

  it('RL-05 every option of every command takes whatever is entered: one clear answer, nothing wrong stored', async () => {
    const found: string[] = [];
    for (const leaf of leaves()) {
      const guild = await scene.another();
      await scene.judge.rest();
      for (const one of some(casesOf(leaf, guild, scene.foreign), CASES_PER_COMMAND)) {
        const faults = await faultsOf(guild, one);
        found.push(...faults.map((fault) => `${one.name}: ${fault}`));
      }
      guild.handle.removeBot();
    }
    expect(scene.judge.cases).to.be.at.least(600);
    expect(found.join('\n')).to.equal('');
  });
});
