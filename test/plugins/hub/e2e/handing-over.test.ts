import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import type { Person } from 'roomkeeper/sandbox';
import { ActingScene, refusal } from '../acting.js';
import { DELETE, DELETE_OVERWRITE, EDIT, PUT_OVERWRITE } from '../scene.js';

describe('hub: rooms that change hands', () => {
  let scene: ActingScene;

  beforeEach(async () => {
    scene = await ActingScene.set();
  });
  afterEach(() => scene.hub.stage.strike());

  const asAda = () => scene.order(scene.hub.ada);
  const reads = (person: Person): boolean =>
    ((scene.hub.textOf(scene.room).overwrites.find(({ id }) => id === person.id)?.allow ?? 0n) & Bits.ViewChannel) !==
    0n;
  const asSudo = () => scene.order(scene.hub.guild.owner);

  /** Ada's room has gone to Cleo, who is not there; nobody guards it any more. */
  const orphan = async (): Promise<void> => {
    await scene.actions.forceTransfer(await asSudo(), scene.hub.cleo.id);
    await scene.hub.stage.pass(301);
    await scene.rest();
  };

  it('HB-36 the owner gives the room to somebody in it, who is no host any more, and neither is the old owner', async () => {
    const { ada, ben } = scene.hub;
    await scene.actions.setHost(await asAda(), ben.id, true);
    expect(await scene.calls(async () => scene.actions.transfer(await asAda(), ben.id))).to.deep.equal({
      at: [],
      after: [],
    });
    expect(scene.stored).to.deep.include({ ownerId: ben.id, hostIds: [], graceExpiresAt: null });
    expect(reads(ada) && reads(ben)).to.equal(true);
  });

  it('HB-36 in a locked room the new owner’s rights come with the transfer, by one request', async () => {
    const { ada, ben, cleo } = scene.hub;
    await scene.actions.setLocked(await asAda(), true);
    expect((await scene.calls(async () => scene.actions.transfer(await asAda(), ben.id))).at).to.deep.equal([EDIT]);
    expect((scene.overwrite(ben.id)?.allow ?? 0n) & Bits.ViewChannel).to.equal(Bits.ViewChannel);
    await scene.hub.leaves(ben);
    await scene.rest();
    expect(await scene.gotIn(ben)).to.equal(true);
    expect(await scene.gotIn(cleo)).to.equal(false);
    expect(await refusal(scene.actions.setLocked(await scene.order(ada), false))).to.include({
      identifier: 'hub.refused',
    });
  });

  it('HB-36 a room goes to nobody who is away, a bot, or its owner already', async () => {
    const { ada, cleo, guild } = scene.hub;
    const jukebox = guild.addMember({ name: 'Jukebox', bot: true });
    jukebox.join(scene.room);
    await scene.hub.stage.settle();
    const told = async ({ id }: Person) => (await refusal(scene.actions.transfer(await asAda(), id))).message;
    expect(await told(cleo)).to.include('not in the room');
    expect(await told(jukebox)).to.include('Bots');
    expect(await told(ada)).to.include('own the room');
    expect(scene.stored.ownerId).to.equal(ada.id);
  });

  it('HB-36 of two transfers at the same instant only the first one counts', async () => {
    const { ada, ben, cleo } = scene.hub;
    await scene.hub.joins(cleo, scene.room);
    const order = await asAda();
    const [one, two] = await Promise.allSettled([
      scene.actions.transfer(order, ben.id),
      scene.actions.transfer(order, cleo.id),
    ]);
    expect([one.status, two.status]).to.deep.equal(['fulfilled', 'rejected']);
    expect(scene.stored.ownerId).to.equal(ben.id);
    expect(reads(ada)).to.equal(true);
  });

  it('HB-35 PF-01 a claim takes the old owner’s text access by one request, in a locked room by two', async () => {
    const { ben, cleo } = scene.hub;
    await orphan();
    const done = await scene.calls(async () => scene.actions.claim(await scene.order(ben)));
    expect(done).to.deep.equal({ at: [DELETE_OVERWRITE], after: [] });
    expect(scene.stored.ownerId).to.equal(ben.id);
    expect(reads(cleo)).to.equal(false);
    await orphan();
    await scene.actions.setLocked(await asSudo(), true);
    const locked = await scene.calls(async () => scene.actions.claim(await scene.order(ben)));
    expect(locked.at.toSorted()).to.deep.equal([DELETE_OVERWRITE, EDIT]);
    expect(locked.after).to.deep.equal([]);
  });

  it('HB-35 nobody claims while the owner is there, in the grace, from outside, or what is theirs', async () => {
    const { ada, ben, cleo } = scene.hub;
    const told = async (person: Person) => (await refusal(scene.actions.claim(await scene.order(person)))).message;
    expect(await told(ben)).to.include('owner is in the room');
    expect(await told(ada)).to.include('own this room already');
    expect(await told(cleo)).to.include('Join its voice channel');
    await scene.hub.leaves(ada);
    const until = Math.floor((scene.stored.graceExpiresAt ?? 0) / 1000);
    expect(await told(ben)).to.include(`<t:${until}:R>`);
  });

  it('HB-35 a room that sudo gave to somebody absent cannot be claimed for five minutes', async () => {
    const { ben, cleo } = scene.hub;
    await scene.actions.forceTransfer(await asSudo(), cleo.id);
    const { message } = await refusal(scene.actions.claim(await scene.order(ben)));
    expect(message).to.include(`<t:${Math.floor((scene.hub.stage.clock.now() + 300_000) / 1000)}:R>`);
    await scene.hub.stage.pass(300);
    await scene.actions.claim(await scene.order(ben));
    expect(scene.stored.ownerId).to.equal(ben.id);
  });

  it('HB-37 a forced transfer gives the room to any member at once, ends the grace, and is logged', async () => {
    const { ada, ben, cleo, guild, news } = scene.hub;
    await scene.actions.setHost(await asAda(), cleo.id, true);
    await scene.hub.leaves(ada);
    expect(scene.stored.actingOwnerId).to.equal(ben.id);
    const done = await scene.calls(async () => scene.actions.forceTransfer(await asSudo(), cleo.id));
    expect(done.at.filter((operation) => operation !== 'POST /channels/{channel_id}/messages')).to.have.length.within(
      1,
      2,
    );
    expect(scene.stored).to.deep.include({ ownerId: cleo.id, hostIds: [], graceExpiresAt: null, actingOwnerId: null });
    expect(reads(cleo)).to.equal(true);
    expect(reads(ada)).to.equal(false);
    const [line] = await scene.hub.rows<{ text: string; actor_id: string }>('select text, actor_id from core_log');
    expect(line?.text).to.match(/^Force owner transfer: vc=.+ \(by sudo .+\)$/);
    expect(line?.actor_id).to.equal(guild.owner.id);
    expect(scene.hub.said(news).some((text) => text.includes('Force owner transfer'))).to.equal(true);
  });

  it('HB-37 only sudo transfers by force, and not to a bot or to whoever has left', async () => {
    const { ada, ben, guild } = scene.hub;
    const jukebox = guild.addMember({ name: 'Jukebox', bot: true });
    const dan = guild.addMember({ name: 'Dan' });
    guild.owner.kick(dan);
    await scene.hub.stage.settle();
    const asOwner = scene.actions.forceTransfer(await asAda(), ben.id);
    expect((await refusal(asOwner)).message).to.include('sudo');
    expect((await refusal(scene.actions.forceTransfer(await asSudo(), jukebox.id))).message).to.include('Bots');
    expect((await refusal(scene.actions.forceTransfer(await asSudo(), dan.id))).message).to.include('not a member');
    expect(scene.stored.ownerId).to.equal(ada.id);
    expect(await scene.hub.rows('select id from core_log')).to.deep.equal([]);
  });

  it('HB-36 a host who is away gets text access with the rank, and loses it with the rank', async () => {
    const { cleo } = scene.hub;
    const made = await scene.calls(async () => scene.actions.setHost(await asAda(), cleo.id, true));
    expect(made).to.deep.equal({ at: [PUT_OVERWRITE], after: [] });
    expect(reads(cleo)).to.equal(true);
    expect(await scene.calls(async () => scene.actions.setHost(await asAda(), cleo.id, true))).to.deep.equal({
      at: [],
      after: [],
    });
    const taken = await scene.calls(async () => scene.actions.setHost(await asAda(), cleo.id, false));
    expect(taken).to.deep.equal({ at: [DELETE_OVERWRITE], after: [] });
    expect(scene.stored.hostIds).to.deep.equal([]);
  });

  it('HB-36 who has left the guild can still be taken off the hosts', async () => {
    const { cleo, guild } = scene.hub;
    await scene.actions.setHost(await asAda(), cleo.id, true);
    guild.owner.kick(cleo);
    await scene.hub.stage.settle();
    await scene.actions.setHost(await asAda(), cleo.id, false);
    expect(scene.stored.hostIds).to.deep.equal([]);
  });

  it('HB-36 a change of owner stands although Discord refuses the overwrites, which follow later', async () => {
    const { ada, ben, cleo } = scene.hub;
    await scene.actions.setLocked(await asAda(), true);
    await scene.rest();
    const lift = scene.hub.sandbox.faults.add({ operation: EDIT, answer: { status: 403, code: 50013 } });
    await scene.actions.transfer(await asAda(), ben.id);
    expect(scene.stored.ownerId).to.equal(ben.id);
    await scene.rest();
    lift();
    await scene.actions.setHost(await scene.order(ben), cleo.id, true);
    expect((scene.overwrite(ben.id)?.allow ?? 0n) & Bits.ViewChannel).to.equal(Bits.ViewChannel);
    expect(scene.stored.ownerId).to.not.equal(ada.id);
  });

  it('HB-40 a room is deleted only once the answer is out, and then nobody does anything to it', async () => {
    const answer = Promise.withResolvers<void>();
    const text = scene.hub.textOf(scene.room);
    const deleting = scene.actions.delete(await asAda(), answer.promise);
    await scene.hub.stage.settle();
    expect(scene.hub.calls(DELETE)).to.deep.equal([]);
    expect(scene.stored.state).to.equal('open');
    answer.resolve();
    await deleting;
    expect(scene.stored.state).to.equal('deleting');
    expect(await refusal(scene.actions.setLocked(await asAda(), true))).to.include({ identifier: 'hub.room-gone' });
    await scene.hub.stage.settle();
    expect(scene.hub.exists(scene.room) || scene.hub.exists(text)).to.equal(false);
    expect(scene.hub.calls(DELETE)).to.have.length(2);
    expect(await refusal(scene.actions.claim(await asAda()))).to.include({ identifier: 'hub.room-gone' });
  });

  it('HB-40 a room whose answer could not be given is not deleted', async () => {
    const failed = Promise.reject(new Error('Unknown interaction'));
    const error: unknown = await scene.actions.delete(await asAda(), failed).catch((caught: unknown) => caught);
    expect(error).to.have.property('message', 'Unknown interaction');
    expect(scene.stored.state).to.equal('open');
  });

  it('HB-40 who may not delete the room learns that before the answer', async () => {
    const never = new Promise<void>(() => {});
    expect((await refusal(scene.actions.delete(await scene.order(scene.hub.ben), never))).identifier).to.equal(
      'hub.refused',
    );
  });
});
