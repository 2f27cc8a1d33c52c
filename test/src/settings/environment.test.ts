import { expect } from 'chai';
import { use } from '../../../src/plugins/registry.js';
import tuner from '../../fixtures/tuner/plugin.js';
import { tuning } from '../../fixtures/tuner/settings.js';
import { SudoScene } from '../core/sudo-scene.js';

describe('FW-50 settings that the environment seeds', () => {
  let scene: SudoScene;

  beforeEach(async () => {
    scene = await SudoScene.set({ TUNER_DELAY_MS: '5000' });
  });
  afterEach(() => scene.stage.strike());

  async function restart(): Promise<void> {
    await scene.stage.stopBot();
    await scene.stage.startBot();
  }

  it('FW-50 each guild gets them, as a change of the bot itself', async () => {
    expect(scene.tuned().delay).to.equal(5000);
    expect(scene.tuned(scene.other).delay).to.equal(5000);
    const line = { actor_id: null, action: 'core.setting-changed', text: 'Tuning › Delay: 30 seconds → 5 seconds' };
    expect(await scene.logged()).to.deep.equal([line]);
    expect(use(tuner).heard).to.have.members([scene.guild.id, scene.other.id]);
    const log = await scene.walk('Log');
    expect(log.api.content).to.include('the bot: Tuning › Delay: 30 seconds → 5 seconds');
  });

  it('FW-50 FW-51 they are seeded once: what admins decide stays over restarts, guild by guild', async () => {
    await scene.settings.set(scene.guild.id, tuning, { delay: undefined }, { userId: scene.ada.id });
    await restart();
    expect(scene.tuned().delay).to.equal(30_000);
    expect(scene.tuned(scene.other).delay).to.equal(5000);
    expect(await scene.logged()).to.have.lengthOf(2);
  });
});
