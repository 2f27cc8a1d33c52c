import { expect } from 'chai';
import { ChannelType } from 'discord-api-types/v10';
import type { RecordedCall } from 'roomkeeper/sandbox';
import { setTimeout as wait } from 'node:timers/promises';
import { disorder } from '../plugins/hub/order.js';
import { CREATE, DELETE, HubScene } from '../plugins/hub/scene.js';
import { StoredState } from '../plugins/hub/stored-state.js';
import { ManualLease } from '../support/manual-lease.js';
import { SourceScene } from '../support/source-scene.js';
import type { Stage } from '../support/stage.js';

const isVoice = ({ body }: RecordedCall): boolean => (body as { type?: number }).type === ChannelType.GuildVoice;
const isText = (call: RecordedCall): boolean => !isVoice(call);

/** Longer than all pauses between tries that follow a short suspension, in seconds. */
const A_WHILE = 45;

/** Lets so many seconds pass, while requests are under way that get no answer, or wait for one. */
async function passBusily(stage: Stage, seconds: number): Promise<void> {
  for (let tenth = 0; tenth < seconds * 10; tenth += 1) {
    await stage.clock.advance(100);
    if (tenth % 10 === 0) await wait(20);
  }
  await wait(250);
}

async function settleBusily(stage: Stage): Promise<void> {
  const settling = stage.settle().then(() => 'settled' as const);
  while ((await Promise.race([settling, wait(20, 'waiting' as const)])) === 'waiting') await stage.clock.advance(100);
}

describe('FW-65 rooms while the lease is suspended', () => {
  let lease: ManualLease;
  let scene: HubScene;
  let state: StoredState;

  beforeEach(async () => {
    lease = new ManualLease();
    scene = await HubScene.set({ lease });
    scene.stage.limitRequests(200);
    state = await StoredState.open(scene.stage.database.url);
  });
  afterEach(async () => {
    await state.close();
    await scene.stage.strike();
  });

  const expectOrder = async (): Promise<void> => {
    await settleBusily(scene.stage);
    await scene.stage.pass(A_WHILE);
    expect(await disorder(scene.guild, state, scene.stage.clock.now())).to.deep.equal([]);
    expect(scene.stored(scene.joinMe).room).to.include({ state: 'open', ownerId: scene.ada.id });
    expect(scene.textOf(scene.joinMe).parentId).to.equal(scene.category.id);
  };
  const delayed = (match: (call: RecordedCall) => boolean): (() => void) =>
    scene.sandbox.faults.add({ operation: CREATE, match, answer: { delay: 20_000 }, times: 1 });

  for (const isWaitedFor of [true, false]) {
    it(`FW-65 a member joins a hub then: the room is made afterwards, whole (requests ${isWaitedFor ? 'wait' : 'fail'})`, async () => {
      lease.isWaitedFor = isWaitedFor;
      lease.suspend();
      scene.ada.join(scene.joinMe);
      await scene.sandbox.settled();
      await passBusily(scene.stage, 10);
      expect(scene.calls(CREATE)).to.deep.equal([]);
      lease.renew();
      await expectOrder();
      expect(scene.calls(CREATE)).to.have.length(2);
    });
  }

  for (const [which, match] of [
    ['the text channel', isText],
    ['the new hub', isVoice],
  ] as const) {
    it(`RL-01 the answer for ${which} is lost, and it is made while the lease is suspended: no channel is left behind`, async () => {
      delayed(match);
      scene.ada.join(scene.joinMe);
      await scene.sandbox.until(() => scene.calls(CREATE).length === 2);
      await wait(300);
      lease.suspend();
      await passBusily(scene.stage, 25);
      lease.renew();
      await expectOrder();
    });

    it(`RL-01 ${which} was made by another try, and the late one comes while the lease is suspended: it goes`, async () => {
      delayed(match);
      scene.ada.join(scene.joinMe);
      await settleBusily(scene.stage);
      lease.suspend();
      await passBusily(scene.stage, 25);
      lease.renew();
      await expectOrder();
    });
  }

  it('RL-01 the text channel was made by another try, and the late one cannot be deleted at first: it goes', async () => {
    delayed(isText);
    scene.ada.join(scene.joinMe);
    await settleBusily(scene.stage);
    scene.sandbox.faults.add({ operation: DELETE, answer: { status: 503 }, times: 4 });
    await passBusily(scene.stage, 25);
    await expectOrder();
  });

  it('RL-01 the text channel was made by another try, and the late one comes while the bot is away from the gateway: it goes', async () => {
    delayed(isText);
    scene.ada.join(scene.joinMe);
    await settleBusily(scene.stage);
    const { gateway } = scene.sandbox;
    const before = gateway.identifies;
    gateway.cut({ resumable: false });
    await scene.stage.clock.advance(25_000);
    await scene.sandbox.until(() => gateway.identifies > before, { timeout: 15_000, describe: 'a new session' });
    await expectOrder();
  });
});

describe('FW-65 breakouts while the lease is suspended', () => {
  let lease: ManualLease;
  let scene: SourceScene;

  beforeEach(async () => {
    lease = new ManualLease();
    scene = await SourceScene.set({ lease, grace: 30 });
    scene.stage.limitRequests(200);
  });
  afterEach(() => scene.stage.strike());

  const expectInTheOnlyBreakout = async (): Promise<void> => {
    await settleBusily(scene.stage);
    await scene.stage.pass(A_WHILE);
    expect(scene.breakouts).to.deep.equal([scene.ada.voiceChannel?.name]);
    expect(await scene.stored()).to.have.length(1);
  };
  const delayed = (): (() => void) =>
    scene.stage.sandbox.faults.add({ operation: CREATE, answer: { delay: 20_000 }, times: 1 });

  for (const isWaitedFor of [true, false]) {
    it(`FW-65 a member joins a source then: the breakout is made afterwards (requests ${isWaitedFor ? 'wait' : 'fail'})`, async () => {
      lease.isWaitedFor = isWaitedFor;
      lease.suspend();
      scene.ada.join(scene.general);
      await scene.stage.sandbox.settled();
      await passBusily(scene.stage, 10);
      lease.renew();
      await expectInTheOnlyBreakout();
    });
  }

  it('RL-01 the answer is lost, and the channel is made while the lease is suspended: it is theirs', async () => {
    delayed();
    scene.ada.join(scene.general);
    await scene.stage.sandbox.until(() => scene.stage.sandbox.calls(CREATE).length === 1);
    await wait(300);
    lease.suspend();
    await passBusily(scene.stage, 25);
    lease.renew();
    await expectInTheOnlyBreakout();
  });

  it('RL-01 another try has made the channel, and the late one comes while the lease is suspended: it goes', async () => {
    delayed();
    scene.ada.join(scene.general);
    await settleBusily(scene.stage);
    lease.suspend();
    await passBusily(scene.stage, 25);
    lease.renew();
    await expectInTheOnlyBreakout();
  });

  it('RL-01 another try has made the channel, and the late one comes while the bot is away from the gateway: it goes', async () => {
    delayed();
    scene.ada.join(scene.general);
    await settleBusily(scene.stage);
    const { gateway } = scene.stage.sandbox;
    const before = gateway.identifies;
    gateway.cut({ resumable: false });
    await scene.stage.clock.advance(25_000);
    await scene.stage.sandbox.until(() => gateway.identifies > before, { timeout: 15_000, describe: 'a new session' });
    await expectInTheOnlyBreakout();
  });
});
