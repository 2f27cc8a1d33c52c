import { expect } from 'chai';
import { ChannelType } from 'discord.js';
import type { ChannelRecord } from 'roomkeeper/sandbox';
import { DELETE, SourceScene } from '../../../support/source-scene.js';

describe('autochannel: changes made by hand', () => {
  let scene: SourceScene;
  let breakout: ChannelRecord;

  beforeEach(async () => {
    scene = await SourceScene.set({ grace: 10 });
    breakout = await scene.breakoutOf(scene.ada);
  });
  afterEach(() => scene.stage.strike());

  describe('AC-22 the source is deleted', () => {
    const deleteSource = async (): Promise<void> => {
      scene.guild.owner.deleteChannel(scene.general);
      await scene.stage.settle();
    };

    it('AC-22 an occupied breakout stays until it is empty, with the grace of its source', async () => {
      await deleteSource();
      await scene.stage.pass(3600);
      expect(scene.exists(breakout)).to.equal(true);
      expect(scene.stage.sandbox.callCounts()).to.deep.equal({});
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(9);
      expect(scene.exists(breakout)).to.equal(true);
      await scene.stage.pass(1);
      expect(scene.exists(breakout)).to.equal(false);
      expect(await scene.stored()).to.deep.equal([]);
    });

    it('AC-22 an empty breakout goes at once, with a reason, and no deadline is left', async () => {
      await scene.breakoutOf(scene.ben);
      scene.ben.leave();
      await scene.stage.settle();
      await deleteSource();
      expect(scene.breakouts).to.deep.equal([breakout.name]);
      expect(scene.deletions().map(({ reason }) => reason)).to.deep.equal(['Autochannel: source channel deleted']);
      await scene.stage.pass(60);
      expect(scene.stage.sandbox.callCounts()).to.deep.equal({ [DELETE]: 1 });
      expect(await scene.stored()).to.have.length(1);
    });

    it('AC-22 an occupied breakout of a deleted source survives a restart, and goes when it is empty', async () => {
      await deleteSource();
      await scene.stage.stopBot();
      scene.stage.sandbox.clearCalls();
      await scene.stage.startBot();
      expect(scene.stage.sandbox.calls(DELETE)).to.deep.equal([]);
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(10);
      expect(scene.breakouts).to.deep.equal([]);
    });

    it('AC-22 the list names the breakouts that are left, and no source any more', async () => {
      await deleteSource();
      const answer = await scene.guild.owner.slash('autochannel list');
      await answer.response();
      const shown = JSON.stringify(answer.replies.map(({ api }) => [api.content, api.components, api.embeds]));
      expect(shown).to.contain(breakout.id).and.not.to.contain(scene.general.id);
    });

    it('AC-22 an empty breakout that cannot be deleted when its source goes is tried again', async () => {
      scene.ada.leave();
      await scene.stage.settle();
      scene.stage.sandbox.faults.add({ operation: DELETE, times: 1, answer: { status: 403, code: 50013 } });
      await deleteSource();
      expect(scene.exists(breakout)).to.equal(true);
      await scene.stage.pass(5);
      expect(scene.exists(breakout)).to.equal(false);
      expect(await scene.stored()).to.deep.equal([]);
    });
  });

  describe('AC-23 a breakout is deleted', () => {
    it('AC-23 an occupied one is untracked at once, and its number is free again', async () => {
      scene.guild.owner.deleteChannel(breakout);
      await scene.stage.settle();
      expect(await scene.stored()).to.deep.equal([]);
      expect(scene.stage.sandbox.callCounts()).to.deep.equal({});
      expect((await scene.breakoutOf(scene.ben)).name).to.equal(breakout.name);
    });

    it('AC-23 the deadline of an empty one is cancelled', async () => {
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(5);
      scene.guild.owner.deleteChannel(breakout);
      await scene.stage.settle();
      await scene.stage.pass(3600);
      expect(await scene.stored()).to.deep.equal([]);
      expect(scene.stage.sandbox.callCounts()).to.deep.equal({});
    });

    it('AC-23 one whose deletion had failed is not tried again', async () => {
      scene.stage.sandbox.faults.add({ operation: DELETE, times: 1, answer: { status: 403, code: 50013 } });
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(11);
      scene.guild.owner.deleteChannel(breakout);
      await scene.stage.settle();
      await scene.stage.pass(3600);
      expect(scene.deletions()).to.have.length(1);
      expect(await scene.stored()).to.deep.equal([]);
    });

    it('AC-23 a channel that is none of ours concerns nobody', async () => {
      scene.guild.owner.deleteChannel(scene.guild.addChannel({ name: 'General #9' }));
      await scene.stage.settle();
      expect(await scene.stored()).to.have.length(1);
      expect(scene.stage.sandbox.callCounts()).to.deep.equal({});
    });

    it('AC-23 deleting category, source and breakout together leaves nothing behind', async () => {
      for (const channel of [scene.general, breakout]) scene.guild.owner.deleteChannel(channel);
      await scene.stage.settle();
      await scene.stage.pass(60);
      expect(await scene.stored()).to.deep.equal([]);
      expect(scene.deletions().filter(({ status }) => status !== 404)).to.deep.equal([]);
    });
  });

  describe('AC-24 people and channels are moved about', () => {
    const ways: [string, () => void][] = [
      [
        'moved to another channel by a moderator',
        () => scene.guild.owner.move(scene.ada, scene.guild.addChannel({ name: 'Other' })),
      ],
      ['disconnected by a moderator', () => scene.guild.owner.move(scene.ada, null)],
      ['kicked from the guild', () => scene.guild.owner.kick(scene.ada)],
      ['banned from the guild', () => scene.guild.owner.ban(scene.ada)],
      ['changed over to another channel by herself', () => scene.ada.join(scene.guild.addChannel({ name: 'Other' }))],
      [
        'put into the AFK channel',
        () => {
          const afk = scene.guild.addChannel({ name: 'AFK' });
          scene.guild.owner.editGuild({ afkChannelId: afk.id });
          scene.ada.fallAsleep();
        },
      ],
    ];
    for (const [title, act] of ways) {
      it(`AC-24 the last one being ${title} begins the grace period`, async () => {
        act();
        await scene.stage.settle();
        expect(await scene.deadline()).to.equal(10);
        await scene.stage.pass(10);
        expect(scene.exists(breakout)).to.equal(false);
        expect(scene.stage.sandbox.callCounts()).to.deep.equal({ [DELETE]: 1 });
      });
    }

    it('AC-24 a moderator moving somebody into an empty breakout cancels its deletion', async () => {
      const other = scene.guild.addChannel({ name: 'Other' });
      scene.ada.join(other);
      await scene.stage.settle();
      await scene.stage.pass(9);
      scene.guild.owner.move(scene.ada, breakout);
      await scene.stage.settle();
      await scene.stage.pass(60);
      expect(scene.exists(breakout)).to.equal(true);
      expect(await scene.deadline()).to.equal(null);
    });

    it('AC-24 a moderator moving somebody into the source gives them a breakout', async () => {
      const other = scene.guild.addChannel({ name: 'Other' });
      scene.ben.join(other);
      scene.guild.owner.move(scene.ben, scene.general);
      await scene.stage.settle();
      expect(scene.ben.voiceChannel?.name).to.equal('General #3');
    });

    it('AC-24 a breakout that was renamed and moved to another category lives and goes as before', async () => {
      const category = scene.guild.addChannel({ name: 'Elsewhere', type: ChannelType.GuildCategory });
      scene.guild.owner.editChannel(breakout, { name: 'Ada’s corner', parentId: category.id });
      await scene.stage.settle();
      expect(scene.stage.sandbox.callCounts()).to.deep.equal({});
      expect((await scene.breakoutOf(scene.ben)).name).to.equal('General #3');
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(10);
      expect(scene.exists(breakout)).to.equal(false);
    });

    it('AC-24 a renamed breakout is still known after a restart', async () => {
      scene.guild.owner.editChannel(breakout, { name: 'Ada’s corner' });
      await scene.stage.settle();
      await scene.stage.stopBot();
      await scene.stage.startBot();
      expect(scene.exists(breakout)).to.equal(true);
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(10);
      expect(scene.exists(breakout)).to.equal(false);
    });

    it('AC-24 a source that was renamed or moved goes on, and its new name is used', async () => {
      scene.guild.owner.editChannel(scene.general, { name: 'Lobby' });
      await scene.stage.settle();
      scene.ben.join(scene.general);
      await scene.stage.settle();
      expect(scene.ben.voiceChannel?.name).to.equal('Lobby #3');
    });

    it('AC-24 mute, deafen, camera, stream and what moderators do of these lead to nothing', async () => {
      const before = await scene.stored();
      scene.ada.mute();
      scene.ada.deafen();
      scene.ada.camera();
      scene.ada.stream();
      scene.guild.owner.serverMute(scene.ada, true);
      scene.guild.owner.serverDeafen(scene.ada, true);
      scene.ada.mute(false);
      await scene.stage.settle();
      await scene.stage.pass(60);
      expect(scene.stage.sandbox.callCounts()).to.deep.equal({});
      expect(await scene.stored()).to.deep.equal(before);
      expect(scene.ada.voiceChannel?.id).to.equal(breakout.id);
    });

    it('AC-24 mute and camera of somebody who waits in a source that is broken make no further try', async () => {
      scene.stage.sandbox.faults.add({
        operation: 'POST /guilds/{guild_id}/channels',
        answer: { status: 403, code: 50013 },
      });
      scene.ben.join(scene.general);
      await scene.stage.settle();
      scene.stage.sandbox.clearCalls();
      scene.ben.mute();
      scene.ben.camera();
      await scene.stage.settle();
      expect(scene.stage.sandbox.callCounts()).to.deep.equal({});
    });
  });
});
