import { expect } from 'chai';
import { MessageFlags } from 'discord-api-types/v10';
import { statementsOf } from '../../../support/statements.js';
import { buttons, DEBOUNCE, DELETE_MESSAGE, EDIT_MESSAGE, labels, PanelScene, POST, textOf, there } from '../scene.js';

describe('panel: the message', () => {
  let scene: PanelScene;
  beforeEach(async () => {
    scene = await PanelScene.set();
  });
  afterEach(() => scene.strike());

  it('PN-01 is the first message of the text: silent, pinging nobody, of Components V2, and with a nonce', async () => {
    const { hub } = scene;
    const room = hub.hub;
    await hub.joins(hub.ada, room);
    const [post, ...more] = hub.calls(POST);
    expect(more).to.deep.equal([]);
    expect(post?.body).to.deep.include({
      flags: MessageFlags.IsComponentsV2 | MessageFlags.SuppressNotifications,
      allowed_mentions: { parse: [] },
      nonce: room.id,
      enforce_nonce: true,
    });
    expect(scene.messages(hub.textOf(room))).to.deep.equal([scene.panel(room)]);
  });

  it('PF-01 joining a hub costs 4 calls with the panel', async () => {
    const { hub } = scene;
    await hub.joins(hub.ada, hub.hub);
    await scene.pass(60);
    expect(hub.operations).to.have.length(4);
  });

  it('PN-01 a post whose answer is lost is not made twice', async () => {
    const { hub } = scene;
    const room = hub.hub;
    hub.sandbox.faults.add({ operation: POST, times: 1, answer: 'lose-answer' });
    await hub.joins(hub.ada, room);
    await scene.pass(10);
    expect(hub.calls(POST)).to.have.length(2);
    expect(scene.messages(hub.textOf(room))).to.have.length(1);
    expect(scene.panel(room)).to.equal(scene.messages(hub.textOf(room))[0]);
  });

  it('PN-01 a post that Discord refuses for a while comes later', async () => {
    const { hub } = scene;
    const room = hub.hub;
    hub.sandbox.faults.add({ operation: POST, times: 2, answer: { status: 503 } });
    await hub.joins(hub.ada, room);
    expect(scene.messages(hub.textOf(room))).to.deep.equal([]);
    await scene.pass(20);
    expect(labels(scene.panel(room))).to.include('Rename');
  });

  it('PN-02 shows the host, who is there and what they play, and the buttons', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    await scene.comes(hub.ben, room);
    hub.ben.plays('Overwatch');
    await hub.stage.settle();
    await scene.pass(DEBOUNCE);
    const text = textOf(scene.panel(room));
    expect(text).to.match(new RegExp(`^🔊 host <@${hub.ada.id}> · created <t:\\d+:R>\\n👥 In channel\\n`));
    expect(text).to.match(
      new RegExp(`• <@${hub.ada.id}> joined <t:\\d+:R>\\n• <@${hub.ben.id}> joined <t:\\d+:R> · 🎮 Overwatch`),
    );
    expect(labels(scene.panel(room))).to.deep.equal(
      'Rename Hosts Templates Access More Unlocked Visible Claim Delete'.split(' '),
    );
  });

  it('PN-02 says who stands in for an owner who has left, and until when', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    await scene.comes(hub.ben, room);
    await hub.leaves(hub.ada);
    await scene.pass(DEBOUNCE);
    expect(textOf(scene.panel(room))).to.match(
      new RegExp(`^🔊 host <@${hub.ada.id}> \\(away — returns by <t:\\d+:R>\\) · 🎙️ acting host <@${hub.ben.id}>\\n`),
    );
    expect(hub.operations, 'PF-01: one call when the owner leaves').to.deep.equal([EDIT_MESSAGE]);
    hub.sandbox.clearCalls();
    await hub.joins(hub.ada, room);
    await scene.pass(DEBOUNCE);
    expect(hub.operations, 'PF-01: one call when the owner returns').to.deep.equal([EDIT_MESSAGE]);
    expect(textOf(scene.panel(room))).to.match(new RegExp(`^🔊 host <@${hub.ada.id}> · created`));
  });

  it('PN-05 a member who joins or leaves costs one edit, besides the text access', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    await hub.joins(hub.ben, room);
    await scene.pass(DEBOUNCE);
    expect(hub.calls(EDIT_MESSAGE)).to.have.length(1);
    expect(hub.operations).to.have.length(2);
    hub.sandbox.clearCalls();
    await hub.leaves(hub.ben);
    await scene.pass(DEBOUNCE);
    expect(hub.calls(EDIT_MESSAGE)).to.have.length(1);
    expect(hub.operations).to.have.length(2);
  });

  it('PN-05 PF-01 a burst is one edit, and one of the text access', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    for (const name of ['Dora', 'Emil', 'Fay', 'Gus']) hub.guild.addMember({ name }).join(room);
    await hub.stage.settle();
    await scene.pass(DEBOUNCE);
    expect(hub.calls(EDIT_MESSAGE)).to.have.length(1);
    expect(hub.operations).to.have.length(2);
    expect(textOf(scene.panel(room)).match(/joined/g)).to.have.length(5);
  });

  it('PN-05 in a room that never comes to rest the panel is drawn all the same', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    for (let second = 0; second < 20; second += 1) {
      hub.guild.addMember({ name: `Member ${second}` }).join(room);
      await hub.stage.settle();
      await scene.pass(1);
    }
    expect(hub.calls(EDIT_MESSAGE).length).to.be.within(2, 5);
  });

  it('PN-05 during an outage of the guild nothing is sent, and afterwards what was missed', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    hub.guild.outage(true);
    await hub.stage.settle();
    hub.sandbox.clearCalls();
    await scene.pass(10);
    expect(hub.operations).to.deep.equal([]);
    hub.ben.join(room);
    hub.guild.outage(false);
    await hub.stage.settle();
    await scene.pass(10);
    expect(textOf(scene.panel(room))).to.include(`<@${hub.ben.id}> joined`);
  });

  it('PN-05 a render that is equal is not sent', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    await hub.joins(hub.ben, room);
    await hub.leaves(hub.ben);
    await scene.pass(DEBOUNCE);
    expect(hub.calls(EDIT_MESSAGE)).to.deep.equal([]);
  });

  it('PN-05 an edit whose answer was lost is not taken for one that was not made', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    const before = textOf(scene.panel(room));
    hub.sandbox.faults.add({ operation: EDIT_MESSAGE, times: 3, answer: 'lose-answer' });
    await hub.joins(hub.ben, room);
    await scene.pass(DEBOUNCE);
    await hub.leaves(hub.ben);
    await scene.pass(60);
    expect(textOf(scene.panel(room))).to.equal(before);
  });

  it('PN-05 the panel of a room that has emptied is left alone, and follows whoever comes next', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    await hub.leaves(hub.ada);
    await scene.pass(DEBOUNCE);
    expect(hub.operations, 'PF-01: the last to leave costs nothing').to.deep.equal([]);
    await hub.joins(hub.ben, room);
    await scene.pass(DEBOUNCE);
    expect(textOf(scene.panel(room))).to.include(`host <@${hub.ben.id}>`);
  });

  it('PN-05 a bot in the room is not on the panel', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    await scene.comes(hub.guild.addMember({ name: 'Music', bot: true }), room);
    expect(textOf(scene.panel(room)).match(/joined/g)).to.have.length(1);
  });

  it('PN-03 fits a crowd', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    for (let index = 0; index < 89; index += 1) {
      const person = hub.guild.addMember({ name: `Somebody with a very long name, number ${index}` });
      person.plays('W'.repeat(128));
      person.join(room);
    }
    await hub.stage.settle();
    await scene.pass(DEBOUNCE);
    const lines = textOf(scene.panel(room)).split('\n');
    const named = lines.filter((line) => line.startsWith('• ')).length;
    expect(lines.find((line) => line.startsWith('and '))).to.equal(`and ${90 - named} more`);
  });

  it('PN-13 a panel that somebody deleted is posted again with the next change', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    hub.guild.owner.deleteMessage(scene.panel(room));
    await hub.stage.settle();
    await scene.pass(60);
    expect(hub.calls(POST), 'not before').to.deep.equal([]);
    await scene.comes(hub.ben, room);
    expect(textOf(scene.panel(room))).to.include(`<@${hub.ben.id}> joined`);
    expect(scene.messages(hub.textOf(room))).to.have.length(1);
  });

  it('PN-13 a panel that was deleted while the bot was away is posted again with the next change', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    await hub.stage.stopBot();
    for (const message of scene.messages(
      there(hub.guild.record.channels.get([...hub.guild.record.channels.keys()].at(-1) ?? '')),
    )) {
      hub.guild.owner.deleteMessage(message);
    }
    await hub.stage.startBot();
    await scene.comes(hub.ben, room);
    expect(textOf(scene.panel(room))).to.include(`<@${hub.ben.id}> joined`);
  });

  it('PN-05 after a restart nothing is asked of Discord, and the next change is one edit', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    await hub.stage.stopBot();
    hub.sandbox.clearCalls();
    await hub.stage.startBot();
    await scene.pass(60);
    const asked = hub.operations.filter((operation) => operation.includes('{channel_id}'));
    expect(asked).to.deep.equal([]);
    await hub.joins(hub.ben, room);
    await scene.pass(DEBOUNCE);
    expect(hub.calls(EDIT_MESSAGE)).to.have.length(1);
    expect(hub.calls(POST)).to.deep.equal([]);
  });

  it('PN-05 a change that was not drawn before the bot went is drawn at the next start', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    const panel = scene.panel(room);
    await hub.joins(hub.ben, room);
    await hub.stage.stopBot();
    expect(textOf(panel)).to.not.include(`<@${hub.ben.id}>`);
    await hub.stage.startBot();
    expect(textOf(panel)).to.include(`<@${hub.ben.id}> joined`);
    expect(hub.calls(EDIT_MESSAGE)).to.have.length(1);
  });

  it('PN-05 of a drawing that a crash cut off nobody knows, so it is made again at the next start', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    hub.sandbox.faults.add({ operation: EDIT_MESSAGE, answer: 'lose-answer' });
    await scene.comes(hub.ben, room);
    await hub.stage.stopBot();
    // He is gone again: what is to be shown is what was stored last, and not what is there.
    hub.ben.leave();
    hub.sandbox.faults.clear();
    await hub.stage.startBot();
    expect(textOf(scene.panel(room))).to.not.include(`<@${hub.ben.id}>`);
  });

  it('PF-16 a member who comes, or goes, is one statement of the room and one of its panel', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    for (const act of [() => scene.comes(hub.ben, room), () => hub.leaves(hub.ben)]) {
      const statements = await statementsOf(async () => {
        await act();
        await scene.pass(DEBOUNCE);
      });
      expect(statements).to.have.length(2);
    }
  });

  it('PN-01 an open room that lost its panel to a crash gets it at the next start', async () => {
    const { hub } = scene;
    const room = hub.hub;
    hub.sandbox.faults.add({ operation: POST, answer: { status: 503 } });
    await hub.joins(hub.ada, room);
    await hub.stage.stopBot();
    hub.sandbox.faults.clear();
    await hub.stage.startBot();
    expect(labels(scene.panel(room))).to.include('Rename');
  });

  it('PN-01 a panel that was posted and not noted before a crash is not posted again', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    const panel = scene.panel(room);
    await hub.stage.stopBot();
    await hub.rows('update auto_channels set control_panel_message_id = null');
    await hub.stage.startBot();
    expect(scene.panel(room)).to.equal(panel);
    expect(scene.messages(hub.textOf(room))).to.deep.equal([panel]);
  });

  it('PN-14 every button has a text label beside its emoji', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    for (const { label, emoji } of buttons(scene.panel(room))) {
      expect(label).to.match(/^[A-Z][a-z]+$/);
      expect(emoji?.name).to.be.a('string');
    }
    expect(hub.calls(DELETE_MESSAGE)).to.deep.equal([]);
  });
});
