import { expect } from 'chai';
import { StoredState } from '../plugins/hub/stored-state.js';
import { Stage } from '../support/stage.js';
import { disorder } from './invariants.js';
import type { Scene } from './operation.js';
import { operations } from './operations/all.js';

describe('RL-01 the operations that are disturbed', () => {
  let stage: Stage;
  let stored: StoredState;
  let scene: Scene;

  before(async () => {
    stage = await Stage.set({ config: {} });
    stored = await StoredState.open(stage.database.url);
    const { clock, database, sandbox } = stage;
    scene = {
      sandbox,
      databaseUrl: database.url,
      stored,
      now: () => clock.now(),
      settle: () => stage.settle(),
      pass: (seconds) => stage.pass(seconds),
    };
  });
  after(async () => {
    await stored.close();
    await stage.strike();
  });

  for (const operation of operations) {
    it(`RL-01 ${operation.plugin}: ${operation.name}; undisturbed it comes to its end, and all is in order`, async () => {
      const played = await operation.set(scene);
      expect(await disorder(scene, played.guild), 'before').to.deep.equal([]);
      expect(await played.finished(), 'finished before').to.equal(false);
      await played.act();
      await scene.settle();
      await scene.pass(played.settlesIn);
      expect(await played.divergences()).to.deep.equal([]);
      expect(await disorder(scene, played.guild)).to.deep.equal([]);
      expect(await played.finished(), 'finished').to.equal(true);
    });
  }
});
