import { expect } from 'chai';
import { setTimeout as wait } from 'node:timers/promises';
import type { FaultAnswer } from '../../../../sandbox/rest/faults.js';
import { CREATE, DELETE, MOVE, SourceScene } from '../../../support/source-scene.js';

const ANSWERS: [string, FaultAnswer][] = [
  ['carried out, but its answer is lost', 'lose-answer'],
  ['answered with 500', { status: 500 }],
  ['answered with 502', { status: 502 }],
  ['cut off before it is carried out', 'drop'],
  ['never answered', 'timeout'],
];

describe('autochannel: answers that get lost', () => {
  let scene: SourceScene;

  beforeEach(async () => {
    scene = await SourceScene.set({ grace: 30 });
    scene.stage.limitRequests(200);
  });
  afterEach(() => scene.stage.strike());

  const fault = (operation: string, answer: FaultAnswer, times = Infinity): (() => void) =>
    scene.stage.sandbox.faults.add({ operation, answer, times });

  /** Lets everything settle; the bot's own short pauses between tries pass meanwhile. */
  const settleWithPauses = async (): Promise<void> => {
    const settling = scene.stage.settle().then(() => 'settled' as const);
    while ((await Promise.race([settling, wait(20, 'waiting' as const)])) === 'waiting') {
      await scene.stage.clock.advance(100);
    }
  };

  /** What Ada, who waits in General, has been told there. */
  const told = (): string[] => [...scene.general.messages.values()].map(({ api }) => api.content);

  const expectInTheOnlyBreakout = (): void => {
    expect(scene.breakouts).to.deep.equal(['General #2']);
    expect(scene.ada.voiceChannel?.name).to.equal('General #2');
  };

  describe('the request that makes a breakout', () => {
    for (const [title, answer] of ANSWERS) {
      it(`AC-33 ${title}, once: there is one channel in the end, and its user is in it`, async () => {
        fault(CREATE, answer, 1);
        scene.ada.join(scene.general);
        await settleWithPauses();
        expectInTheOnlyBreakout();
        await scene.stage.pass(3600);
        expectInTheOnlyBreakout();
        expect(await scene.stored()).to.have.length(1);
      });
    }

    for (const [title, answer] of ANSWERS.filter(([, kind]) => kind !== 'lose-answer')) {
      it(`AC-33 ${title}, each time: there is no channel, the user is told, and nothing is left behind`, async () => {
        fault(CREATE, answer);
        scene.ada.join(scene.general);
        await settleWithPauses();
        await scene.stage.pass(60);
        expect(scene.breakouts).to.deep.equal([]);
        expect(told()).to.have.length(1);
        expect(told()[0]).to.contain(`<@${scene.ada.id}>`);
        expect(await scene.stored()).to.deep.equal([]);
      });
    }

    it('AC-33 carried out each time while its answer is lost each time: there is one channel, and its user is in it', async () => {
      fault(CREATE, 'lose-answer');
      scene.ada.join(scene.general);
      await settleWithPauses();
      expectInTheOnlyBreakout();
      expect(scene.stage.sandbox.calls(CREATE)).to.have.length(1);
    });

    it('AC-33 carried out long after the second try has made a channel: the late one goes', async () => {
      fault(CREATE, { delay: 20_000 }, 1);
      scene.ada.join(scene.general);
      await settleWithPauses();
      expectInTheOnlyBreakout();
      await scene.stage.pass(30);
      expect(scene.stage.sandbox.calls(CREATE).length).to.be.greaterThan(1);
      expectInTheOnlyBreakout();
    });

    it('AC-33 carried out when the bot has given up: its user, who still waits, gets that channel', async () => {
      fault(CREATE, { delay: 12_000 });
      scene.ada.join(scene.general);
      await settleWithPauses();
      expect(scene.ada.voiceChannel?.id).to.equal(scene.general.id);
      await scene.stage.pass(60);
      expectInTheOnlyBreakout();
      expect(await scene.stored()).to.have.length(1);
    });

    it('AC-33 carried out when the bot has given up and the user has left: no channel stays', async () => {
      fault(CREATE, { delay: 12_000 });
      scene.ada.join(scene.general);
      await settleWithPauses();
      scene.ada.leave();
      await scene.stage.pass(60);
      expect(scene.breakouts).to.deep.equal([]);
      expect(await scene.stored()).to.deep.equal([]);
    });

    it('AC-33 carried out when even its row is gone: no channel stays', async () => {
      fault(CREATE, { delay: 40_000 });
      scene.ada.join(scene.general);
      await settleWithPauses();
      await scene.stage.pass(120);
      expect(scene.breakouts).to.deep.equal([]);
      expect(await scene.stored()).to.deep.equal([]);
    });

    it('AC-33 lost while the user leaves: the channel goes at once', async () => {
      fault(CREATE, 'lose-answer');
      scene.ada.join(scene.general);
      await scene.stage.sandbox.until(() => scene.breakouts.length === 1);
      scene.ada.leave();
      await settleWithPauses();
      expect(scene.breakouts).to.deep.equal([]);
      expect(await scene.stored()).to.deep.equal([]);
    });

    it('AC-33 lost for one of several people: each is in a breakout of their own', async () => {
      fault(CREATE, 'lose-answer', 2);
      for (const person of [scene.ada, scene.ben, scene.cleo]) person.join(scene.general);
      await settleWithPauses();
      const names = [scene.ada, scene.ben, scene.cleo].map(({ voiceChannel }) => voiceChannel?.name);
      expect(names).to.have.members(['General #2', 'General #3', 'General #4']);
      expect(scene.breakouts).to.have.length(3);
    });
  });

  describe('the request that moves the user', () => {
    for (const [title, answer] of ANSWERS) {
      it(`AC-33 ${title}, once: the user is in the one breakout`, async () => {
        fault(MOVE, answer, 1);
        scene.ada.join(scene.general);
        await scene.stage.sandbox.until(() => scene.ada.voiceChannel?.name === 'General #2');
        await settleWithPauses();
        expectInTheOnlyBreakout();
        await scene.stage.pass(3600);
        expectInTheOnlyBreakout();
      });
    }

    for (const [title, answer] of ANSWERS.filter(([, kind]) => kind !== 'lose-answer')) {
      it(`AC-33 ${title}, each time: no empty breakout stays, and the user, who waits in vain, is told`, async () => {
        fault(MOVE, answer);
        scene.ada.join(scene.general);
        await scene.stage.sandbox.until(() => told().length > 0);
        await settleWithPauses();
        await scene.stage.pass(60);
        expect(scene.breakouts).to.deep.equal([]);
        expect(await scene.stored()).to.deep.equal([]);
        expect(told()).to.have.length(1);
        expect(told()[0]).to.contain(`<@${scene.ada.id}>`);
      });
    }
  });

  describe('the request that deletes a breakout', () => {
    for (const [title, answer] of ANSWERS) {
      it(`AC-33 ${title}, once: the channel and its row are gone in the end`, async () => {
        await scene.breakoutOf(scene.ada);
        fault(DELETE, answer, 1);
        scene.ada.leave();
        await scene.stage.settle();
        await scene.stage.pass(30 + 5);
        expect(scene.breakouts).to.deep.equal([]);
        expect(await scene.stored()).to.deep.equal([]);
        expect(scene.notices).to.deep.equal([]);
      });
    }
  });
});
