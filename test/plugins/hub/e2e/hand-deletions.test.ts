import { expect } from 'chai';
import { ChannelType } from 'discord-api-types/v10';
import type { ChannelRecord } from 'roomkeeper/sandbox';
import { disorder } from '../order.js';
import { A_MOMENT, CREATE, DELETE, HubScene } from '../scene.js';
import { StoredState } from '../stored-state.js';

describe('hub: channels that people delete', () => {
  let scene: HubScene;
  let state: StoredState;
  let room: ChannelRecord;

  beforeEach(async () => {
    scene = await HubScene.set();
    state = await StoredState.open(scene.stage.database.url);
    room = await scene.roomOf(scene.ada);
  });
  afterEach(async () => {
    await state.close();
    await scene.stage.strike();
  });

  const deletes = async (channel: ChannelRecord): Promise<void> => {
    scene.guild.owner.deleteChannel(channel);
    await scene.stage.settle();
    await scene.stage.pass(1);
  };
  const faults = () => disorder(scene.guild, state, scene.stage.clock.now());
  const logged = async (action: string): Promise<string[]> => {
    const lines = await scene.rows<{ action: string; text: string }>('select action, text from core_log order by id');
    return lines.filter((line) => line.action === action).map(({ text }) => text);
  };

  it('HB-62 the voice channel of a room: its text channel and its row go', async () => {
    const text = scene.textOf(room);
    const closed: string[] = [];
    scene.parts.bus.on('roomClosed', (stored) => closed.push(stored.room.voiceChannelId));
    await deletes(room);
    expect(scene.operations).to.deep.equal([DELETE]);
    expect([scene.exists(text), (await state.rooms()).length]).to.deep.equal([false, 0]);
    expect(closed).to.deep.equal([room.id]);
    expect(await logged('hub.room-deleted-by-hand')).to.have.length(1);
    expect(await faults()).to.deep.equal([]);
  });

  it('HB-62 the text channel of a room: its voice channel and its row go', async () => {
    await deletes(scene.textOf(room));
    expect(scene.operations).to.deep.equal([DELETE]);
    expect([scene.exists(room), (await state.rooms()).length]).to.deep.equal([false, 0]);
    expect(await faults()).to.deep.equal([]);
  });

  it('HB-62 both channels at once: only the row is left to go', async () => {
    const text = scene.textOf(room);
    scene.guild.owner.deleteChannel(text);
    scene.guild.owner.deleteChannel(room);
    await scene.stage.settle();
    expect(scene.calls(DELETE).filter(({ status }) => status !== 404)).to.deep.equal([]);
    expect(await state.rooms()).to.deep.equal([]);
  });

  it('HB-62 a room whose channel cannot be deleted after its other one went stays stored until it can', async () => {
    scene.sandbox.faults.add({ operation: DELETE, answer: { status: 403, code: 50013 } });
    await deletes(scene.textOf(room));
    expect((await state.rooms()).map((one) => one.room.state)).to.deep.equal(['deleting']);
    scene.sandbox.faults.clear();
    await scene.stage.pass(60);
    expect([scene.exists(room), (await state.rooms()).length]).to.deep.equal([false, 0]);
  });

  it('HB-62 what the bot deletes itself causes nothing more', async () => {
    await scene.leaves(scene.ada);
    await scene.stage.pass(31);
    expect(scene.operations).to.deep.equal([DELETE, DELETE]);
    expect(await logged('hub.room-deleted-by-hand')).to.deep.equal([]);
    expect(await faults()).to.deep.equal([]);
  });

  it('HB-62 a hub is made anew once, in its category, and the guild is told; then it is a hub no longer', async () => {
    await deletes(scene.hub);
    expect(scene.calls(CREATE)).to.have.length(1);
    expect([scene.hub.name, scene.hub.parentId]).to.deep.equal(['Join me', scene.category.id]);
    expect(await logged('hub.recreated')).to.have.length(1);
    expect(await faults()).to.deep.equal([]);
    await deletes(scene.hub);
    expect(scene.calls(CREATE)).to.have.length(1);
    expect([await state.hubs(), scene.parts.hubs.all()]).to.deep.equal([[], []]);
    expect(await logged('hub.unregistered')).to.have.length(1);
    expect(scene.said(scene.news).join('\n')).to.include('anew').and.to.include('a hub no longer');
    expect(scene.exists(room), 'its rooms live on').to.equal(true);
  });

  it('HB-62 a hub that was made anew and used since is made anew again', async () => {
    await deletes(scene.hub);
    await scene.roomOf(scene.ben);
    await deletes(scene.hub);
    expect(scene.hub.name).to.equal('Join me');
    expect(await faults()).to.deep.equal([]);
  });

  it('HB-62 whoever sat in a hub that was deleted is out of voice, and joins the new one', async () => {
    const { hub } = scene;
    scene.ben.join(hub);
    scene.guild.owner.deleteChannel(hub);
    await scene.stage.settle();
    await scene.stage.pass(1);
    await scene.roomOf(scene.ben);
    expect(await faults()).to.deep.equal([]);
  });

  /** Somebody deletes a channel the moment it is there: before the bot has the answer to its request. */
  const deletedAtOnce = async (isIt: (channel: ChannelRecord) => boolean): Promise<void> => {
    const known = new Set(scene.guild.record.channels.values());
    const end = scene.sandbox.onChange(() => {
      const fresh = [...scene.guild.record.channels.values()].find((channel) => !known.has(channel) && isIt(channel));
      if (!fresh) return;
      end();
      scene.guild.owner.deleteChannel(fresh);
    });
    await scene.joins(scene.cleo, scene.hub);
    await scene.stage.pass(A_MOMENT);
  };

  it('HB-62 HB-02 the new hub, before the bot knows of it: it is made anew, and works', async () => {
    const before = scene.hub;
    await deletedAtOnce(({ name }) => name === 'Join me');
    expect(scene.hub).to.not.equal(before);
    expect(scene.hub.name).to.equal('Join me');
    const dora = scene.guild.addMember({ name: 'Dora' });
    const next = await scene.roomOf(dora);
    expect(scene.stored(next).room.ownerId).to.equal(dora.id);
  });

  it('HB-62 HB-02 the text channel of a new room, before the bot knows of it: the room goes with it', async () => {
    const before = scene.hub;
    await deletedAtOnce(({ type }) => type === ChannelType.GuildText);
    expect(scene.exists(before)).to.equal(false);
    expect(scene.parts.rooms.get(before.id)).to.equal(undefined);
  });

  it('HB-62 a channel that is nothing to hub costs nothing', async () => {
    const other = scene.guild.addChannel({ name: 'Other' });
    await deletes(other);
    expect(scene.operations).to.deep.equal([]);
  });

  it('HB-62 a category that goes leaves its channels where they are, and all goes on', async () => {
    await deletes(scene.category);
    expect([scene.exists(room), scene.exists(scene.hub)]).to.deep.equal([true, true]);
    await scene.roomOf(scene.ben);
    expect(await faults()).to.deep.equal([]);
  });
});
