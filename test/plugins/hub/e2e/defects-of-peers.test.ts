import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { A_MOMENT, CREATE, DELETE, EDIT, HubScene } from '../scene.js';

/** The defects of the reference implementation, by their numbers in the study of peers. */
describe('hub: defects of peers', () => {
  let scene: HubScene;

  beforeEach(async () => {
    scene = await HubScene.set();
  });
  afterEach(() => scene.stage.strike());

  const aMoment = () => scene.stage.pass(A_MOMENT);

  it('HB-06 defect 1: a direct move leaves no member row, text access or ghost behind, and opens the owner’s grace', async () => {
    const room = await scene.roomOf(scene.ada);
    await scene.joins(scene.ben, room);
    const other = await scene.roomOf(scene.cleo);
    await scene.joins(scene.ada, other);
    await aMoment();
    expect(await scene.memberRows(room)).to.deep.equal([scene.ben.id]);
    expect(scene.stored(room).room).to.include({ ownerId: scene.ada.id, actingOwnerId: scene.ben.id });
    await scene.joins(scene.ben, scene.hub);
    await scene.stage.pass(31);
    expect(scene.exists(room)).to.equal(false);
  });

  it('HB-03 defect 2: whoever joins the hub while it is converted has a member row, text access and a place in the room', async () => {
    for (const operation of [EDIT, CREATE]) scene.sandbox.faults.add({ operation, answer: { delay: 3000 }, times: 2 });
    scene.ada.join(scene.joinMe);
    await scene.sandbox.until(() => scene.calls().length === 2, { describe: 'the PATCH and the new hub' });
    scene.ben.join(scene.joinMe);
    await scene.sandbox.settled();
    await scene.stage.clock.advance(10_000, () => scene.sandbox.settled());
    await scene.stage.settle();
    await aMoment();
    expect(scene.calls(CREATE)[0]?.body).to.include({ name: 'Join me' });
    expect(scene.stored(scene.joinMe).room.members.map(({ userId }) => userId)).to.include(scene.ben.id);
    expect(await scene.memberRows(scene.joinMe)).to.include(scene.ben.id);
    expect(scene.may(scene.ben, scene.textOf(scene.joinMe), Bits.ViewChannel | Bits.SendMessages)).to.equal(true);
  });

  it('HB-02 defect 3: a private hub stays private however often it is used', async () => {
    const friends = scene.guild.addRole({ name: 'Friends' });
    const everyone = scene.guild.record.roles.get(scene.guild.id);
    if (!everyone) throw new Error('There is no @everyone');
    const hidden = scene.guild.addChannel({ name: 'Friends only', parent: scene.category, bitrate: 72_000 });
    scene.guild.owner.setOverwrite(hidden, scene.guild.bot, { allow: Bits.ViewChannel | Bits.Connect });
    scene.guild.owner.setOverwrite(hidden, everyone, { deny: Bits.ViewChannel });
    scene.guild.owner.setOverwrite(hidden, friends, { allow: Bits.ViewChannel });
    await scene.stage.settle();
    const hub = await scene.register(hidden);
    for (const name of ['Dan', 'Eve', 'Fay']) {
      const friend = scene.guild.addMember({ name, roles: [friends] });
      const channel = scene.guild.record.channels.get(scene.parts.hubs.get(hub.id)?.channelId ?? '');
      if (!channel) throw new Error('The hub has no channel');
      expect(scene.may(scene.ben, channel, Bits.ViewChannel)).to.equal(false);
      expect(scene.may(friend, channel, Bits.ViewChannel | Bits.Connect)).to.equal(true);
      expect(channel.bitrate).to.equal(72_000);
      await scene.joins(friend, channel);
      expect(scene.may(scene.ben, channel, Bits.ViewChannel)).to.equal(false);
    }
  });

  it('HB-05 defect 7: an error on deletion neither drops the row nor leaves a ghost; an occupied room is not deleted', async () => {
    const room = await scene.roomOf(scene.ada);
    const end = scene.sandbox.faults.add({ operation: DELETE, answer: { status: 500 } });
    await scene.leaves(scene.ada);
    await scene.stage.pass(31);
    expect(await scene.rows('select state from auto_channels')).to.deep.equal([{ state: 'deleting' }]);
    await scene.joins(scene.ben, room);
    end();
    await scene.stage.pass(7200);
    expect(scene.exists(room)).to.equal(true);
    await scene.leaves(scene.ben);
    await scene.stage.pass(31);
    expect(scene.exists(room)).to.equal(false);
    expect(await scene.rows('select state from auto_channels')).to.deep.equal([]);
  });

  it('HB-05 defect 9: a music bot neither keeps a room nor comes to own one', async () => {
    const music = scene.guild.addMember({ name: 'Music', bot: true });
    const room = await scene.roomOf(scene.ada);
    await scene.joins(music, room);
    await scene.joins(scene.ben, room);
    await scene.leaves(scene.ada);
    expect(scene.stored(room).room.actingOwnerId).to.equal(scene.ben.id);
    expect(await scene.memberRows(room)).to.deep.equal([scene.ben.id]);
    await scene.leaves(scene.ben);
    await scene.stage.pass(31);
    expect(scene.exists(room)).to.equal(false);
  });

  it('HB-34 defect 10: a room that empties during the grace has none any more; who enters then owns it for good', async () => {
    const room = await scene.roomOf(scene.ada);
    await scene.joins(scene.ben, room);
    await scene.leaves(scene.ada);
    await scene.leaves(scene.ben);
    const grace = 'select owner_grace_expires_at, acting_owner_user_id from auto_channels';
    expect(await scene.rows(grace)).to.deep.equal([{ owner_grace_expires_at: null, acting_owner_user_id: null }]);
    await scene.joins(scene.cleo, room);
    expect(scene.stored(room).room).to.include({ ownerId: scene.cleo.id, actingOwnerId: null, graceExpiresAt: null });
    await scene.stage.pass(3600);
    expect(scene.stored(room).room.ownerId).to.equal(scene.cleo.id);
  });

  it('HB-63 defect 11: before the first call the channel is stored as a room, and is a hub no longer', async () => {
    for (const operation of [EDIT, CREATE]) scene.sandbox.faults.add({ operation, answer: { delay: 1000 } });
    scene.ada.join(scene.joinMe);
    await scene.sandbox.until(() => scene.calls().length > 0, { describe: 'the first call' });
    const rooms = await scene.rows('select voice_channel_id, state from auto_channels');
    expect(rooms).to.deep.equal([{ voice_channel_id: scene.joinMe.id, state: 'pending' }]);
    expect(await scene.rows('select channel_id from hub_channels')).to.deep.equal([{ channel_id: null }]);
    scene.sandbox.faults.clear();
    await scene.stage.clock.advance(2000, () => scene.sandbox.settled());
    await scene.stage.settle();
  });

  for (const [script, name, text] of [
    ['Cyrillic', 'Комната Ады', 'комната-ады'],
    ['Japanese', 'エイダの部屋', 'エイダの部屋'],
    ['Arabic', 'غرفة آدا', 'غرفة-آدا'],
    ['emoji', '🎮 Ada 🎮', '🎮-ada-🎮'],
  ] as const) {
    it(`HB-28 defect 12: ${script} survives in the names of the room and of its text channel`, async () => {
      const [hub] = scene.parts.hubs.ofGuild(scene.guild.id);
      if (!hub) throw new Error('There is no hub');
      await scene.parts.hubs.save({ ...hub, defaults: { ...hub.defaults, manualName: name } });
      const room = await scene.roomOf(scene.ada);
      expect(room.name).to.equal(name);
      expect(scene.textOf(room).name).to.equal(text);
    });
  }

  it('HB-01 defect 14: a room knows its hub by an id that is not the channel’s', async () => {
    const room = await scene.roomOf(scene.ada);
    const rows = await scene.rows<{ source_hub_id: number; id: number }>(
      'select r.source_hub_id, h.id from auto_channels r cross join hub_channels h',
    );
    expect(rows).to.have.length(1);
    expect(rows[0]?.source_hub_id).to.equal(rows[0]?.id);
    expect(String(rows[0]?.source_hub_id)).to.not.equal(room.id);
  });
});
