import { expect } from 'chai';
import { ANSWER, buttons, labels, PanelScene, reply, shown, textOf, there } from '../scene.js';

describe('panel: clicks on what is not there', () => {
  let scene: PanelScene;
  beforeEach(async () => {
    scene = await PanelScene.set();
  });
  afterEach(() => scene.strike());

  for (const label of ['Rename', 'Hosts', 'Templates', 'Access', 'More', 'Unlocked', 'Visible', 'Claim', 'Delete']) {
    it(`PN-12 ${label} on the copy of a panel whose room is gone says so, and takes the controls away`, async () => {
      const { hub } = scene;
      const room = await scene.room(hub.ada);
      const copy = reply(await scene.answered(await hub.ada.slash('voice', {}, { channel: hub.news })));
      hub.guild.owner.deleteChannel(hub.textOf(room));
      hub.guild.owner.deleteChannel(room);
      await hub.stage.settle();
      await scene.pass(60);
      await scene.press(hub.ada, copy, label);
      expect(textOf(copy)).to.include('This room is gone');
      expect(buttons(copy)).to.deep.equal([]);
    });
  }

  it('PN-12 a form that is sent after the room has gone says so', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    const copy = reply(await scene.answered(await hub.ada.slash('voice', {}, { channel: hub.news })));
    const form = await scene.press(hub.ada, copy, 'Rename');
    hub.guild.owner.deleteChannel(hub.textOf(room));
    hub.guild.owner.deleteChannel(room);
    await hub.stage.settle();
    await scene.pass(60);
    await scene.sends(hub.ada, form, { name: 'New name' });
    expect(textOf(copy)).to.include('This room is gone');
    expect(buttons(copy)).to.deep.equal([]);
  });

  it('PN-12 a forged click cannot put another room’s panel, or the end of one, into a message', async () => {
    const { hub } = scene;
    const mine = await scene.room(hub.ada);
    const theirs = await scene.room(hub.ben);
    const before = textOf(scene.panel(mine));
    const forged = [
      `panel:claim:${theirs.id}`,
      `panel:lock:${theirs.id}:on`,
      `panel:claim:${'9'.repeat(18)}`,
      `panel:open:${theirs.id}`,
      `panel:hosts-page:${theirs.id}:0:next`,
    ];
    for (const customId of forged) {
      const click = await scene.answered(await hub.ben.click(scene.panel(mine), customId, { force: true }));
      expect(reply(click).api.content).to.include('Nothing was done');
    }
    expect(textOf(scene.panel(mine))).to.equal(before);
    expect(hub.stored(theirs).room.locked).to.equal(false);
  });

  it('PN-12 RL-03 a click on a panel that somebody deletes meanwhile does its work, and shows what came of it', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    const panel = scene.panel(room);
    hub.guild.owner.deleteMessage(panel);
    const click = await scene.press(hub.ada, panel, 'Unlocked', { force: true });
    expect(hub.stored(room).room.locked).to.equal(true);
    expect(labels(reply(click))).to.include('Locked');
    expect(reply(click).ephemeralFor).to.equal(hub.ada.id);
    expect(hub.stage.log.filter(({ level }) => level === 'error')).to.deep.equal([]);
  });

  it('PN-12 RL-03 a click in a channel that somebody deletes meanwhile is answered, and is no error', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    await scene.comes(hub.ben, room);
    const question = reply(await scene.press(hub.ada, scene.panel(room), 'Delete'));
    const { promise, resolve } = Promise.withResolvers<void>();
    const text = hub.textOf(room);
    hub.sandbox.clearCalls();
    hub.sandbox.faults.add({ operation: ANSWER, times: 1, answer: { gate: () => ({ before: promise }) } });
    const clicking = scene.press(hub.ada, question, 'Delete the room');
    await hub.sandbox.until(() => hub.calls(ANSWER).length === 1);
    hub.guild.owner.deleteChannel(text);
    resolve();
    expect(textOf(reply(await clicking))).to.match(/room/i);
    expect(hub.stage.log.filter(({ level }) => level === 'error')).to.deep.equal([]);
  });

  it('PN-12 a click from another guild reaches nothing', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    const elsewhere = hub.sandbox.addGuild({ name: 'Elsewhere' });
    const talk = elsewhere.addChannel({ name: 'talk', type: 0 });
    await hub.stage.settle();
    const message = reply(await scene.answered(await elsewhere.owner.slash('voice', {}, { channel: talk })));
    const click = await scene.answered(
      await elsewhere.owner.click(message, `panel:lock:${room.id}:on`, { force: true }),
    );
    expect(reply(click).api.content).to.include('Nothing was done');
    expect(hub.stored(room).room.locked).to.equal(false);
  });

  for (const customId of ['panel:lock:x:on', 'panel:lock', 'panel:host:1', 'panel:nothing']) {
    it(`PN-12 a control that there is not, ${customId}, is answered`, async () => {
      const { hub } = scene;
      const room = await scene.room(hub.ada);
      const click = await scene.answered(await hub.ada.click(scene.panel(room), customId, { force: true }));
      expect(reply(click).api.content).to.include('no longer works');
    });
  }

  it('PN-12 arguments that were tampered with do no harm', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    const { id } = room;
    const list = reply(await scene.press(hub.ada, scene.panel(room), 'Hosts'));
    for (const customId of [`panel:hosts-page:${id}:x`, `panel:hosts-page:${id}:-7`, `panel:hosts-page:${id}:1e9`]) {
      await scene.answered(await hub.ada.click(list, customId, { force: true }));
      expect(labels(list)).to.deep.equal(['Ada · owner']);
    }
    const click = await scene.answered(await hub.ada.click(list, `panel:host:${id}:nobody:on:0`, { force: true }));
    expect(click.failed).to.equal(false);
    expect(hub.stored(room).room.hostIds).to.deep.equal([]);
  });

  it('PN-12 a choice that the select did not offer is refused', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    const list = reply(await scene.press(hub.ada, scene.panel(room), 'Access'));
    await scene.chooses(hub.ada, list, /^Permit/, hub.ben);
    const lift = there(shown(list).find(({ placeholder = '' }) => placeholder.startsWith('Take')));
    const click = await scene.answered(await hub.ada.select(list, lift.custom_id ?? '', ['x'], { force: true }));
    expect(reply(click).api.content).to.include('Nothing was done');
    expect(hub.stored(room).room.allowedUserIds).to.deep.equal([hub.ben.id]);
  });
});
