import { expect } from 'chai';
import { MessageFlags } from 'discord-api-types/v10';
import type { ChannelRecord, MessageRecord } from 'roomkeeper/sandbox';
import { DELETE_MESSAGE, labels, PanelScene, POST, reply, shown, textOf, there } from '../scene.js';

describe('panel: the sticky', () => {
  let scene: PanelScene;
  let room: ChannelRecord;
  let text: ChannelRecord;
  beforeEach(async () => {
    scene = await PanelScene.set();
    room = await scene.room(scene.hub.ada);
    text = scene.hub.textOf(room);
  });
  afterEach(() => scene.strike());

  const says = async (words = 'Hello'): Promise<void> => {
    scene.hub.ada.say(text, words);
    await scene.hub.stage.settle();
  };
  const stickies = (): MessageRecord[] =>
    scene.messages(text).filter((message) => labels(message).includes('Open Panel'));
  const isLast = (): boolean => scene.messages(text).at(-1) === stickies().at(-1);

  it('PN-10 comes with the first thing that a human writes: one silent message with one button and no text', async () => {
    const { hub } = scene;
    expect(stickies()).to.deep.equal([]);
    await says();
    expect(stickies()).to.have.length(1);
    expect(isLast()).to.equal(true);
    const [post] = hub.calls(POST);
    expect(post?.body).to.deep.include({
      flags: MessageFlags.SuppressNotifications,
      allowed_mentions: { parse: [] },
      enforce_nonce: true,
    });
    expect(shown(there(stickies()[0]))).to.have.length(2);
    expect(textOf(there(stickies()[0]))).to.equal('');
  });

  it('PN-10 follows the conversation once it is quiet for 5 s, and the old one goes', async () => {
    const { hub } = scene;
    await says();
    await scene.pass(20);
    hub.sandbox.clearCalls();
    await says();
    await scene.pass(4);
    await says();
    await scene.pass(4);
    expect(hub.operations).to.deep.equal([]);
    await scene.pass(1);
    expect(hub.operations).to.deep.equal([DELETE_MESSAGE, POST]);
    expect(stickies()).to.have.length(1);
    expect(isLast()).to.equal(true);
    await scene.pass(60);
    expect(hub.operations).to.have.length(2);
  });

  it('PN-10 is never posted more often than each 10 s', async () => {
    const { hub } = scene;
    await says();
    await says();
    await scene.pass(9);
    expect(hub.calls(POST)).to.have.length(1);
    await scene.pass(1);
    expect(hub.calls(POST)).to.have.length(2);
    expect(isLast()).to.equal(true);
  });

  it('PN-10 what bots write does not move it', async () => {
    const { hub } = scene;
    const music = hub.guild.addMember({ name: 'Music', bot: true });
    await scene.comes(music, room);
    hub.guild.owner.setOverwrite(text, music, { allow: 3072n });
    await hub.stage.settle();
    hub.sandbox.clearCalls();
    music.say(text, 'Now playing');
    await scene.pass(60);
    expect(hub.calls(POST)).to.deep.equal([]);
  });

  it('PN-10 a click opens a copy of the panel that only the one who clicked sees, and that works', async () => {
    const { hub } = scene;
    await says();
    const copy = reply(await scene.press(hub.ada, there(stickies()[0]), 'Open Panel'));
    expect(copy.ephemeralFor).to.equal(hub.ada.id);
    expect(labels(copy)).to.deep.equal(labels(scene.panel(room)));
    expect(textOf(copy)).to.equal(textOf(scene.panel(room)));
    await scene.press(hub.ada, copy, 'Visible');
    expect(hub.stored(room).room.hidden).to.equal(true);
  });

  it('PN-10 one that somebody deleted comes back with the next thing that is written', async () => {
    const { hub } = scene;
    await says();
    await scene.pass(20);
    hub.guild.owner.deleteMessage(there(stickies()[0]));
    await hub.stage.settle();
    expect(stickies()).to.deep.equal([]);
    await says();
    expect(stickies()).to.have.length(1);
    expect(hub.calls(DELETE_MESSAGE), 'nothing is deleted twice').to.deep.equal([]);
  });

  it('PN-10 after a restart the old one goes all the same, and not sooner than 10 s after it came', async () => {
    const { hub } = scene;
    await says();
    await hub.stage.stopBot();
    hub.sandbox.clearCalls();
    await hub.stage.startBot();
    await says();
    await scene.pass(9);
    expect(stickies()).to.have.length(1);
    expect(isLast()).to.equal(false);
    await scene.pass(1);
    expect(stickies()).to.have.length(1);
    expect(isLast()).to.equal(true);
  });

  it('PN-10 a restart before it has followed does not leave it above what was written', async () => {
    const { hub } = scene;
    await says();
    await scene.pass(20);
    await says();
    await hub.stage.stopBot();
    await hub.stage.startBot();
    hub.sandbox.clearCalls();
    await scene.pass(60);
    expect(hub.operations).to.deep.equal([DELETE_MESSAGE, POST]);
    expect(stickies()).to.have.length(1);
    expect(isLast()).to.equal(true);
  });

  it('PN-10 PN-13 a panel that is posted again does not stay below it', async () => {
    const { hub } = scene;
    await says();
    await scene.pass(20);
    hub.guild.owner.deleteMessage(scene.panel(room));
    await hub.stage.settle();
    await scene.comes(hub.ben, room);
    await scene.pass(60);
    expect(scene.messages(text).map((message) => labels(message).at(-1))).to.deep.equal([
      undefined,
      'Delete',
      'Open Panel',
    ]);
  });

  it('PN-10 a post that fails is made up for with the next thing that is written', async () => {
    const { hub } = scene;
    hub.sandbox.faults.add({ operation: POST, times: 1, answer: { status: 500 } });
    await says();
    expect(stickies()).to.deep.equal([]);
    await scene.pass(20);
    await says();
    expect(stickies()).to.have.length(1);
  });

  it('PN-10 RL-02 one whose answer was lost is found, and follows like any other', async () => {
    const { hub } = scene;
    hub.sandbox.faults.add({ operation: POST, answer: 'lose-answer' });
    await says();
    hub.sandbox.faults.clear();
    await scene.pass(20);
    const [sticky] = stickies();
    expect(await hub.rows('select message_id from panel_stickies')).to.deep.equal([{ message_id: sticky?.api.id }]);
    await says();
    await scene.pass(20);
    expect(stickies()).to.have.length(1);
    expect(isLast()).to.equal(true);
  });

  it('PN-10 RL-02 one whose answer was lost is not doubled by what is written before it was found', async () => {
    const { hub } = scene;
    await says();
    await scene.pass(20);
    hub.sandbox.faults.add({ operation: POST, answer: 'lose-answer' });
    await says();
    await scene.pass(6);
    hub.sandbox.faults.clear();
    for (let more = 0; more < 4; more += 1) {
      await says();
      await scene.pass(3);
    }
    await scene.pass(60);
    expect(stickies()).to.have.length(1);
    expect(isLast()).to.equal(true);
  });

  it('PN-10 one that cannot be deleted stays the only one, and goes later', async () => {
    const { hub } = scene;
    await says();
    await scene.pass(20);
    hub.sandbox.faults.add({ operation: DELETE_MESSAGE, times: 4, answer: { status: 500 } });
    await says();
    await scene.pass(60);
    expect(stickies()).to.have.length(1);
    hub.sandbox.faults.clear();
    await says();
    await scene.pass(60);
    expect(stickies()).to.have.length(1);
    expect(isLast()).to.equal(true);
  });

  it('PN-10 two people who write first at one instant bring one', async () => {
    const { hub } = scene;
    await scene.comes(hub.ben, room);
    for (const person of [hub.ada, hub.ben]) person.say(text, 'Hello');
    await hub.stage.settle();
    await scene.pass(60);
    expect(hub.calls(POST)).to.have.length(1);
    expect(isLast()).to.equal(true);
  });

  it('PN-10 nothing is stored of a room that went while it was posted', async () => {
    const { hub } = scene;
    hub.sandbox.faults.add({ operation: POST, times: 1, answer: { delay: 2000 } });
    hub.ada.say(text, 'Hello');
    await hub.sandbox.until(() => hub.calls(POST).length > 0, { describe: 'the button' });
    hub.guild.owner.deleteChannel(room);
    await hub.stage.clock.advance(3000, () => hub.sandbox.settled());
    await hub.stage.settle();
    expect(await hub.rows('select * from panel_stickies')).to.deep.equal([]);
  });

  it('PN-10 nothing is stored of a room that is gone', async () => {
    const { hub } = scene;
    await says();
    expect(await hub.rows('select * from panel_stickies')).to.have.length(1);
    await scene.press(hub.ada, scene.panel(room), 'Delete');
    await hub.stage.settle();
    expect(await hub.rows('select * from panel_stickies')).to.deep.equal([]);
  });

  it('PN-10 what is written elsewhere is none of its business', async () => {
    const { hub } = scene;
    hub.ada.say(hub.news, 'Hello');
    hub.ada.say(room, 'Hello');
    await hub.stage.settle();
    await scene.pass(60);
    expect(hub.operations).to.deep.equal([]);
  });
});
