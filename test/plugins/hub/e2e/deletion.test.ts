import { expect } from 'chai';
import type { ChannelRecord } from 'roomkeeper/sandbox';
import { A_MOMENT, DELETE, HubScene } from '../scene.js';

describe('hub: a room ends', () => {
  let scene: HubScene;
  let room: ChannelRecord;
  let text: ChannelRecord;

  beforeEach(async () => {
    scene = await HubScene.set();
    room = await scene.roomOf(scene.ada);
    text = scene.textOf(room);
  });
  afterEach(() => scene.stage.strike());

  const rows = () => scene.rows<{ state: string }>('select state from auto_channels');
  const isGone = async () => !scene.exists(room) && !scene.exists(text) && (await rows()).length === 0;

  it('HB-05 PF-01 30 s after the last human has left both channels go: 2 calls', async () => {
    await scene.leaves(scene.ada);
    await scene.stage.pass(29);
    expect(scene.calls()).to.deep.equal([]);
    await scene.stage.pass(2);
    expect(scene.operations).to.deep.equal([DELETE, DELETE]);
    expect(await isGone()).to.equal(true);
    expect(await scene.rows('select * from auto_channel_members')).to.deep.equal([]);
    await scene.stage.pass(3600);
    expect(scene.calls()).to.have.length(2);
  });

  it('HB-05 who comes back in time keeps the room', async () => {
    await scene.leaves(scene.ada);
    await scene.stage.pass(29);
    await scene.joins(scene.ada, room);
    await scene.stage.pass(3600);
    expect(scene.calls(DELETE)).to.deep.equal([]);
  });

  it('HB-05 each time it empties the whole delay begins anew', async () => {
    await scene.leaves(scene.ada);
    await scene.stage.pass(20);
    await scene.joins(scene.ada, room);
    await scene.leaves(scene.ada);
    await scene.stage.pass(20);
    expect(scene.exists(room)).to.equal(true);
    await scene.stage.pass(11);
    expect(await isGone()).to.equal(true);
  });

  it('HB-05 the delay is the guild’s', async () => {
    await scene.settings({ cleanup_delay: 90_000 });
    await scene.leaves(scene.ada);
    await scene.stage.pass(89);
    expect(scene.exists(room)).to.equal(true);
    await scene.stage.pass(2);
    expect(await isGone()).to.equal(true);
  });

  it('HB-05 a delay of 0 ends it at once', async () => {
    await scene.settings({ cleanup_delay: 0 });
    await scene.leaves(scene.ada);
    await scene.stage.pass(A_MOMENT);
    expect(await isGone()).to.equal(true);
  });

  it('HB-05 a music bot does not keep it alive', async () => {
    const music = scene.guild.addMember({ name: 'Music', bot: true });
    await scene.joins(music, room);
    await scene.leaves(scene.ada);
    await scene.stage.pass(31);
    expect(await isGone()).to.equal(true);
  });

  it('HB-05 the end is published after it has come', async () => {
    const told: [string, boolean][] = [];
    scene.parts.bus.on('roomEmptied', (stored) =>
      told.push([`emptied ${stored.room.voiceChannelId}`, scene.exists(room)]),
    );
    scene.parts.bus.on('roomClosed', (stored) =>
      told.push([`closed ${stored.room.voiceChannelId}`, scene.exists(room)]),
    );
    await scene.leaves(scene.ada);
    await scene.stage.pass(31);
    expect(told).to.deep.equal([
      [`emptied ${room.id}`, true],
      [`closed ${room.id}`, false],
    ]);
  });

  for (const [title, answer] of [
    ['403', { status: 403, code: 50013 }],
    ['500', { status: 500 }],
    ['404 of another kind', { status: 404, code: 0 }],
    ['a connection that breaks', 'drop'],
  ] as const) {
    it(`HB-05 the voice channel’s deletion meets ${title}: the row stays, and it is tried again until it works`, async () => {
      const end = scene.sandbox.faults.add({ operation: DELETE, answer });
      await scene.leaves(scene.ada);
      await scene.stage.pass(40);
      expect(await rows()).to.deep.equal([{ state: 'deleting' }]);
      expect(scene.exists(text)).to.equal(true);
      const tried = scene.calls(DELETE).length;
      await scene.stage.pass(600);
      expect(scene.calls(DELETE).length).to.be.within(tried + 1, tried + 12);
      expect(scene.said(scene.news)).to.have.length(1);
      end();
      await scene.stage.pass(3600);
      expect(await isGone()).to.equal(true);
    });
  }

  it('HB-05 the text channel’s deletion fails: the voice channel is gone for good, the text channel follows later', async () => {
    const end = scene.sandbox.faults.add({
      operation: DELETE,
      match: ({ params }) => params['channel_id'] === text.id,
      answer: { status: 403, code: 50013 },
    });
    await scene.leaves(scene.ada);
    await scene.stage.pass(40);
    expect(scene.exists(room)).to.equal(false);
    expect(await rows()).to.deep.equal([{ state: 'deleting' }]);
    end();
    await scene.stage.pass(300);
    expect(await isGone()).to.equal(true);
    const voice = scene.calls(DELETE).filter(({ params }) => params['channel_id'] === room.id);
    expect(voice).to.have.length(1);
  });

  it('HB-05 who enters while a failed deletion waits for its next try revives the room', async () => {
    const end = scene.sandbox.faults.add({ operation: DELETE, answer: { status: 500 } });
    await scene.leaves(scene.ada);
    await scene.stage.pass(31);
    end();
    await scene.joins(scene.ben, room);
    await scene.stage.pass(3600);
    expect(scene.exists(room)).to.equal(true);
    expect(scene.exists(text)).to.equal(true);
    expect(scene.stored(room).room).to.include({ state: 'open', ownerId: scene.ben.id, deleteAt: null });
  });

  it('HB-62 the voice channel deleted by hand takes the text channel with it: 1 call', async () => {
    scene.guild.owner.deleteChannel(room);
    await scene.stage.settle();
    await scene.stage.pass(A_MOMENT);
    expect(scene.operations).to.deep.equal([DELETE]);
    expect(await isGone()).to.equal(true);
  });

  it('HB-62 the text channel deleted by hand takes the voice channel with it: 1 call', async () => {
    scene.guild.owner.deleteChannel(text);
    await scene.stage.settle();
    expect(scene.operations).to.deep.equal([DELETE]);
    expect(await isGone()).to.equal(true);
  });

  it('HB-05 a deadline that passed while the bot was away is kept at its next start', async () => {
    await scene.leaves(scene.ada);
    await scene.stage.stopBot();
    await scene.stage.clock.advance(600_000);
    await scene.stage.startBot();
    await scene.stage.pass(A_MOMENT);
    expect(await isGone()).to.equal(true);
  });
});
