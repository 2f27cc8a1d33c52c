import { expect } from 'chai';
import { button, labels, PanelScene, reply, textOf } from '../scene.js';

describe('panel: /voice', () => {
  let scene: PanelScene;
  beforeEach(async () => {
    scene = await PanelScene.set();
  });
  afterEach(() => scene.strike());

  it('PN-11 opens a copy for the room that the caller is in, from any channel', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    await scene.comes(hub.ben, room);
    const copy = reply(await scene.answered(await hub.ben.slash('voice', {}, { channel: hub.news })));
    expect(copy.ephemeralFor).to.equal(hub.ben.id);
    expect(textOf(copy)).to.equal(textOf(scene.panel(room)));
    expect(labels(copy)).to.deep.equal(labels(scene.panel(room)));
  });

  it('PN-11 opens a copy for the room that the caller owns while they are away', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    await scene.comes(hub.ben, room);
    await hub.leaves(hub.ada);
    const copy = reply(await scene.answered(await hub.ada.slash('voice')));
    expect(textOf(copy)).to.include(`🔊 host <@${hub.ada.id}> (away`);
    await scene.press(hub.ada, copy, 'Unlocked');
    expect(hub.stored(room).room.locked).to.equal(true);
    expect(button(copy, 'Locked').label).to.equal('Locked');
  });

  it('PN-11 says how to get a room, where there are hubs', async () => {
    const { hub } = scene;
    const answer = reply(await scene.answered(await hub.cleo.slash('voice')));
    expect(answer.api.content).to.include(`Join <#${hub.hub.id}> to get one of your own`);
    expect(answer.ephemeralFor).to.equal(hub.cleo.id);
  });

  it('PN-11 says it where there are none', async () => {
    const { hub } = scene;
    const elsewhere = hub.sandbox.addGuild({ name: 'Elsewhere' });
    await hub.stage.settle();
    const answer = reply(
      await scene.answered(
        await elsewhere.owner.slash('voice', {}, { channel: elsewhere.addChannel({ name: 'talk', type: 0 }) }),
      ),
    );
    expect(answer.api.content).to.include('no hubs').and.to.include('/sudo');
  });

  it('PN-11 costs one call', async () => {
    const { hub } = scene;
    await scene.room(hub.ada);
    await scene.answered(await hub.ada.slash('voice'));
    expect(scene.operations).to.deep.equal(['answer']);
  });
});
