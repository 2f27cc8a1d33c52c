import { expect } from 'chai';
import type { ChannelRecord } from 'roomkeeper/sandbox';
import type { FaultAnswer } from '../../../../sandbox/rest/faults.js';
import { CREATE, DELETE, LOOK_UP, MOVE, SourceScene } from '../../../support/source-scene.js';

describe('autochannel: boot', () => {
  let scene: SourceScene;
  let breakout: ChannelRecord;

  /** The bot is down while `meanwhile` happens. Afterwards only the calls of its start are counted. */
  const whileDown = async (meanwhile: () => void | Promise<void>): Promise<void> => {
    await scene.stage.stopBot();
    scene.stage.sandbox.clearCalls();
    await meanwhile();
    await scene.stage.startBot();
  };
  const pass = (seconds: number) => scene.stage.clock.advance(seconds * 1000);
  /** How often guilds and channels were called for; what every start costs (commands, gateway) left out. */
  const guildCalls = (): Record<string, number> => {
    const counts = Object.entries(scene.stage.sandbox.callCounts());
    return Object.fromEntries(counts.filter(([operation]) => / \/(?:guilds|channels)/.test(operation)));
  };

  beforeEach(async () => {
    scene = await SourceScene.set({ grace: 60 });
    breakout = await scene.breakoutOf(scene.ada);
  });
  afterEach(() => scene.stage.strike());

  describe('AC-31 a guild that agrees with what is stored', () => {
    it('AC-31 costs no call, however many occupied breakouts it has', async () => {
      const people = Array.from({ length: 20 }, (_, index) => scene.guild.addMember({ name: `Person ${index}` }));
      for (const person of people) await scene.breakoutOf(person);
      await whileDown(() => {});
      expect(guildCalls()).to.deep.equal({});
      expect(scene.breakouts).to.have.length(21);
      expect((await scene.stored()).map(({ delete_at: at }) => at)).to.deep.equal(Array(21).fill(null));
    });

    it('AC-31 costs no call either when empty breakouts wait for their deadline', async () => {
      scene.ada.leave();
      await scene.stage.settle();
      await whileDown(() => pass(10));
      expect(guildCalls()).to.deep.equal({});
      expect(await scene.deadline()).to.equal(50);
    });

    it('AC-31 works on: joins are served, and numbers are not given twice', async () => {
      await whileDown(() => {});
      scene.ben.join(scene.general);
      await scene.stage.settle();
      expect(scene.ben.voiceChannel?.name).to.equal('General #3');
      expect(guildCalls()).to.deep.equal({ [CREATE]: 1, [MOVE]: 1 });
    });
  });

  describe('AC-31 empty breakouts', () => {
    it('AC-31 one whose deadline is stored gets the rest of it', async () => {
      scene.ada.leave();
      await scene.stage.settle();
      await whileDown(() => pass(40));
      await scene.stage.pass(19);
      expect(scene.exists(breakout)).to.equal(true);
      await scene.stage.pass(1);
      expect(scene.exists(breakout)).to.equal(false);
    });

    it('AC-31 one whose deadline has passed goes at once', async () => {
      scene.ada.leave();
      await scene.stage.settle();
      await whileDown(() => pass(3600));
      expect(scene.exists(breakout)).to.equal(false);
      expect(guildCalls()).to.deep.equal({ [DELETE]: 1 });
      expect(await scene.stored()).to.deep.equal([]);
    });

    it('AC-31 one that became empty while the bot was away gets its whole grace from now on', async () => {
      await whileDown(async () => {
        scene.ada.leave();
        await pass(3600);
      });
      expect(await scene.deadline()).to.equal(60);
      await scene.stage.pass(59);
      expect(scene.exists(breakout)).to.equal(true);
      await scene.stage.pass(1);
      expect(scene.exists(breakout)).to.equal(false);
    });

    it('AC-31 one in which only a bot sits counts as empty', async () => {
      const dj = scene.guild.addMember({ name: 'DJ', bot: true });
      await whileDown(() => {
        dj.join(breakout);
        scene.ada.leave();
      });
      expect(await scene.deadline()).to.equal(60);
    });

    it('AC-31 one that is joined in the rest of its grace stays', async () => {
      scene.ada.leave();
      await scene.stage.settle();
      await whileDown(() => pass(40));
      scene.ben.join(breakout);
      await scene.stage.settle();
      await scene.stage.pass(3600);
      expect(scene.exists(breakout)).to.equal(true);
    });
  });

  it('AC-31 an occupied breakout loses the deadline that is stored, also one that has passed', async () => {
    scene.ada.leave();
    await scene.stage.settle();
    await whileDown(async () => {
      scene.ben.join(breakout);
      await pass(3600);
    });
    expect(await scene.deadline()).to.equal(null);
    await scene.stage.pass(3600);
    expect(scene.exists(breakout)).to.equal(true);
    expect(guildCalls()).to.deep.equal({});
  });

  it('AC-18 AC-31 whoever joined the source while the bot was away is served when it is back', async () => {
    await whileDown(() => {
      scene.ben.join(scene.general);
      scene.cleo.join(scene.general);
    });
    expect([scene.ben.voiceChannel?.name, scene.cleo.voiceChannel?.name]).to.have.members(['General #3', 'General #4']);
    expect(guildCalls()).to.deep.equal({ [CREATE]: 2, [MOVE]: 2 });
  });

  it('AC-31 somebody who left and came back to the source gets the old breakout, if it is still there', async () => {
    await whileDown(() => scene.ada.join(scene.general));
    expect(scene.ada.voiceChannel?.id).to.equal(breakout.id);
    expect(scene.breakouts).to.have.length(1);
    expect(guildCalls()).to.deep.equal({ [MOVE]: 1 });
  });

  describe('AC-31 channels that were deleted while the bot was away', () => {
    it('AC-31 the row of a breakout goes once Discord says that it does not know the channel', async () => {
      await whileDown(() => scene.guild.owner.deleteChannel(breakout));
      expect(guildCalls()).to.deep.equal({ [LOOK_UP]: 1 });
      expect(await scene.stored()).to.deep.equal([]);
      expect((await scene.breakoutOf(scene.ben)).name).to.equal(breakout.name);
    });

    const unclear: [string, FaultAnswer][] = [
      ['403 (50001)', { status: 403, code: 50001 }],
      ['500', { status: 500 }],
      ['404 with another code', { status: 404, code: 0 }],
      ['a broken connection', 'drop'],
    ];
    for (const [title, answer] of unclear) {
      it(`AC-31 its row stays as long as Discord answers ${title}, and goes when the answer is clear`, async () => {
        const before = await scene.stored();
        await whileDown(() => {
          scene.guild.owner.deleteChannel(breakout);
          scene.stage.sandbox.faults.add({ operation: LOOK_UP, answer });
        });
        expect(await scene.stored()).to.deep.equal(before);
        await whileDown(() => scene.stage.sandbox.faults.clear());
        expect(await scene.stored()).to.deep.equal([]);
      });
    }

    it('AC-31 a breakout that the bot can no longer see is not taken for a deleted one', async () => {
      const permissions = scene.guild.botRole.permissions;
      await whileDown(() => {
        scene.guild.owner.removeOverwrite(breakout, scene.guild.bot);
        scene.guild.owner.setOverwrite(breakout, scene.guild.botRole, { deny: 1n << 10n });
      });
      expect(await scene.stored()).to.have.length(1);
      await whileDown(() => {
        scene.guild.owner.removeOverwrite(breakout, scene.guild.botRole);
        scene.guild.setBotPermissions(permissions);
        scene.ada.leave();
      });
      await scene.stage.pass(60);
      expect(scene.exists(breakout)).to.equal(false);
    });

    it('AC-31 a source that is gone takes its empty breakouts along, and leaves the occupied ones', async () => {
      const other = await scene.breakoutOf(scene.ben);
      await whileDown(() => {
        scene.ben.leave();
        scene.guild.owner.deleteChannel(scene.general);
      });
      expect([scene.exists(breakout), scene.exists(other)]).to.deep.equal([true, false]);
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(60);
      expect(scene.exists(breakout)).to.equal(false);
      expect(await scene.stored()).to.deep.equal([]);
    });

    it('AC-31 a source of which Discord says nothing clear stays a source', async () => {
      await whileDown(() => {
        scene.guild.owner.deleteChannel(scene.general);
        scene.stage.sandbox.faults.add({ operation: LOOK_UP, answer: { status: 500 } });
      });
      expect(scene.exists(breakout)).to.equal(true);
      expect(scene.deletions()).to.deep.equal([]);
    });
  });

  it('AC-31 a guild in an outage at boot is not touched, and is brought in order when it comes back', async function () {
    // discord.js waits 15 real seconds for guilds that do not come.
    this.timeout(60_000);
    const other = scene.stage.sandbox.addGuild({ name: 'Other' });
    const lobby = other.addChannel({ name: 'Lobby' });
    await scene.stage.settle();
    await (await other.owner.slash('autochannel enable', { voice_channel: lobby })).response();
    scene.ada.leave();
    await scene.stage.settle();
    const before = await scene.stored();

    await whileDown(() => {
      scene.guild.outage(true);
      other.owner.join(lobby);
    });
    expect(other.owner.voiceChannel?.name, 'a guild that is there is served').to.equal('Lobby #2');
    expect(guildCalls()).to.deep.equal({ [CREATE]: 1, [MOVE]: 1 });
    await scene.stage.pass(3600);
    expect(guildCalls()).to.deep.equal({ [CREATE]: 1, [MOVE]: 1 });
    expect((await scene.stored()).slice(0, 1)).to.deep.equal(before);

    scene.guild.outage(false);
    await scene.stage.settle();
    expect(scene.exists(breakout), 'the overdue breakout').to.equal(false);
    scene.ben.join(scene.general);
    await scene.stage.settle();
    expect(scene.ben.voiceChannel?.name).to.equal('General #2');
  });

  it('AC-31 an outage while the bot runs deletes nothing, and deadlines go on afterwards', async () => {
    scene.ada.leave();
    await scene.stage.settle();
    scene.guild.outage(true);
    await scene.stage.settle();
    await scene.stage.pass(3600);
    expect(guildCalls()).to.deep.equal({});
    expect(await scene.stored()).to.have.length(1);
    scene.guild.outage(false);
    await scene.stage.settle();
    expect(scene.exists(breakout)).to.equal(false);
  });

  it('AC-31 rows of a guild that the bot has left while away are left alone, and are good when it is invited again', async () => {
    await whileDown(() => scene.guild.removeBot());
    await scene.stage.pass(3600);
    expect(guildCalls()).to.deep.equal({});
    expect(await scene.stored()).to.have.length(1);
    scene.guild.inviteBot();
    await scene.stage.settle();
    scene.ada.leave();
    await scene.stage.settle();
    await scene.stage.pass(60);
    expect(scene.exists(breakout)).to.equal(false);
  });
});
