import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import type { ChannelRecord, InteractionHandle, Person } from 'roomkeeper/sandbox';
import { Admin, told } from '../admin.js';
import { CREATE, EDIT, HubScene } from '../scene.js';

const MINUTE = 60_000;

describe('hubs of which several things happen at once', () => {
  let scene: HubScene;
  let admin: Admin;

  beforeEach(async () => {
    scene = await HubScene.set();
    admin = new Admin(scene);
  });
  afterEach(() => scene.stage.strike());

  const hubs = () => scene.parts.hubs.ofGuild(scene.guild.id);
  const mayJoin = (person: Person, channel: ChannelRecord) => scene.may(person, channel, Bits.Connect);
  const overwrites = (channel: ChannelRecord) => channel.overwrites.map(({ ...one }) => one);

  function guild() {
    const found = scene.stage.bot.client?.guilds.cache.get(scene.guild.id);
    if (!found) throw new Error('The bot is not in the guild');
    return found;
  }

  const lockGuild = (minutes: number | null) =>
    scene.parts.lockdowns.lockGuild(guild(), until(minutes), scene.guild.owner.id);
  const lockHub = (minutes: number | null) =>
    scene.parts.lockdowns.lockHub(guild(), hubs()[0]?.id ?? '', until(minutes), scene.guild.owner.id);
  const until = (minutes: number | null) => (minutes === null ? null : scene.stage.clock.now() + minutes * MINUTE);

  /** An admin sends the form of a new hub, which Discord makes only 2 s later when it is `slow`. */
  async function startCreating({ slow }: { slow: boolean }): Promise<InteractionHandle> {
    await admin.hubs();
    const { modal } = await admin.press('Create');
    if (!modal) throw new Error('No form was opened');
    if (slow) scene.sandbox.faults.add({ operation: CREATE, times: 1, answer: { delay: 2000 } });
    const handle = await admin.person.submit(modal, { name: 'Fresh' });
    await scene.sandbox.until(() => scene.calls(CREATE).length > 0);
    return handle;
  }

  async function finish(): Promise<void> {
    await scene.stage.clock.advance(5000, () => scene.sandbox.settled());
    await scene.stage.settle();
  }

  function fresh(): ChannelRecord {
    const found = [...scene.guild.record.channels.values()].find(({ name }) => name === 'Fresh');
    if (!found) throw new Error('There is no new channel');
    return found;
  }

  it('HB-52 a lock of the guild that comes while an admin creates a hub holds for it, and ends', async () => {
    await startCreating({ slow: true });
    await lockGuild(10);
    await finish();
    expect(hubs()[1]?.channelId).to.equal(fresh().id);
    expect(mayJoin(scene.ben, fresh())).to.equal(false);
    await scene.stage.pass(601);
    expect(mayJoin(scene.ben, fresh())).to.equal(true);
  });

  it('HB-52 a lock of the guild that is lifted while an admin creates a hub does not stay with it', async () => {
    await lockGuild(10);
    await startCreating({ slow: true });
    await lockGuild(null);
    await finish();
    expect(mayJoin(scene.ben, fresh())).to.equal(true);
    expect(hubs()[1]).to.include({ channelId: fresh().id, lockdownPrevious: null });
  });

  it('HB-01 whoever is in a new hub before the bot knows that it is there gets the room', async () => {
    const handle = await startCreating({ slow: false });
    await scene.sandbox.until(() => [...scene.guild.record.channels.values()].some(({ name }) => name === 'Fresh'));
    const channel = fresh();
    expect(scene.parts.hubs.byChannel(channel.id)).to.equal(undefined);
    scene.ben.join(channel);
    await handle.response();
    await finish();
    expect(scene.parts.rooms.get(channel.id)?.room.ownerId).to.equal(scene.ben.id);
  });

  it('HB-01 a hub that another admin removes while it is being created leaves no channel behind', async () => {
    const handle = await startCreating({ slow: true });
    await scene.parts.registration.remove(guild(), hubs()[1]?.id ?? '', scene.guild.owner.id);
    await finish();
    await handle.response();
    expect(told(handle)).to.include('This hub is no longer one');
    expect([...scene.guild.record.channels.values()].map(({ name }) => name)).to.not.include('Fresh');
    expect(hubs()).to.have.length(1);
  });

  it('HB-01 of two admins who remove a hub at once one has removed it, and the other is told so', async () => {
    const bea = scene.guild.addMember({ name: 'Bea' });
    scene.guild.owner.giveRole(bea, scene.guild.addRole({ name: 'admin', permissions: Bits.ManageGuild }));
    await scene.stage.settle();
    const both = [admin, new Admin(scene, bea)];
    for (const one of both) {
      await one.hubs();
      await one.press('Remove');
      await one.choose('Join me');
    }
    const answers = await Promise.all(both.map((one) => one.press('Remove the hub')));
    expect(both.filter(({ text }) => text.includes('is a hub no longer'))).to.have.length(1);
    expect(answers.map(told).filter((text) => text.includes('This hub is no longer one'))).to.have.length(1);
    const lines = (await admin.log()).filter(({ action }) => action === 'hub.removed');
    expect(lines).to.have.length(1);
  });

  it('HB-52 an administrator walks into a locked hub: their room is not locked, its replacement is, and is opened exactly', async () => {
    const vip = scene.guild.addRole({ name: 'vip' });
    scene.guild.owner.giveRole(scene.ada, vip);
    scene.guild.owner.setOverwrite(scene.joinMe, vip, { allow: Bits.Connect });
    await scene.stage.settle();
    await lockHub(10);
    await scene.joins(scene.guild.owner, scene.joinMe);
    await scene.stage.pass(2);
    expect(scene.stored(scene.joinMe).room.ownerId).to.equal(scene.guild.owner.id);
    for (const person of [scene.ada, scene.ben]) {
      expect(mayJoin(person, scene.joinMe)).to.equal(true);
      expect(mayJoin(person, scene.hub)).to.equal(false);
    }
    await scene.stage.pass(601);
    expect(scene.hub.overwrites.find(({ id }) => id === vip.id)).to.include({ allow: Bits.Connect, deny: 0n });
    expect(scene.hub.overwrites.some(({ deny }) => deny !== 0n)).to.equal(false);
  });

  it('HB-52 a lock that Discord carries out when the channel is about to be a room is nothing that somebody set there', async () => {
    const [before, after] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const passage = { before: before.promise, after: after.promise };
    scene.sandbox.faults.add({ operation: EDIT, times: 1, answer: { gate: () => passage } });
    const locking = lockHub(10);
    await scene.sandbox.until(() => scene.calls(EDIT).length > 0);
    scene.ada.join(scene.joinMe);
    await scene.sandbox.until(() => scene.parts.rooms.get(scene.joinMe.id) !== undefined);
    before.resolve();
    await scene.sandbox.settled();
    // What Discord tells of the lock arrives before the answer to it.
    after.resolve();
    await locking;
    await scene.stage.settle();
    await scene.stage.pass(2);
    expect(mayJoin(scene.ben, scene.joinMe)).to.equal(true);
    expect(scene.stored(scene.joinMe).room.baseOverwrites).to.deep.equal([]);
    expect(mayJoin(scene.ben, scene.hub)).to.equal(false);
  });

  it('HB-52 somebody who comes in at the very moment of a lock has an open room, and the next hub is locked', async () => {
    scene.sandbox.faults.add({ operation: EDIT, times: 1, answer: { delay: 2000 } });
    const locking = lockHub(10);
    await scene.sandbox.until(() => scene.calls(EDIT).length > 0);
    scene.ada.join(scene.joinMe);
    await finish();
    await locking;
    await scene.stage.pass(2);
    expect(scene.stored(scene.joinMe).room.ownerId).to.equal(scene.ada.id);
    expect(mayJoin(scene.ben, scene.joinMe)).to.equal(true);
    expect(mayJoin(scene.ben, scene.hub)).to.equal(false);
    await scene.stage.pass(601);
    expect(scene.hub.overwrites.some(({ deny }) => deny !== 0n)).to.equal(false);
  });

  it('HB-52 of locks and lifts at one instant the last of each kind holds, and what was there comes back', async () => {
    const before = overwrites(scene.joinMe);
    await Promise.all([lockHub(10), lockHub(null), lockHub(1), lockGuild(2)]);
    await scene.stage.settle();
    expect(mayJoin(scene.ben, scene.joinMe)).to.equal(false);
    await scene.stage.pass(61);
    expect(hubs()[0]?.lockdownUntil).to.equal(null);
    expect(mayJoin(scene.ben, scene.joinMe)).to.equal(false);
    await scene.stage.pass(61);
    expect(overwrites(scene.joinMe)).to.deep.equal(before);
  });
});
