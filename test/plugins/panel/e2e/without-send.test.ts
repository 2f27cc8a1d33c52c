import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { PanelScene, POST, reply, there } from '../scene.js';

describe('panel: without Send Messages', () => {
  let scene: PanelScene;
  beforeEach(async () => {
    scene = await PanelScene.set();
    await scene.settings({ text: 'voice-chat' });
  });
  afterEach(() => scene.strike());

  it('PN-13 the guild is told once, and the room works on', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    const everyone = there(hub.guild.record.roles.get(hub.guild.id));
    hub.guild.owner.deleteMessage(scene.panel(room));
    hub.guild.owner.setOverwrite(room, everyone, { deny: Bits.SendMessages });
    await hub.stage.settle();
    for (const person of [hub.ben, hub.cleo]) await scene.comes(person, room);
    expect(scene.messages(room)).to.deep.equal([]);
    expect(hub.said(hub.news)).to.have.length(1);
    expect(hub.said(hub.news)[0])
      .to.include(`<#${room.id}>`)
      .and.to.include('**Send Messages**')
      .and.to.include('/voice');
    hub.sandbox.clearCalls();
    const copy = reply(await scene.answered(await hub.ada.slash('voice')));
    await scene.press(hub.ada, copy, 'Unlocked');
    expect(hub.stored(room).room.locked).to.equal(true);
    await scene.pass(60);
    expect(hub.calls(POST), 'what is bound to fail is not tried').to.deep.equal([]);
  });
});
