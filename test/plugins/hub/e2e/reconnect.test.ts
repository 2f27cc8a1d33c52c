import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import type { ChannelRecord } from 'roomkeeper/sandbox';
import { disorder } from '../order.js';
import { CREATE, DELETE, DELETE_OVERWRITE, EDIT, HubScene, PUT_OVERWRITE } from '../scene.js';
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

  for (const [what, operation] of [
    ['the channel is converted', EDIT],
    ['its channels are made', CREATE],
  ] as const) {
    it(`HB-61 without resume, while ${what}: it is done once`, async () => {
      const { hub } = scene;
      const { gateway } = scene.sandbox;
      scene.sandbox.faults.add({ operation, times: 1, answer: { delay: 2000 } });
      scene.ben.join(hub);
      await scene.sandbox.until(() => scene.calls(operation).length === 1);
      const before = gateway.identifies;
      gateway.cut({ resumable: false });
      await scene.sandbox.until(() => gateway.identifies > before, { timeout: 15_000 });
      await scene.sandbox.settled();
      await scene.stage.clock.advance(2000, () => scene.sandbox.settled());
      await scene.stage.settle();
      await scene.stage.pass(2);
      expect(calls()).to.deep.equal({ [EDIT]: 1, [CREATE]: 2 });
      expect(await faults()).to.deep.equal([]);
    });
  }

  describe('HB-61 permissions that somebody changes by hand while the bot is told nothing', () => {
    const hide = (channel: ChannelRecord): void =>
      scene.guild.owner.setOverwrite(channel, scene.ben, { deny: Bits.ViewChannel });
    const hides = ({ overwrites }: ChannelRecord): boolean =>
      overwrites.some(({ id, deny }) => id === scene.ben.id && deny !== 0n);
    /** The next call is carried out, and its answer held back until the test lets it come. */
    const holdAnswer = (operation: string): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      scene.sandbox.faults.add({ operation, times: 1, answer: { gate: () => ({ after: promise }) } });
      return resolve;
    };

    /** The next call is carried out only when the test lets it through. */
    const holdCall = (operation: string): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      scene.sandbox.faults.add({ operation, times: 1, answer: { gate: () => ({ before: promise }) } });
      return resolve;
    };

    for (const early of [true, false]) {
      it(`HB-61 in an outage, of a room whose answer comes ${early ? 'before' : 'after'} its end: are put back`, async () => {
        const { hub } = scene;
        const answer = holdAnswer(EDIT);
        scene.ben.join(hub);
        scene.guild.outage(true);
        await scene.sandbox.until(() => scene.calls(EDIT).length === 1);
        hide(hub);
        if (early) answer();
        if (early) await scene.stage.settle();
        scene.guild.outage(false);
        await scene.sandbox.settled();
        answer();
        await scene.stage.settle();
        await scene.stage.pass(1);
        expect(hides(hub)).to.equal(false);
        expect(await faults()).to.deep.equal([]);
      });
    }

    it('HB-61 in an outage, of a text channel that somebody is let into: are put back', async () => {
      const text = scene.textOf(room);
      const letThrough = holdCall(PUT_OVERWRITE);
      await scene.joins(scene.cleo, room);
      await scene.stage.clock.advance(300, () => scene.sandbox.settled());
      scene.guild.outage(true);
      letThrough();
      await scene.stage.settle();
      hide(text);
      scene.guild.outage(false);
      await scene.stage.settle();
      expect(scene.operations).to.deep.equal([PUT_OVERWRITE, DELETE_OVERWRITE]);
      expect(hides(text)).to.equal(false);
      expect(await faults()).to.deep.equal([]);
    });

    it('HB-61 before a new session, of a room that is being made: are put back', async () => {
      const { hub } = scene;
      const letThrough = holdCall(EDIT);
      scene.ben.join(hub);
      await scene.sandbox.until(() => scene.calls(EDIT).length === 1);
      const converted = scene.sandbox.until(() => hub.name !== 'Join me').then(() => hide(hub));
      await reconnectAnew(letThrough);
      await converted;
      expect(hides(hub)).to.equal(false);
      expect(await faults()).to.deep.equal([]);
    });
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
