import { expect } from 'chai';
import type { ChannelRecord } from 'roomkeeper/sandbox';
import { disorder } from '../order.js';
import { CREATE, DELETE, EDIT, HubScene } from '../scene.js';
import { StoredState } from '../stored-state.js';

const LOOK_UP = 'GET /channels/{channel_id}';

describe('hub: reconnecting', () => {
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

  /** Kills the gateway session for good, and lets the bot come back with a new one. */
  const reconnectAnew = async (meanwhile: () => void = () => {}): Promise<void> => {
    const { gateway } = scene.sandbox;
    const before = gateway.identifies;
    gateway.cut({ resumable: false });
    meanwhile();
    await scene.sandbox.until(() => gateway.identifies > before, { timeout: 15_000, describe: 'a new session' });
    await scene.stage.settle();
    await scene.stage.pass(1);
  };
  /** The calls, but for those that every identify costs. */
  const calls = (): Record<string, number> => {
    const { 'GET /gateway/bot': _, ...others } = scene.sandbox.callCounts();
    return others;
  };
  const faults = () => disorder(scene.guild, state, scene.stage.clock.now());

  it('HB-61 without resume, a guild that agrees with what is stored costs no call', async () => {
    for (const person of [scene.ben, scene.cleo]) await scene.roomOf(person);
    await reconnectAnew();
    expect(calls()).to.deep.equal({});
    expect(await faults()).to.deep.equal([]);
  });

  it('HB-61 without resume, everything that happened meanwhile is noticed', async () => {
    const [bens, cleos] = [await scene.roomOf(scene.ben), await scene.roomOf(scene.cleo)];
    const dora = scene.guild.addMember({ name: 'Dora' });
    const { hub } = scene;
    await reconnectAnew(() => {
      scene.ada.leave();
      scene.guild.owner.kick(scene.ben);
      scene.guild.owner.deleteChannel(cleos);
      dora.join(hub);
    });
    expect(calls()).to.deep.equal({ [LOOK_UP]: 1, [DELETE]: 1, [EDIT]: 1, [CREATE]: 2 });
    expect(scene.stored(hub).room.ownerId).to.equal(dora.id);
    await scene.stage.pass(30);
    expect([scene.exists(room), scene.exists(bens)]).to.deep.equal([false, false]);
    expect(await faults()).to.deep.equal([]);
  });

  it('HB-61 without resume, while a room is being made: it is made once', async () => {
    const { hub } = scene;
    scene.sandbox.faults.add({ operation: CREATE, times: 1, answer: { delay: 2000 } });
    scene.ben.join(hub);
    await scene.sandbox.until(() => scene.calls(CREATE).length === 1);
    const { gateway } = scene.sandbox;
    const before = gateway.identifies;
    gateway.cut({ resumable: false });
    await scene.sandbox.until(() => gateway.identifies > before, { timeout: 15_000 });
    await scene.stage.clock.advance(2000, () => scene.sandbox.settled());
    await scene.stage.settle();
    await scene.stage.pass(2);
    expect(calls()).to.deep.equal({ [EDIT]: 1, [CREATE]: 2 });
    expect(await faults()).to.deep.equal([]);
  });

  it('HB-61 after a resume the missed events are replayed, and nothing is done twice', async () => {
    const { gateway } = scene.sandbox;
    const { hub } = scene;
    const before = gateway.identifies;
    gateway.cut({ resumable: true });
    scene.ada.leave();
    scene.ben.join(hub);
    await scene.sandbox.until(() => scene.calls(CREATE).length === 2, { timeout: 15_000 });
    await scene.stage.settle();
    await scene.stage.pass(1);
    expect(gateway.identifies).to.equal(before);
    expect(calls()).to.deep.equal({ [EDIT]: 1, [CREATE]: 2 });
    await scene.stage.pass(30);
    expect(scene.exists(room)).to.equal(false);
    expect(await faults()).to.deep.equal([]);
  });
});
