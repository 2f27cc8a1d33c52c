import { expect } from 'chai';
import { SAY, TriggerScene } from '../scene.js';

describe('trigger: oneshots', () => {
  let scene: TriggerScene;

  beforeEach(async () => {
    scene = await TriggerScene.set();
  });
  afterEach(() => scene.stage.strike());

  const oneshot = () => ({ kind: 'oneshot', expiresAt: scene.stage.clock.now() + 3_600_000 }) as const;

  it('TR-04 fires once for events at the same moment, of one member and of several', async () => {
    await scene.answering('once', { on: 'contains', parameter: 'go', persistence: oneshot() });
    for (const person of [scene.ada, scene.ben, scene.cleo, scene.ada]) person.say(scene.general, 'go');
    await scene.stage.settle();
    expect(scene.said()).to.deep.equal(['once']);
    expect(await scene.rows('select 1 from trigger_triggers')).to.have.length(0);
    expect(scene.parts.catalogue.hears('message', scene.guild.id)).to.equal(false);
  });

  it('TR-04 waits through a restart, fires, and stays fired through the next', async () => {
    await scene.answering('once', { on: 'contains', parameter: 'go', persistence: oneshot() });
    for (let turn = 0; turn < 3; turn += 1) {
      await scene.stage.stopBot();
      await scene.stage.startBot();
      await scene.says(scene.ada, 'go');
    }
    expect(scene.said()).to.deep.equal(['once']);
  });

  it('TR-04 is spent once it was claimed, though Discord has not answered yet', async () => {
    await scene.answering('once', { on: 'contains', parameter: 'go', persistence: oneshot() });
    scene.sandbox.faults.add({ operation: SAY, answer: { delay: 20_000 } });
    scene.ada.say(scene.general, 'go');
    await scene.sandbox.until(() => scene.calls(SAY).length > 0);
    expect(await scene.rows('select 1 from trigger_triggers')).to.have.length(0);
    scene.sandbox.faults.clear();
    scene.ben.say(scene.general, 'go');
    await scene.sandbox.until(() => scene.parts.catalogue.known(scene.guild.id)?.triggers.length === 0);
    expect(scene.calls(SAY)).to.have.length(1);
    await scene.stage.clock.advance(20_000);
    await scene.stage.settle();
    expect(scene.said()).to.deep.equal(['once']);
  });

  it('TR-04 fires with others of the event, in order, and only it goes', async () => {
    await scene.answering('1', { on: 'contains', parameter: 'go' });
    await scene.answering('2', { on: 'contains', parameter: 'go', persistence: oneshot() });
    await scene.answering('3', { on: 'contains', parameter: 'go' });
    await scene.says(scene.ada, 'go');
    await scene.says(scene.ada, 'go');
    expect(scene.said()).to.deep.equal(['1', '2', '3', '1', '3']);
  });
});
