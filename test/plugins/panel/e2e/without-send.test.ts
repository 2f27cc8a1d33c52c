import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { EDIT_MESSAGE, PanelScene, POST, reply, textOf, there } from '../scene.js';

describe('panel: without View Channel', () => {
  let scene: PanelScene;
  beforeEach(async () => {
    scene = await PanelScene.set();
    await scene.settings({ text: 'voice-chat' });
  });
  afterEach(() => scene.strike());

  it('PN-13 nothing is tried that is bound to fail, the guild is told once, and the panel follows once it can be seen', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    hub.guild.owner.setOverwrite(room, hub.guild.bot, { deny: Bits.ViewChannel });
    await hub.stage.settle();
    hub.sandbox.clearCalls();
    for (const person of [hub.ben, hub.cleo]) await hub.joins(person, room);
    await scene.pass(60);
    expect(hub.calls(EDIT_MESSAGE)).to.deep.equal([]);
    const told = hub.said(hub.news).filter((text) => text.startsWith('The control panel'));
    expect(told).to.have.length(1);
    expect(told[0]).to.include('**View Channel**');
    hub.guild.owner.setOverwrite(room, hub.guild.bot, { allow: Bits.ViewChannel | Bits.Connect });
    await hub.stage.settle();
    await hub.leaves(hub.cleo);
    await scene.pass(60);
    expect(textOf(scene.panel(room)).match(/joined/g)).to.have.length(2);
  });
});

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
