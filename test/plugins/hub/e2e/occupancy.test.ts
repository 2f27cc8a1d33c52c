import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import type { ChannelRecord } from 'roomkeeper/sandbox';
import { A_MOMENT, DELETE_OVERWRITE, EDIT, HubScene, PUT_OVERWRITE } from '../scene.js';

describe('hub: people come and go', () => {
  let scene: HubScene;
  let room: ChannelRecord;

  beforeEach(async () => {
    scene = await HubScene.set();
    room = await scene.roomOf(scene.ada);
  });
  afterEach(() => scene.stage.strike());

  const aMoment = () => scene.stage.pass(A_MOMENT);

  it('HB-07 PF-01 a member joins: a row, and one PUT for the text', async () => {
    await scene.joins(scene.ben, room);
    await aMoment();
    expect(scene.operations).to.deep.equal([PUT_OVERWRITE]);
    expect(await scene.memberRows(room)).to.deep.equal([scene.ada.id, scene.ben.id]);
    expect(scene.may(scene.ben, scene.textOf(room), Bits.ViewChannel | Bits.SendMessages)).to.equal(true);
  });

  it('HB-07 PF-01 a member leaves: no row, and one DELETE for the text', async () => {
    await scene.joins(scene.ben, room);
    await aMoment();
    scene.sandbox.clearCalls();
    await scene.leaves(scene.ben);
    await aMoment();
    expect(scene.operations).to.deep.equal([DELETE_OVERWRITE]);
    expect(await scene.memberRows(room)).to.deep.equal([scene.ada.id]);
    expect(scene.may(scene.ben, scene.textOf(room), Bits.ViewChannel)).to.equal(false);
  });

  it('HB-07 PF-01 ten join at once: one PATCH with the whole set; they leave at once: one PATCH', async () => {
    const people = Array.from({ length: 10 }, (_, index) => scene.guild.addMember({ name: `P${index}` }));
    for (const person of people) person.join(room);
    await scene.stage.settle();
    await aMoment();
    expect(scene.operations).to.deep.equal([EDIT]);
    const text = scene.textOf(room);
    expect(people.every((person) => scene.may(person, text, Bits.ViewChannel))).to.equal(true);
    scene.sandbox.clearCalls();
    for (const person of people) person.leave();
    await scene.stage.settle();
    await aMoment();
    expect(scene.operations).to.deep.equal([EDIT]);
    expect(people.some((person) => scene.may(person, text, Bits.ViewChannel))).to.equal(false);
  });

  it('HB-07 somebody in and out within the moment costs nothing', async () => {
    await scene.joins(scene.ben, room);
    await scene.leaves(scene.ben);
    await aMoment();
    expect(scene.calls()).to.deep.equal([]);
  });

  it('HB-07 several changes while the gateway lags behind are each made once', async () => {
    await scene.joins(scene.ben, room);
    await aMoment();
    await scene.joins(scene.cleo, room);
    await aMoment();
    await scene.leaves(scene.ben);
    await aMoment();
    expect(scene.operations).to.deep.equal([PUT_OVERWRITE, PUT_OVERWRITE, DELETE_OVERWRITE]);
  });

  it('HB-05 PF-01 the last one leaves: no call', async () => {
    await scene.leaves(scene.ada);
    await aMoment();
    expect(scene.calls()).to.deep.equal([]);
  });

  it('HB-30 PF-01 the owner leaves and returns: no call for the text, which is the owner’s all the while', async () => {
    await scene.joins(scene.ben, room);
    await aMoment();
    scene.sandbox.clearCalls();
    await scene.leaves(scene.ada);
    await aMoment();
    expect(scene.stored(room).room).to.include({ ownerId: scene.ada.id, actingOwnerId: scene.ben.id });
    expect(scene.may(scene.ada, scene.textOf(room), Bits.ViewChannel)).to.equal(true);
    await scene.joins(scene.ada, room);
    await aMoment();
    expect(scene.stored(room).room).to.include({ ownerId: scene.ada.id, actingOwnerId: null });
    expect(scene.calls()).to.deep.equal([]);
  });

  it('HB-32 the grace of the owner ends by itself: the acting owner owns the room, the old one sees its text no more', async () => {
    await scene.joins(scene.ben, room);
    await scene.leaves(scene.ada);
    await scene.stage.pass(299);
    expect(scene.stored(room).room.ownerId).to.equal(scene.ada.id);
    await scene.stage.pass(2);
    expect(scene.stored(room).room).to.include({ ownerId: scene.ben.id, actingOwnerId: null, graceExpiresAt: null });
    expect(scene.may(scene.ada, scene.textOf(room), Bits.ViewChannel)).to.equal(false);
  });

  it('HB-33 the acting owner’s window ends by itself', async () => {
    await scene.joins(scene.ben, room);
    await scene.joins(scene.cleo, room);
    await scene.leaves(scene.ada);
    await scene.leaves(scene.ben);
    await scene.stage.pass(14);
    expect(scene.stored(room).room.ownerId).to.equal(scene.ada.id);
    await scene.stage.pass(2);
    expect(scene.stored(room).room.ownerId).to.equal(scene.cleo.id);
  });

  describe('HB-06 a direct move', () => {
    it('HB-06 from room to room is a leave and a join', async () => {
      const other = await scene.roomOf(scene.ben);
      await scene.joins(scene.cleo, room);
      await aMoment();
      await scene.joins(scene.cleo, other);
      await aMoment();
      expect(await scene.memberRows(room)).to.deep.equal([scene.ada.id]);
      expect(await scene.memberRows(other)).to.deep.equal([scene.ben.id, scene.cleo.id]);
      expect(scene.may(scene.cleo, scene.textOf(room), Bits.ViewChannel)).to.equal(false);
      expect(scene.may(scene.cleo, scene.textOf(other), Bits.ViewChannel)).to.equal(true);
    });

    it('HB-06 from a room to the hub empties the one and makes another', async () => {
      const hub = scene.hub;
      await scene.joins(scene.ben, room);
      await scene.joins(scene.ben, hub);
      await aMoment();
      expect(await scene.memberRows(room)).to.deep.equal([scene.ada.id]);
      expect(scene.stored(hub).room).to.include({ state: 'open', ownerId: scene.ben.id });
    });

    it('HB-06 of the owner, alone, to the hub leads back into the own room, which waits', async () => {
      await scene.joins(scene.ada, scene.hub);
      await scene.stage.pass(40);
      expect(scene.ada.voiceChannel).to.equal(room);
      expect(await scene.memberRows(room)).to.deep.equal([scene.ada.id]);
      expect(scene.exists(room)).to.equal(true);
    });

    it('HB-06 from the hub, while it is converted, to a room', async () => {
      const hub = scene.hub;
      scene.ben.join(hub);
      scene.ben.join(room);
      await scene.stage.settle();
      await aMoment();
      expect(await scene.memberRows(room)).to.deep.equal([scene.ada.id, scene.ben.id]);
      await scene.stage.pass(31);
      const rows = await scene.rows<{ voice_channel_id: string }>('select voice_channel_id from auto_channels');
      expect(rows.map((row) => row.voice_channel_id)).to.deep.equal([room.id]);
    });

    it('HB-06 back and forth many times ends where the person is', async () => {
      const other = await scene.roomOf(scene.ben);
      for (let times = 0; times < 5; times += 1) {
        scene.cleo.join(room);
        scene.cleo.join(other);
      }
      await scene.stage.settle();
      await aMoment();
      expect(await scene.memberRows(room)).to.deep.equal([scene.ada.id]);
      expect(await scene.memberRows(other)).to.deep.equal([scene.ben.id, scene.cleo.id]);
    });
  });

  it('HB-05 a mute, a stream and a camera are no movement', async () => {
    scene.ada.mute();
    scene.ada.stream();
    scene.ada.camera();
    await scene.stage.settle();
    await aMoment();
    expect(scene.calls()).to.deep.equal([]);
    expect(await scene.memberRows(room)).to.deep.equal([scene.ada.id]);
  });

  it('HB-05 who is thrown out of the guild has left the room', async () => {
    await scene.joins(scene.ben, room);
    await aMoment();
    scene.guild.owner.kick(scene.ben);
    await scene.stage.settle();
    expect(await scene.memberRows(room)).to.deep.equal([scene.ada.id]);
  });
});
