import { expect } from 'chai';
import { AuditLogEvent } from 'discord.js';
import type { FaultAnswer } from '../../../../sandbox/rest/faults.js';
import { DELETE, SourceScene, type SourceSceneOptions } from '../../../support/source-scene.js';

describe('autochannel: deletion', () => {
  let scene: SourceScene;

  const set = async (options: SourceSceneOptions = {}): Promise<void> => {
    scene = await SourceScene.set(options);
  };
  /** Deletions get `answer` instead of being carried out, until the returned function is called. */
  const refuseDeletions = (answer: FaultAnswer): (() => void) =>
    scene.stage.sandbox.faults.add({ operation: DELETE, answer });

  afterEach(() => scene.stage.strike());

  describe('AC-20 the grace period', () => {
    it('AC-20 an empty breakout stays for the grace period of its source, then goes with one call', async () => {
      await set({ grace: 10 });
      const breakout = await scene.breakoutOf(scene.ada);
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(9.9);
      expect(scene.exists(breakout)).to.equal(true);
      expect(scene.stage.sandbox.callCounts()).to.deep.equal({});
      await scene.stage.pass(0.1);
      expect(scene.exists(breakout)).to.equal(false);
      expect(scene.stage.sandbox.callCounts()).to.deep.equal({ [DELETE]: 1 });
      expect(await scene.stored()).to.deep.equal([]);
    });

    it('AC-20 each source has a grace period of its own', async () => {
      await set({ grace: 10 });
      const lounge = scene.guild.addChannel({ name: 'Lounge' });
      await scene.enable(lounge, 60);
      const short = await scene.breakoutOf(scene.ada);
      scene.ben.join(lounge);
      await scene.stage.settle();
      const long = scene.ben.voiceChannel;
      scene.ada.leave();
      scene.ben.leave();
      await scene.stage.settle();
      await scene.stage.pass(11);
      expect(scene.breakouts).to.deep.equal(['Lounge #2']);
      expect([scene.exists(short), long?.name]).to.deep.equal([false, 'Lounge #2']);
      await scene.stage.pass(50);
      expect(scene.breakouts).to.deep.equal([]);
    });

    it('AC-20 a grace period that was changed meanwhile holds from the next leaving on', async () => {
      await set({ grace: 10 });
      await scene.breakoutOf(scene.ada);
      await scene.enable(scene.general, 100);
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(99);
      expect(scene.breakouts).to.have.length(1);
      await scene.stage.pass(1);
      expect(scene.breakouts).to.deep.equal([]);
    });

    it('AC-20 a breakout stays as long as one of several people is in it', async () => {
      await set({ grace: 10 });
      const breakout = await scene.breakoutOf(scene.ada);
      scene.ben.join(breakout);
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(60);
      expect(scene.exists(breakout)).to.equal(true);
      expect(scene.stage.sandbox.callCounts()).to.deep.equal({});
    });

    for (const [who, comesBack] of [
      ['its owner', () => scene.ada],
      ['somebody else', () => scene.ben],
    ] as const) {
      it(`AC-20 ${who} coming back in the last moment cancels the deletion`, async () => {
        await set({ grace: 10 });
        const breakout = await scene.breakoutOf(scene.ada);
        scene.ada.leave();
        await scene.stage.settle();
        await scene.stage.pass(9.999);
        comesBack().join(breakout);
        await scene.stage.settle();
        await scene.stage.pass(3600);
        expect(scene.exists(breakout)).to.equal(true);
        expect(scene.stage.sandbox.callCounts()).to.deep.equal({});
        expect(await scene.deadline()).to.equal(null);
      });
    }

    it('AC-20 after a rejoin the grace period begins anew', async () => {
      await set({ grace: 10 });
      const breakout = await scene.breakoutOf(scene.ada);
      for (let times = 0; times < 3; times += 1) {
        scene.ada.leave();
        await scene.stage.settle();
        await scene.stage.pass(9);
        scene.ada.join(breakout);
        await scene.stage.settle();
      }
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(9);
      expect(scene.exists(breakout)).to.equal(true);
      await scene.stage.pass(1);
      expect(scene.deletions()).to.have.length(1);
      expect(scene.breakouts).to.deep.equal([]);
    });

    it('AC-20 somebody who joins at the very moment of the deadline is seen', async () => {
      await set({ grace: 10 });
      const breakout = await scene.breakoutOf(scene.ada);
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(9.999);
      scene.ben.join(breakout);
      await scene.stage.sandbox.settled();
      await scene.stage.pass(0.001);
      expect(scene.exists(breakout)).to.equal(true);
      expect(scene.ben.voiceChannel?.id).to.equal(breakout.id);
    });

    it('AC-20 with grace 0 an empty breakout goes at once', async () => {
      await set({ grace: 0 });
      await scene.breakoutOf(scene.ada);
      scene.ada.leave();
      await scene.stage.settle();
      expect(scene.breakouts).to.deep.equal([]);
      expect(scene.stage.sandbox.callCounts()).to.deep.equal({ [DELETE]: 1 });
      expect(await scene.stored()).to.deep.equal([]);
    });

    it('AC-20 with grace 0 somebody hopping from breakout to source leaves the old one behind for deletion', async () => {
      await set({ grace: 0 });
      const first = await scene.breakoutOf(scene.ada);
      const second = await scene.breakoutOf(scene.ada);
      expect(second.id).not.to.equal(first.id);
      expect(scene.exists(first)).to.equal(false);
      expect(scene.breakouts).to.have.length(1);
    });

    it('AC-20 bots do not keep a breakout alive, nor does one that joins cancel its deletion', async () => {
      await set({ grace: 10 });
      const dj = scene.guild.addMember({ name: 'DJ', bot: true });
      const late = scene.guild.addMember({ name: 'Late Bot', bot: true });
      const breakout = await scene.breakoutOf(scene.ada);
      dj.join(breakout);
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(5);
      late.join(breakout);
      await scene.stage.settle();
      await scene.stage.pass(5);
      expect(scene.exists(breakout)).to.equal(false);
      expect(scene.deletions()).to.have.length(1);
    });

    it('AC-20 a bot leaving an empty breakout does not prolong its grace', async () => {
      await set({ grace: 10 });
      const dj = scene.guild.addMember({ name: 'DJ', bot: true });
      const breakout = await scene.breakoutOf(scene.ada);
      dj.join(breakout);
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(9);
      dj.leave();
      await scene.stage.settle();
      await scene.stage.pass(1);
      expect(scene.exists(breakout)).to.equal(false);
    });
  });

  describe('AC-21 the call and its answers', () => {
    it('AC-21 the deletion says in the audit log why', async () => {
      await set({ grace: 10 });
      const breakout = await scene.breakoutOf(scene.ada);
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(10);
      const entry = scene.guild.record.auditLog.find(
        ({ targetId, actionType }) => targetId === breakout.id && actionType === AuditLogEvent.ChannelDelete,
      );
      expect(entry?.reason).to.equal('Autochannel: breakout empty after grace period of 10 seconds');
    });

    it('AC-21 “unknown channel” (10003) counts as done', async () => {
      await set({ grace: 10 });
      await scene.breakoutOf(scene.ada);
      refuseDeletions({ status: 404, code: 10003, message: 'Unknown Channel' });
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(3600);
      expect(scene.deletions()).to.have.length(1);
      expect(await scene.stored()).to.deep.equal([]);
      expect(scene.notices).to.deep.equal([]);
    });

    const failures: [string, FaultAnswer][] = [
      ['403 (50013)', { status: 403, code: 50013, message: 'Missing Permissions' }],
      ['403 (50001)', { status: 403, code: 50001, message: 'Missing Access' }],
      ['404 with another code', { status: 404, code: 0, message: '404: Not Found' }],
      ['400', { status: 400, code: 50035, message: 'Invalid Form Body' }],
      ['500', { status: 500 }],
      ['a connection that breaks', 'drop'],
      ['no answer at all', 'timeout'],
    ];
    for (const [title, answer] of failures) {
      it(`AC-21 after ${title} the row stays, and the deletion is tried again until it works`, async () => {
        await set({ grace: 10 });
        scene.stage.limitRequests(150);
        const breakout = await scene.breakoutOf(scene.ada);
        const allow = refuseDeletions(answer);
        scene.ada.leave();
        await scene.stage.settle();
        await scene.stage.pass(10);
        expect(scene.exists(breakout)).to.equal(true);
        expect((await scene.stored()).map(({ state, attempts }) => [state, attempts])).to.deep.equal([['deleting', 1]]);
        allow();
        await scene.stage.pass(5);
        expect(scene.exists(breakout)).to.equal(false);
        expect(await scene.stored()).to.deep.equal([]);
      });
    }

    it('AC-21 tries follow each other after 5, 10, 20 and 40 seconds, then the guild is told once, then each hour', async () => {
      await set({ grace: 10 });
      const breakout = await scene.breakoutOf(scene.ada);
      refuseDeletions({ status: 403, code: 50013 });
      scene.ada.leave();
      await scene.stage.settle();
      const start = scene.stage.clock.now();
      await scene.stage.pass(10 + 5 + 10 + 20);
      expect(scene.notices).to.deep.equal([]);
      await scene.stage.pass(40 + 3 * 3600);
      const times = scene.deletions().map(({ at }) => (at - start) / 1000);
      expect(times).to.deep.equal([10, 15, 25, 45, 85, 3685, 7285, 10_885]);
      expect(scene.notices).to.have.length(1);
      expect(scene.notices[0]).to.contain(`<#${breakout.id}>`).and.to.contain('could not be deleted in 5 tries');
    });

    it('AC-21 the number of tries and their pauses are what the configuration says', async () => {
      const deletion = { quickTries: 2, firstDelaySeconds: 1, slowDelaySeconds: 60 };
      await set({ grace: 10, config: { plugins: ['autochannel'], autochannel: { deletion } } });
      await scene.breakoutOf(scene.ada);
      refuseDeletions({ status: 403, code: 50013 });
      scene.ada.leave();
      await scene.stage.settle();
      const start = scene.stage.clock.now();
      await scene.stage.pass(140);
      expect(scene.deletions().map(({ at }) => (at - start) / 1000)).to.deep.equal([10, 11, 71, 131]);
      expect(scene.notices).to.have.length(1);
    });

    it('AC-21 the guild is told again neither after a rejoin nor after a restart', async () => {
      await set({ grace: 10 });
      const breakout = await scene.breakoutOf(scene.ada);
      refuseDeletions({ status: 403, code: 50013 });
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(100);
      expect(scene.notices).to.have.length(1);
      await scene.stage.stopBot();
      await scene.stage.startBot();
      await scene.stage.pass(2 * 3600);
      scene.ben.join(breakout);
      await scene.stage.settle();
      scene.ben.leave();
      await scene.stage.settle();
      await scene.stage.pass(4 * 3600);
      expect(scene.notices).to.have.length(1);
      expect(scene.exists(breakout)).to.equal(true);
    });

    it('AC-21 people who come back while deletions fail keep their channel', async () => {
      await set({ grace: 10 });
      const breakout = await scene.breakoutOf(scene.ada);
      const allow = refuseDeletions({ status: 500 });
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(12);
      scene.ada.join(breakout);
      await scene.stage.settle();
      allow();
      await scene.stage.pass(3600);
      expect(scene.exists(breakout)).to.equal(true);
      expect(await scene.deadline()).to.equal(null);
    });

    it('AC-21 a permission that comes back brings the deletion at once', async () => {
      await set({ grace: 10 });
      const breakout = await scene.breakoutOf(scene.ada);
      const permissions = scene.guild.botRole.permissions;
      scene.guild.owner.removeOverwrite(breakout, scene.guild.bot);
      scene.guild.setBotPermissions(permissions & ~(1n << 4n) & ~(1n << 3n));
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(100);
      expect(scene.exists(breakout)).to.equal(true);
      expect(scene.notices).to.have.length(1);
      scene.guild.setBotPermissions(permissions);
      await scene.stage.settle();
      expect(scene.exists(breakout)).to.equal(false);
      expect(await scene.stored()).to.deep.equal([]);
    });

    it('AC-21 a retry is remembered over a restart', async () => {
      await set({ grace: 10 });
      const breakout = await scene.breakoutOf(scene.ada);
      const allow = refuseDeletions({ status: 403, code: 50013 });
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(10 + 5 + 1);
      await scene.stage.stopBot();
      allow();
      await scene.stage.startBot();
      expect(scene.exists(breakout)).to.equal(true);
      await scene.stage.pass(8);
      expect(scene.exists(breakout)).to.equal(true);
      await scene.stage.pass(1);
      expect(scene.exists(breakout)).to.equal(false);
    });
  });
});
