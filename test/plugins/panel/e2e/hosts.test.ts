import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import type { ChannelRecord, MessageRecord } from 'roomkeeper/sandbox';
import { button, buttons, labels, PanelScene, reply, textOf } from '../scene.js';

describe('panel: hosts', () => {
  let scene: PanelScene;
  let room: ChannelRecord;
  beforeEach(async () => {
    scene = await PanelScene.set();
    room = await scene.room(scene.hub.ada);
    await scene.comes(scene.hub.ben, room);
  });
  afterEach(() => scene.strike());

  const opened = async (): Promise<MessageRecord> =>
    reply(await scene.press(scene.hub.ada, scene.panel(room), 'Hosts'));

  it('PN-07 names everybody with their rank, for the eyes of whoever asked', async () => {
    const { hub } = scene;
    const mods = hub.guild.addRole({ name: 'Mods', permissions: Bits.ManageGuild });
    await scene.comes(hub.guild.addMember({ name: 'Mona', roles: [mods] }), room);
    const list = await opened();
    expect(list.ephemeralFor).to.equal(hub.ada.id);
    expect(labels(list)).to.deep.equal(['Ada · owner', 'Ben · member', 'Mona · sudo']);
    expect(buttons(list).map(({ emoji }) => emoji?.name)).to.deep.equal(['👑', '👤', '🛡️']);
    expect(button(list, 'Ada · owner').disabled, 'an owner is no host').to.equal(true);
  });

  it('PN-07 a click makes a host, another takes it back, in the same message', async () => {
    const { hub } = scene;
    const list = await opened();
    await scene.press(hub.ada, list, 'Ben · member');
    expect(labels(list)).to.deep.equal(['Ada · owner', 'Ben · host']);
    expect(hub.stored(room).room.hostIds).to.deep.equal([hub.ben.id]);
    await scene.press(hub.ada, list, 'Ben · host');
    expect(labels(list)).to.deep.equal(['Ada · owner', 'Ben · member']);
    expect(hub.stored(room).room.hostIds).to.deep.equal([]);
  });

  it('PN-07 a host who is away stays on the list', async () => {
    const { hub } = scene;
    await scene.press(hub.ada, await opened(), 'Ben · member');
    await hub.leaves(hub.ben);
    const list = await opened();
    expect(labels(list)).to.deep.equal(['Ada · owner', 'Ben · host, away']);
    await scene.press(hub.ada, list, 'Ben · host, away');
    expect(hub.stored(room).room.hostIds).to.deep.equal([]);
  });

  it('PN-07 is paged past 25', async () => {
    const { hub } = scene;
    for (let index = 0; index < 30; index += 1) hub.guild.addMember({ name: `Member ${index}` }).join(room);
    await hub.stage.settle();
    const list = await opened();
    expect(labels(list)).to.have.length(25 + 2);
    expect(textOf(list)).to.include('Page 1 of 2');
    expect(button(list, 'Previous').disabled).to.equal(true);
    await scene.press(hub.ada, list, 'Next');
    expect(labels(list)).to.have.length(7 + 2);
    await scene.press(hub.ada, list, /^Member 29/);
    expect(hub.stored(room).room.hostIds).to.have.length(1);
    expect(textOf(list), 'the page stays').to.include('Page 2 of 2');
    await scene.press(hub.ada, list, 'Previous');
    expect(textOf(list)).to.include('Page 1 of 2');
  });

  it('PN-12 a list that was opened with the right does nothing once it is lost', async () => {
    const { hub } = scene;
    await scene.press(hub.ada, await opened(), 'Ben · member');
    const list = reply(await scene.press(hub.ben, scene.panel(room), 'Hosts'));
    await scene.press(hub.ada, await opened(), 'Ben · host');
    await scene.comes(hub.cleo, room);
    const click = await scene.press(hub.ben, list, 'Ben · host');
    expect(reply(click).api.content).to.match(/^Only/);
    expect(hub.stored(room).room.hostIds).to.deep.equal([]);
  });

  it('PN-12 a member is told who may, instead of the list', async () => {
    const { hub } = scene;
    const answer = reply(await scene.press(hub.ben, scene.panel(room), 'Hosts'));
    expect(answer.api.content).to.include('its owner, its hosts and sudo');
    expect(buttons(answer)).to.deep.equal([]);
  });
});
