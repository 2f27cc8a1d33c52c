import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import type { Person } from 'roomkeeper/sandbox';
import { ActingScene } from '../acting.js';
import { Admin, set as setVoice, told } from '../admin.js';

describe('HB-37 a forced transfer', () => {
  let scene: ActingScene;
  let admin: Admin;

  beforeEach(async () => {
    scene = await ActingScene.set();
    admin = new Admin(scene.hub);
  });
  afterEach(() => scene.hub.stage.strike());

  async function force(to: Person, by = admin) {
    await by.force();
    await by.choose(scene.room.name);
    return by.pick(to.user);
  }

  const may = (person: Person, bits: bigint, channel = scene.room) => scene.hub.may(person, channel, bits);

  it('HB-37 gives the room back for good to an owner who is away: the grace ends, nobody takes it over', async () => {
    const { ada, ben } = scene.hub;
    await scene.hub.leaves(ada);
    expect(scene.stored.actingOwnerId).to.equal(ben.id);
    const handle = await force(ada);
    expect(told(handle)).to.equal('(nothing)');
    expect(admin.text).to.include(`✅ <#${scene.room.id}> stays <@${ada.id}>’s`);
    expect(scene.stored).to.include({ ownerId: ada.id, actingOwnerId: null, graceExpiresAt: null });
    expect((await admin.log()).at(-1)?.text).to.include('Force owner transfer');
    await scene.hub.stage.pass(301);
    expect(scene.stored.ownerId).to.equal(ada.id);
    await scene.hub.joins(ada, scene.room);
    expect(told(await force(ada))).to.include('already');
  });

  it('HB-37 lets the new owner into a locked and hidden room, out of the hosts and the blocked', async () => {
    const { ada, ben, cleo } = scene.hub;
    const order = await scene.order(ada);
    await scene.actions.setLocked(order, true);
    await scene.actions.setHidden(order, true);
    await scene.actions.block(order, { kind: 'user', id: cleo.id });
    await scene.actions.setHost(order, ben.id, true);
    await scene.rest();
    expect(may(cleo, Bits.Connect)).to.equal(false);
    await force(cleo);
    await scene.rest();
    expect(may(cleo, Bits.Connect | Bits.ViewChannel)).to.equal(true);
    expect(may(cleo, Bits.ViewChannel | Bits.SendMessages, scene.hub.textOf(scene.room))).to.equal(true);
    expect(scene.stored).to.deep.include({ ownerId: cleo.id, blockedUserIds: [], hostIds: [ben.id] });
    await force(ben);
    await scene.rest();
    expect(scene.stored).to.deep.include({ ownerId: ben.id, hostIds: [] });
    expect(may(cleo, Bits.ViewChannel, scene.hub.textOf(scene.room))).to.equal(false);
    expect(may(ada, Bits.Connect | Bits.ViewChannel)).to.equal(true);
  });

  it('HB-37 of two at one instant both are done in turn, and each line of the log names the owner before', async () => {
    const { ada, ben, cleo, guild } = scene.hub;
    const bea = guild.addMember({ name: 'Bea' });
    guild.owner.giveRole(bea, guild.addRole({ name: 'admin', permissions: Bits.ManageGuild }));
    await scene.rest();
    const other = new Admin(scene.hub, bea);
    for (const one of [admin, other]) {
      await one.force();
      await one.choose(scene.room.name);
    }
    await Promise.all([admin.pick(ben.user), other.pick(cleo.user)]);
    const [first, second] = scene.stored.ownerId === cleo.id ? [ben, cleo] : [cleo, ben];
    const lines = (await admin.log()).filter(({ action }) => action === 'hub.force-transfer').map(({ text }) => text);
    expect(lines).to.have.length(2);
    expect(lines[0]).to.include(`${ada.id}> → <@${first.id}>`);
    expect(lines[1]).to.include(`${first.id}> → <@${second.id}>`);
  });

  it('HB-37 whoever leaves the server before they are chosen is refused, and nothing changes', async () => {
    const { ada, cleo, guild } = scene.hub;
    await admin.force();
    await admin.choose(scene.room.name);
    const user = cleo.user;
    guild.owner.kick(cleo);
    const handle = await admin.pick(user, true).then(told, String);
    expect(handle).to.match(/not a member|not in this server|InteractionRefused|has left/i);
    expect(scene.stored.ownerId).to.equal(ada.id);
  });

  for (const text of ['voice-chat', 'none'] as const) {
    it(`HB-37 works with text “${text}”, also for a room that is empty by now`, async () => {
      await setVoice(scene.hub, { text });
      const { ben, cleo } = scene.hub;
      const room = await scene.hub.roomOf(cleo);
      await scene.hub.leaves(cleo);
      await admin.force();
      await admin.choose(room.name);
      await admin.pick(ben.user);
      expect(scene.hub.stored(room).room.ownerId).to.equal(ben.id);
      await scene.hub.stage.pass(31);
      expect(scene.hub.exists(room)).to.equal(false);
    });
  }
});
