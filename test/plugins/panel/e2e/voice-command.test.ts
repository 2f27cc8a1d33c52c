import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { EDIT } from '../../hub/scene.js';
import { button, labels, PanelScene, reply, textOf, there } from '../scene.js';

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

  it('PN-11 names no hub that the caller may not join', async () => {
    const { hub } = scene;
    const staff = hub.guild.addChannel({ name: 'Staff only' });
    await hub.stage.settle();
    await hub.register(staff);
    const everyone = there(hub.guild.record.roles.get(hub.guild.id));
    hub.guild.owner.setOverwrite(staff, everyone, { deny: Bits.ViewChannel });
    await hub.stage.settle();
    const told = async (): Promise<string> =>
      reply(await scene.answered(await hub.cleo.slash('voice', {}, { channel: hub.news }))).api.content;
    expect(await told())
      .to.include(`<#${hub.joinMe.id}>`)
      .and.to.not.include(staff.id);
    hub.guild.owner.setOverwrite(hub.joinMe, everyone, { deny: Bits.Connect });
    await hub.stage.settle();
    expect(await told()).to.include('no hub that you may join');
  });

  it('PN-11 names a few of very many hubs', async () => {
    const { hub } = scene;
    const channels = Array.from({ length: 90 }, (_, index) => hub.guild.addChannel({ name: `Hub ${index}` }));
    await hub.stage.settle();
    for (const channel of channels) await hub.register(channel);
    const answer = reply(await scene.answered(await hub.cleo.slash('voice')));
    expect(answer.api.content).to.match(/^You are in no room at the moment\. Join (<#\d+> or ){9}<#\d+> to get one/);
  });

  it('PN-11 of two rooms it is the one that the caller is in, and of an empty one its owner’s', async () => {
    const { hub } = scene;
    const adas = await scene.room(hub.ada);
    const bens = await scene.room(hub.ben);
    await scene.comes(hub.cleo, adas);
    await hub.leaves(hub.ada);
    await scene.comes(hub.ada, bens);
    const copy = async (): Promise<string> => textOf(reply(await scene.answered(await hub.ada.slash('voice'))));
    expect(await copy()).to.include(`🔊 host <@${hub.ben.id}>`);
    await hub.leaves(hub.ada);
    await hub.leaves(hub.cleo);
    expect(await copy())
      .to.include(`🔊 host <@${hub.ada.id}>`)
      .and.to.include('nobody at the moment');
  });

  it('PN-11 a room that is being made has no panel yet, and the answer says so', async () => {
    const { hub } = scene;
    hub.sandbox.faults.add({ operation: EDIT, times: 1, answer: { delay: 9000 } });
    hub.ada.join(hub.hub);
    await hub.sandbox.until(() => hub.calls(EDIT).length > 0, { describe: 'the conversion' });
    const handle = await hub.ada.slash('voice', {}, { channel: hub.news });
    await handle.response();
    expect(reply(handle).api.content).to.include('still being set up');
    await hub.stage.clock.advance(10_000, () => hub.sandbox.settled());
    await hub.stage.settle();
    expect(labels(reply(await scene.answered(await hub.ada.slash('voice'))))).to.include('Rename');
  });

  it('PN-11 costs one call', async () => {
    const { hub } = scene;
    await scene.room(hub.ada);
    await scene.answered(await hub.ada.slash('voice'));
    expect(scene.operations).to.deep.equal(['answer']);
  });
});
