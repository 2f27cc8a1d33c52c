import { expect } from 'chai';
import { ChannelType } from 'discord-api-types/v10';
import type { RecordedCall } from 'roomkeeper/sandbox';
import { setTimeout as wait } from 'node:timers/promises';
import type { FaultAnswer } from '../../../../sandbox/rest/faults.js';
import { A_MOMENT, CREATE, DELETE, EDIT, HubScene } from '../scene.js';

const ANSWERS: [string, FaultAnswer][] = [
  ['carried out, but its answer is lost', 'lose-answer'],
  ['answered with 500', { status: 500 }],
  ['cut off before it is carried out', 'drop'],
  ['never answered', 'timeout'],
];

const isVoice = ({ body }: RecordedCall): boolean => (body as { type?: number }).type === ChannelType.GuildVoice;
const isText = (call: RecordedCall): boolean => !isVoice(call);

const REQUESTS: [string, string, (call: RecordedCall) => boolean][] = [
  ['of the new hub', CREATE, isVoice],
  ['of the text channel', CREATE, isText],
  ['that makes the hub a room', EDIT, () => true],
];

describe('hub: answers that get lost', () => {
  let scene: HubScene;

  beforeEach(async () => {
    scene = await HubScene.set();
    scene.stage.limitRequests(200);
  });
  afterEach(() => scene.stage.strike());

  /** Lets everything settle; the bot's own short pauses between tries pass meanwhile. */
  const settleWithPauses = async (): Promise<void> => {
    const settling = scene.stage.settle().then(() => 'settled' as const);
    while ((await Promise.race([settling, wait(20, 'waiting' as const)])) === 'waiting') {
      await scene.stage.clock.advance(100);
    }
  };

  const names = (): string[] => [...scene.guild.record.channels.values()].map(({ name }) => name).toSorted();

  const expectOneRoomAndOneHub = async (): Promise<void> => {
    expect(scene.stored(scene.joinMe).room).to.include({ state: 'open', ownerId: scene.ada.id });
    expect(scene.hub).to.include({ name: 'Join me', parentId: scene.category.id });
    expect(scene.textOf(scene.joinMe).parentId).to.equal(scene.category.id);
    expect(names()).to.have.length(5);
    expect(await scene.rows('select pending from hub_channels')).to.deep.equal([{ pending: null }]);
  };

  for (const [which, operation, match] of REQUESTS) {
    for (const [title, answer] of ANSWERS) {
      it(`HB-02 the request ${which} is ${title}, once: one room, one hub, one text channel in the end`, async () => {
        scene.sandbox.faults.add({ operation, match, answer, times: 1 });
        scene.ada.join(scene.joinMe);
        await settleWithPauses();
        await scene.stage.pass(11);
        await expectOneRoomAndOneHub();
      });
    }
  }

  describe('HB-02 Discord takes no more channels for ten minutes', () => {
    beforeEach(async () => {
      const answer = { status: 429, retryAfter: 600 };
      scene.sandbox.faults.add({ operation: CREATE, match: isText, answer, times: 1 });
      scene.ada.join(scene.joinMe);
      await settleWithPauses();
      await scene.stage.pass(130);
    });

    it('HB-02 the room opens without its text, which comes when it may; meanwhile the server is told', async () => {
      expect(scene.stored(scene.joinMe).room).to.include({ state: 'open', textChannelId: null });
      expect(scene.said(scene.news).join()).to.include('is open without its text channel');
      await scene.joins(scene.ben, scene.joinMe);
      await scene.stage.pass(600);
      await expectOneRoomAndOneHub();
      const { room } = scene.stored(scene.joinMe);
      expect(room.members.map(({ userId }) => userId).toSorted()).to.deep.equal(
        [scene.ada.id, scene.ben.id].toSorted(),
      );
      expect(room.pendingText).to.equal(null);
    });

    it('HB-02 the text has the name that the room has by then', async () => {
      await scene.parts.names.rename(scene.joinMe.id, 'Our Place');
      await scene.stage.pass(600);
      expect(scene.textOf(scene.joinMe).name).to.equal('our-place');
    });

    it('HB-02 a restart makes it as soon as Discord takes it', async () => {
      await scene.stage.stopBot();
      await scene.stage.startBot();
      await scene.stage.pass(A_MOMENT);
      await expectOneRoomAndOneHub();
    });

    it('HB-02 a room that goes meanwhile leaves nothing behind', async () => {
      await scene.leaves(scene.ada);
      await scene.stage.pass(700);
      expect(scene.exists(scene.joinMe)).to.equal(false);
      expect(names()).to.deep.equal(['Join me', 'Rooms', 'news'].toSorted());
    });
  });

  it('HB-02 the PATCH gets no answer for a while: the room opens as soon as it does', async () => {
    const end = scene.sandbox.faults.add({ operation: EDIT, answer: { status: 503 } });
    scene.ada.join(scene.joinMe);
    await settleWithPauses();
    await settleWithPauses();
    expect(scene.stored(scene.joinMe).room.state).to.equal('pending');
    await scene.joins(scene.ben, scene.joinMe);
    end();
    await scene.stage.pass(11);
    await expectOneRoomAndOneHub();
    expect(scene.joinMe.name).to.equal(scene.stored(scene.joinMe).room.naming.fallbackName);
    expect((await scene.memberRows(scene.joinMe)).toSorted()).to.deep.equal([scene.ada.id, scene.ben.id].toSorted());
  });

  it('HB-02 the PATCH is carried out while its answers get lost: it is not sent a third time', async () => {
    scene.sandbox.faults.add({ operation: EDIT, answer: 'lose-answer', times: 2 });
    scene.ada.join(scene.joinMe);
    await settleWithPauses();
    await scene.stage.pass(A_MOMENT);
    await expectOneRoomAndOneHub();
  });

  for (const [which, , match] of REQUESTS.slice(0, 2)) {
    it(`HB-02 the channel ${which} is made long after another try has made one: the late one goes`, async () => {
      scene.sandbox.faults.add({ operation: CREATE, match, answer: { delay: 20_000 }, times: 1 });
      scene.ada.join(scene.joinMe);
      await settleWithPauses();
      await expectOneRoomAndOneHub();
      await scene.stage.pass(30);
      await expectOneRoomAndOneHub();
      expect(scene.calls(DELETE)).to.have.length(1);
    });
  }

  it('HB-02 a late channel does not cost the next hub of the same name its channel', async () => {
    scene.sandbox.faults.add({ operation: CREATE, match: isVoice, answer: 'lose-answer', times: 1 });
    scene.ada.join(scene.joinMe);
    await settleWithPauses();
    const room = await scene.roomOf(scene.ben);
    expect(scene.stored(room).room.state).to.equal('open');
    expect(scene.hub.name).to.equal('Join me');
    expect(scene.calls(DELETE)).to.deep.equal([]);
  });

  it('HB-02 no answer for the new hub at all: it is found, or made, by a later try', async () => {
    const end = scene.sandbox.faults.add({ operation: CREATE, match: isVoice, answer: 'drop' });
    scene.ada.join(scene.joinMe);
    await settleWithPauses();
    expect(scene.stored(scene.joinMe).room.state).to.equal('open');
    end();
    await scene.stage.pass(31);
    await expectOneRoomAndOneHub();
  });
});
