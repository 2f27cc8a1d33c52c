import { expect } from 'chai';
import type { ChannelRecord } from 'roomkeeper/sandbox';
import { CREATE, DELETE, LOOK_UP, MOVE, SourceScene } from '../../../support/source-scene.js';

describe('autochannel: reconnecting', () => {
  let scene: SourceScene;
  let breakout: ChannelRecord;

  beforeEach(async () => {
    scene = await SourceScene.set({ grace: 60 });
    breakout = await scene.breakoutOf(scene.ada);
  });
  afterEach(() => scene.stage.strike());

  /** The calls since the last reconnect, but for those that every identify costs. */
  const calls = (): Record<string, number> => {
    const { 'GET /gateway/bot': _, ...others } = scene.stage.sandbox.callCounts();
    return others;
  };

  describe('AC-32 without resume', () => {
    it('AC-32 a guild that agrees with what is stored costs no call', async () => {
      for (const person of [scene.ben, scene.cleo]) await scene.breakoutOf(person);
      await scene.reconnectAnew();
      expect(calls()).to.deep.equal({});
      expect(scene.breakouts).to.have.length(3);
    });

    it('AC-32 breakouts that were emptied or deleted meanwhile, and people who wait, are noticed', async () => {
      const kicked = await scene.breakoutOf(scene.ben);
      const deleted = await scene.breakoutOf(scene.cleo);
      const dora = scene.guild.addMember({ name: 'Dora' });
      await scene.reconnectAnew(() => {
        scene.ada.leave();
        scene.guild.owner.kick(scene.ben);
        scene.guild.owner.deleteChannel(deleted);
        dora.join(scene.general);
      });
      expect(dora.voiceChannel?.name, 'the number of the deleted one is free').to.equal(deleted.name);
      expect(calls()).to.deep.equal({ [LOOK_UP]: 1, [CREATE]: 1, [MOVE]: 1 });
      await scene.stage.pass(59);
      expect([scene.exists(breakout), scene.exists(kicked)]).to.deep.equal([true, true]);
      await scene.stage.pass(1);
      expect([scene.exists(breakout), scene.exists(kicked)]).to.deep.equal([false, false]);
      expect(scene.deletions()).to.have.length(2);
    });

    it('AC-32 of breakouts in their grace, one that was joined loses its deadline, another gets the rest', async () => {
      const joined = await scene.breakoutOf(scene.ben);
      scene.ada.leave();
      scene.ben.leave();
      await scene.stage.settle();
      await scene.stage.pass(40);
      await scene.reconnectAnew(() => scene.cleo.join(joined));
      await scene.stage.pass(19);
      expect(scene.exists(breakout)).to.equal(true);
      await scene.stage.pass(1);
      expect(scene.exists(breakout)).to.equal(false);
      await scene.stage.pass(3600);
      expect(scene.exists(joined)).to.equal(true);
      expect(calls()).to.deep.equal({ [DELETE]: 1 });
    });

    it('AC-32 a source that was deleted meanwhile takes its empty breakouts along', async () => {
      const other = await scene.breakoutOf(scene.ben);
      await scene.reconnectAnew(() => {
        scene.ada.leave();
        scene.guild.owner.deleteChannel(scene.general);
      });
      expect([scene.exists(breakout), scene.exists(other)]).to.deep.equal([false, true]);
    });

    it('AC-32 an invalid session is as good as a lost line', async () => {
      const { gateway } = scene.stage.sandbox;
      const before = gateway.identifies;
      gateway.invalidSession({ resumable: false });
      scene.ada.leave();
      await scene.stage.sandbox.until(() => gateway.identifies > before, { timeout: 15_000 });
      await scene.stage.settle();
      expect(await scene.deadline()).to.equal(60);
    });
  });

  it('AC-32 after a resume the missed events are replayed, and nothing is done twice', async () => {
    const { gateway } = scene.stage.sandbox;
    const before = gateway.identifies;
    gateway.cut({ resumable: true });
    scene.ada.leave();
    scene.ben.join(scene.general);
    await scene.stage.sandbox.until(() => scene.ben.voiceChannel?.name === 'General #3', { timeout: 15_000 });
    await scene.stage.settle();
    expect(gateway.identifies).to.equal(before);
    expect(calls()).to.deep.equal({ [CREATE]: 1, [MOVE]: 1 });
    await scene.stage.pass(60);
    expect(scene.exists(breakout)).to.equal(false);
    expect(scene.breakouts).to.deep.equal(['General #3']);
  });
});
