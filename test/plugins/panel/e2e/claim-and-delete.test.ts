import { expect } from 'chai';
import { use } from 'roomkeeper';
import { hub as hubPlugin } from '../../../../plugins/hub/plugin.js';
import { buttons, DEBOUNCE, labels, PanelScene, POST, reply, textOf } from '../scene.js';

const DELETE = 'DELETE /channels/{channel_id}';

describe('panel: claim and delete', () => {
  let scene: PanelScene;
  beforeEach(async () => {
    scene = await PanelScene.set();
  });
  afterEach(() => scene.strike());

  it('PN-09 a claim while the owner is there is refused, and changes nothing', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    await scene.comes(hub.ben, room);
    const click = await scene.press(hub.ben, scene.panel(room), 'Claim');
    expect(reply(click).api.content).to.include('The owner is in the room');
    expect(hub.stored(room).room.ownerId).to.equal(hub.ada.id);
  });

  it('PN-09 a claim during the grace names its end', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    await scene.comes(hub.ben, room);
    await hub.leaves(hub.ada);
    const click = await scene.press(hub.ben, scene.panel(room), 'Claim');
    expect(reply(click).api.content).to.match(/<t:\d+:R>/);
  });

  it('PN-09 PF-01 a claim makes the claimer the owner, and the answer is the new panel: 3 calls at most', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    for (const person of [hub.ben, hub.cleo]) await scene.comes(person, room);
    await use(hubPlugin).actions.setLocked(scene.order(hub.ada, room), true);
    const away = hub.guild.addMember({ name: 'Dora' });
    const { guild, voiceChannelId } = scene.order(hub.ada, room);
    const sudo = await guild.members.fetch(hub.guild.owner.id);
    // A click would bring the member along.
    await guild.members.fetch(away.id);
    hub.sandbox.clearCalls();
    await use(hubPlugin).actions.forceTransfer({ guild, voiceChannelId, member: sudo }, away.id);
    await scene.pass(DEBOUNCE);
    const requests = hub.operations.filter((operation) => operation !== POST);
    expect(requests.length, 'PF-01: text, panel, and voice because it is locked; 3 answers come on top').to.be.at.most(
      3,
    );
    await scene.pass(301);
    hub.sandbox.clearCalls();
    await scene.press(hub.ben, scene.panel(room), 'Claim');
    expect(textOf(scene.panel(room))).to.match(new RegExp(`^🔊 host <@${hub.ben.id}> · created`));
    expect(hub.stored(room).room.ownerId).to.equal(hub.ben.id);
    await scene.pass(60);
    expect(scene.operations).to.include('answer');
    expect(scene.operations.length).to.be.at.most(3);
  });

  it('PN-09 PF-01 an owner alone in the room deletes it at once; the answer is there before the channels go: 3 calls', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    const text = hub.textOf(room);
    const click = await scene.press(hub.ada, scene.panel(room), 'Delete');
    await hub.stage.settle();
    expect(click.failed).to.equal(false);
    expect([hub.exists(room), hub.exists(text)]).to.deep.equal([false, false]);
    expect(scene.operations).to.deep.equal(['answer', DELETE, DELETE]);
  });

  it('PN-09 with others in the room Delete asks first, and deletes when it is confirmed', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    await scene.comes(hub.ben, room);
    const question = reply(await scene.press(hub.ada, scene.panel(room), 'Delete'));
    expect(question.ephemeralFor).to.equal(hub.ada.id);
    expect(textOf(question)).to.include('One other person is in it');
    expect(hub.exists(room)).to.equal(true);
    await scene.press(hub.ada, question, 'Delete the room');
    await hub.stage.settle();
    expect(hub.exists(room)).to.equal(false);
    expect(hub.ben.voiceChannel).to.equal(null);
  });

  it('PN-09 a room that is not to be deleted after all stays', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    for (const person of [hub.ben, hub.cleo]) await scene.comes(person, room);
    const question = reply(await scene.press(hub.ada, scene.panel(room), 'Delete'));
    expect(textOf(question)).to.include('2 other people are in it');
    await scene.press(hub.ada, question, 'Keep it');
    expect(textOf(question)).to.include('Nothing was changed');
    expect(buttons(question)).to.deep.equal([]);
    expect(hub.exists(room)).to.equal(true);
  });

  it('PN-09 whoever stands in for the owner may not delete, and is told until when', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    await scene.comes(hub.ben, room);
    await hub.leaves(hub.ada);
    await scene.pass(DEBOUNCE);
    const click = await scene.press(hub.ben, scene.panel(room), 'Delete');
    expect(reply(click).api.content).to.match(/<t:\d+:R>/);
    expect(hub.exists(room)).to.equal(true);
  });

  it('PN-12 the right to delete is asked for again when it is confirmed', async () => {
    const { hub } = scene;
    const room = await scene.room(hub.ada);
    await scene.comes(hub.ben, room);
    const question = reply(await scene.press(hub.ada, scene.panel(room), 'Delete'));
    await use(hubPlugin).actions.transfer(scene.order(hub.ada, room), hub.ben.id);
    const click = await scene.press(hub.ada, question, 'Delete the room');
    expect(reply(click).api.content).to.match(/^Only/);
    await scene.pass(60);
    expect(hub.exists(room)).to.equal(true);
    expect(labels(question)).to.include('Delete the room');
  });
});
