import { expect } from 'chai';
import { AuditLogEvent, ChannelType, OverwriteType, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { statementsOf } from '../../../support/statements.js';
import { CREATE, DELETE, MOVE, said, sceneOfBot, there } from './scene.js';

const own = Bits.ViewChannel | Bits.Connect | Bits.ManageChannels | Bits.MoveMembers;

describe('autochannel: creation', () => {
  const scene = sceneOfBot();

  it('AC-10 PF-01 a join is one create call with everything in it, then one move call, and nothing else', async () => {
    const den = scene.guild.addChannel({ name: 'Den', type: ChannelType.GuildCategory });
    const source = scene.guild.addChannel({ name: 'Lounge', parent: den, bitrate: 32_000, rtcRegion: 'rotterdam' });
    const crew = scene.guild.addRole({ name: 'Crew' });
    scene.guild.owner.setOverwrite(source, crew, { allow: Bits.Connect, deny: Bits.Speak });
    await scene.enable({ voice_channel: source, user_limit: 4 });
    const ada = scene.member('Ada');
    await scene.joins(ada, source);

    expect(scene.operations()).to.deep.equal([CREATE, MOVE]);
    const [create, move] = scene.sandbox.calls();
    expect(create?.body).to.deep.equal({
      name: 'Lounge #2',
      type: ChannelType.GuildVoice,
      parent_id: den.id,
      user_limit: 4,
      bitrate: 32_000,
      rtc_region: 'rotterdam',
      permission_overwrites: [
        { id: crew.id, type: OverwriteType.Role, allow: String(Bits.Connect), deny: String(Bits.Speak) },
        { id: scene.botId, type: OverwriteType.Member, allow: String(own), deny: '0' },
      ],
    });
    const breakout = there(scene.breakouts()[0]);
    expect(move?.body).to.deep.equal({ channel_id: breakout.id });
    expect(ada.voiceChannel).to.equal(breakout);
  });

  it('FW-43 both writes have a reason for the audit log', async () => {
    await scene.enable();
    await scene.joins(scene.member('Ada'));
    expect(scene.sandbox.calls().map(({ reason }) => reason)).to.deep.equal([
      'Autochannel: breakout for Ada, who joined General',
      'Autochannel: to the breakout made for joining General',
    ]);
    const logged = scene.guild.record.auditLog.filter(({ userId }) => userId === scene.botId);
    expect(logged.map(({ actionType }) => actionType)).to.deep.equal([
      AuditLogEvent.ChannelCreate,
      AuditLogEvent.MemberMove,
    ]);
  });

  it('FW-43 a reason survives a name of any script and length', async () => {
    await scene.enable();
    const person = scene.guild.addMember({ name: 'x', nick: 'Ωμέγα\n🙂'.repeat(3) });
    await scene.joins(person);
    expect(scene.calls(CREATE)[0]?.reason).to.match(/^Autochannel: breakout for Ωμέγα 🙂/);
  });

  it('AC-10 a bot that joins a source does nothing', async () => {
    await scene.enable();
    await scene.joins(scene.guild.addMember({ name: 'Jukebox', bot: true }));
    expect(scene.operations()).to.deep.equal([]);
    expect(scene.breakouts()).to.deep.equal([]);
  });

  it('AC-13 PF-01 joining a breakout, leaving one of two, muting, streaming: no call', async () => {
    await scene.enable();
    const [ada, bo] = [scene.member('Ada'), scene.member('Bo')];
    await scene.joins(ada);
    scene.sandbox.clearCalls();
    await scene.joins(bo, there(scene.breakouts()[0]));
    ada.mute();
    ada.deafen();
    ada.stream();
    ada.camera();
    await scene.stage.settle();
    ada.leave();
    await scene.stage.settle();
    expect(scene.operations()).to.deep.equal([]);
    expect(scene.names()).to.deep.equal(['General #2']);
  });

  it('AC-10 muting, deafening and streaming in a source that waits makes nothing twice', async () => {
    await scene.enable();
    const ada = scene.member('Ada');
    scene.sandbox.faults.add({ operation: CREATE, times: 1, answer: { delay: 2000 } });
    ada.join(scene.general);
    ada.mute();
    ada.stream();
    await scene.called(CREATE);
    await scene.passWhileWaiting(2);
    await scene.stage.settle();
    expect(scene.operations()).to.deep.equal([CREATE, MOVE]);
  });

  it('PF-01 a whole life is 2 calls to come, 0 to leave, 1 to go', async () => {
    await scene.enable({ grace_period: 10 });
    const ada = scene.member('Ada');
    await scene.joins(ada);
    ada.leave();
    await scene.stage.settle();
    expect(scene.operations()).to.deep.equal([CREATE, MOVE]);
    await scene.stage.pass(10);
    expect(scene.operations()).to.deep.equal([CREATE, MOVE, DELETE]);
    expect(scene.breakouts()).to.deep.equal([]);
  });

  it('AC-15 PF-01 coming back within the grace is one call, into the same breakout', async () => {
    await scene.enable();
    const ada = scene.member('Ada');
    await scene.joins(ada);
    const breakout = there(scene.breakouts()[0]);
    ada.leave();
    await scene.stage.pass(20);
    scene.sandbox.clearCalls();
    await scene.joins(ada);
    expect(scene.operations()).to.deep.equal([MOVE]);
    expect(ada.voiceChannel).to.equal(breakout);
    await scene.stage.pass(60);
    expect(scene.breakouts()).to.deep.equal([breakout]);
  });

  it('AC-15 who goes back to the source while others are in the breakout gets another', async () => {
    await scene.enable();
    const [ada, bo] = [scene.member('Ada'), scene.member('Bo')];
    await scene.joins(ada);
    await scene.joins(bo, there(scene.breakouts()[0]));
    await scene.joins(ada);
    expect(scene.names()).to.deep.equal(['General #2', 'General #3']);
    expect(ada.voiceChannel?.name).to.equal('General #3');
  });

  it('AC-15 somebody else does not get a breakout that is in its grace', async () => {
    await scene.enable();
    const [ada, bo] = [scene.member('Ada'), scene.member('Bo')];
    await scene.joins(ada);
    ada.leave();
    await scene.stage.settle();
    await scene.joins(bo);
    expect(bo.voiceChannel?.name).to.equal('General #3');
  });

  it('AC-15 the owner back in the source from their own breakout is moved back into it', async () => {
    await scene.enable();
    const ada = scene.member('Ada');
    await scene.joins(ada);
    scene.sandbox.clearCalls();
    await scene.joins(ada);
    expect(scene.operations()).to.deep.equal([MOVE]);
    expect(scene.names()).to.deep.equal(['General #2']);
  });

  it('AC-15 who leaves before the channel is there has it deleted at once, without a move', async () => {
    await scene.enable();
    const ada = scene.member('Ada');
    scene.sandbox.faults.add({ operation: CREATE, answer: { delay: 500 } });
    ada.join(scene.general);
    await scene.called(CREATE);
    ada.leave();
    await scene.passWhileWaiting(0.5);
    await scene.stage.settle();
    expect(scene.operations()).to.deep.equal([CREATE, DELETE]);
    expect(scene.calls(DELETE)[0]?.reason).to.equal('Autochannel: breakout not used: the member has left');
    expect(await scene.list()).to.include('No breakouts at the moment');
  });

  it('AC-15 who leaves while the move is under way (40032) has the channel deleted at once', async () => {
    await scene.enable();
    const ada = scene.member('Ada');
    scene.sandbox.faults.add({ operation: MOVE, answer: { delay: 500 } });
    ada.join(scene.general);
    await scene.called(MOVE);
    ada.leave();
    await scene.passWhileWaiting(0.5);
    await scene.stage.settle();
    expect(scene.operations()).to.deep.equal([CREATE, MOVE, DELETE]);
    expect(scene.calls(MOVE)[0]?.code).to.equal(40_032);
    expect(scene.breakouts()).to.deep.equal([]);
  });

  it('AC-23 whose breakout somebody deletes while they are moved there gets another one', async () => {
    await scene.enable();
    const ada = scene.member('Ada');
    scene.sandbox.faults.add({ operation: MOVE, times: 1, answer: { delay: 500 } });
    ada.join(scene.general);
    await scene.called(MOVE);
    for (const channel of scene.breakouts()) scene.guild.owner.deleteChannel(channel);
    await scene.passWhileWaiting(0.5);
    await scene.stage.settle();
    expect(scene.breakouts()).to.have.length(1);
    expect(ada.voiceChannel?.id).to.equal(scene.breakouts()[0]?.id);
    expect(scene.operations()).to.deep.equal([CREATE, MOVE, CREATE, MOVE]);
  });

  it('AC-15 who hops to another channel before the move stays there', async () => {
    await scene.enable();
    const [ada, elsewhere] = [scene.member('Ada'), scene.guild.addChannel({ name: 'Elsewhere' })];
    scene.sandbox.faults.add({ operation: CREATE, answer: { delay: 500 } });
    ada.join(scene.general);
    await scene.called(CREATE);
    ada.join(elsewhere);
    await scene.passWhileWaiting(0.5);
    await scene.stage.settle();
    expect(ada.voiceChannel).to.equal(elsewhere);
    expect(scene.operations()).to.deep.equal([CREATE, DELETE]);
  });

  it('AC-15 a channel whose user has left is handed to whoever waits, and nothing is deleted', async () => {
    await scene.enable();
    const [ada, bo] = [scene.member('Ada'), scene.member('Bo')];
    scene.sandbox.faults.add({ operation: CREATE, times: 1, answer: { delay: 500 } });
    ada.join(scene.general);
    await scene.called(CREATE);
    bo.join(scene.general);
    ada.leave();
    await scene.passWhileWaiting(2);
    await scene.stage.settle();
    expect(bo.voiceChannel).to.equal(scene.breakouts()[0]);
    expect(scene.names()).to.deep.equal(['General #2']);
  });

  it('AC-15 a channel that is named after its user is not handed over', async () => {
    await scene.enable({ naming_pattern: '{user}' });
    const [ada, bo] = [scene.member('Ada'), scene.member('Bo')];
    scene.sandbox.faults.add({ operation: CREATE, times: 1, answer: { delay: 500 } });
    ada.join(scene.general);
    await scene.called(CREATE);
    bo.join(scene.general);
    ada.leave();
    await scene.passWhileWaiting(2);
    await scene.stage.settle();
    expect(bo.voiceChannel?.name).to.equal('Bo');
    expect(scene.names()).to.deep.equal(['Bo']);
  });

  it('AC-12 overwrites come from the template, what the bot may not set is dropped and told once', async () => {
    const staff = scene.systemChannel();
    const template = scene.guild.addChannel({ name: 'Template' });
    const everyone = there(scene.guild.record.roles.get(scene.guild.id));
    scene.guild.owner.setOverwrite(template, everyone, { deny: Bits.ViewChannel | Bits.ManageWebhooks });
    scene.guild.owner.setOverwrite(scene.general, everyone, { deny: Bits.Speak });
    await scene.stage.settle();
    expect(await scene.enable({ overwrites: template })).to.include('**Manage Webhooks**');
    const [ada, bo] = [scene.member('Ada'), scene.member('Bo')];
    await scene.joins(ada);
    await scene.joins(bo);
    for (const { overwrites } of scene.breakouts()) {
      expect(overwrites).to.deep.include({
        id: everyone.id,
        type: OverwriteType.Role,
        allow: 0n,
        deny: Bits.ViewChannel,
      });
      expect(overwrites.find(({ id }) => id === scene.botId)).to.include({ allow: own, deny: 0n });
    }
    expect(scene.breakouts()).to.have.length(2);
    expect(said(staff), 'the admin has been told already').to.deep.equal([]);
    scene.guild.owner.setOverwrite(template, everyone, { deny: Bits.ManageEvents });
    await scene.stage.settle();
    for (const person of scene.members(2)) await scene.joins(person);
    expect(said(staff).map((text) => text.includes('**Manage Events**'))).to.deep.equal([true]);
  });

  it('AC-12 a source that is closed to the bot by overwrites of members stays usable in its breakouts', async () => {
    scene.guild.owner.setOverwrite(scene.general, scene.guild.bot, { deny: Bits.Speak, allow: Bits.Stream });
    await scene.enable();
    const ada = scene.member('Ada');
    await scene.joins(ada);
    const botOverwrite = there(scene.breakouts()[0]).overwrites.filter(({ id }) => id === scene.botId);
    expect(botOverwrite).to.deep.equal([
      { id: scene.botId, type: OverwriteType.Member, allow: own | Bits.Stream, deny: Bits.Speak },
    ]);
  });

  it('PF-16 joining a source is two statements, everything that follows included', async () => {
    await scene.enable();
    const seen = await statementsOf(async (sent) => {
      const stop = scene.sandbox.onChange(() => {
        if (scene.sandbox.calls(CREATE).length > 0 && !sent.includes('create')) sent.push('create');
      });
      await scene.joins(scene.member('Ada'));
      await scene.stage.pass(2);
      stop();
    });
    expect(seen.map((text) => text.split(' ')[0])).to.deep.equal(['insert', 'create', 'update']);
  });
});
