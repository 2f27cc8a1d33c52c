import { expect } from 'chai';
import { EDIT_MESSAGE, labels, PanelScene, POST, reply, textOf } from '../scene.js';

describe('panel: where it stands', () => {
  let scene: PanelScene;
  beforeEach(async () => {
    scene = await PanelScene.set();
  });
  afterEach(() => scene.strike());

  it('PN-01 PF-01 with the text in the voice chat it stands there, and joining a hub costs 3 calls', async () => {
    const { hub } = scene;
    await scene.settings({ text: 'voice-chat' });
    hub.sandbox.clearCalls();
    const room = hub.hub;
    await hub.joins(hub.ada, room);
    await scene.pass(60);
    expect(hub.operations).to.have.length(3);
    expect(scene.messages(room)).to.deep.equal([scene.panel(room)]);
    await scene.press(hub.ada, scene.panel(room), 'Unlocked');
    expect(labels(scene.panel(room))).to.include('Locked');
  });

  it('PF-01 without a text channel of its own, a rename by form and a template cost 3 calls', async () => {
    const { hub } = scene;
    await scene.settings({ text: 'voice-chat' });
    const room = await scene.room(hub.ada);
    await scene.sends(hub.ada, await scene.press(hub.ada, scene.panel(room), 'Rename'), { name: 'Board games' });
    await scene.pass(60);
    expect(scene.operations.toSorted()).to.deep.equal(['PATCH /channels/{channel_id}', 'answer', 'answer']);
    await scene.pass(700);
    hub.sandbox.clearCalls();
    await scene.sends(hub.ada, await scene.press(hub.ada, scene.panel(room), 'Templates'), { template: ['chill'] });
    await scene.pass(60);
    expect(room.name).to.equal("Ada's Chill Session");
    expect(scene.operations.toSorted()).to.deep.equal(['PATCH /channels/{channel_id}', 'answer', 'answer']);
  });

  it('PN-10 the sticky follows the conversation in the voice chat', async () => {
    const { hub } = scene;
    await scene.settings({ text: 'voice-chat' });
    const room = await scene.room(hub.ada);
    hub.ada.say(room, 'Hello');
    await hub.stage.settle();
    expect(
      scene
        .messages(room)
        .map((message) => labels(message))
        .at(-1),
    ).to.deep.equal(['Open Panel']);
  });

  it('PN-05 a room keeps its panel in the voice chat when the guild decides otherwise later', async () => {
    const { hub } = scene;
    await scene.settings({ text: 'voice-chat' });
    const room = await scene.room(hub.ada);
    await scene.settings({ text: 'channel' });
    await hub.joins(hub.ben, room);
    await scene.pass(2);
    expect(hub.calls(EDIT_MESSAGE)).to.have.length(1);
  });

  it('PN-11 without text nothing is posted, and /voice works', async () => {
    const { hub } = scene;
    await scene.settings({ text: 'none' });
    const room = hub.hub;
    await hub.joins(hub.ada, room);
    hub.ada.say(room, 'Hello');
    await scene.pass(60);
    expect(hub.calls(POST)).to.deep.equal([]);
    const copy = reply(await scene.answered(await hub.ada.slash('voice')));
    expect(textOf(copy)).to.include(`host <@${hub.ada.id}>`);
    await scene.press(hub.ada, copy, 'Visible');
    expect(hub.stored(room).room.hidden).to.equal(true);
  });
});
