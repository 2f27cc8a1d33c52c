import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import type { InteractionHandle, Person } from 'roomkeeper/sandbox';
import { query } from '../../../support/database.js';
import { CREATE, DELETE, sceneOfBot, there, told } from './scene.js';

const CONFIRM = /disable-confirmed/;
const CANCEL = /disable-cancelled/;

describe('autochannel: disable', () => {
  const scene = sceneOfBot();

  const buttons = (answer: InteractionHandle): string[] =>
    (there(answer.replies.at(-1)).api.components ?? []).flatMap((row) =>
      'components' in row ? row.components.flatMap((one) => ('custom_id' in one ? [one.custom_id] : [])) : [],
    );

  const presses = async (person: Person, answer: InteractionHandle, button: RegExp): Promise<InteractionHandle> => {
    const customId = there(buttons(answer).find((id) => button.test(id)));
    const click = await person.click(there(answer.replies.at(-1)), customId, { force: true });
    await click.response();
    await scene.stage.settle();
    return click;
  };

  /** Somebody sits in a breakout, and the owner is asked whether it is to go. */
  const asked = async (): Promise<{ ada: Person; question: InteractionHandle }> => {
    scene.systemChannel();
    await scene.enable();
    const ada = scene.member('Ada');
    await scene.joins(ada);
    const question = await scene.disable({ delete_breakouts: true });
    expect(told(question)).to.include('removes 1 breakout channel, with 1 person in them');
    return { ada, question };
  };

  it('AC-02 a source without breakouts is an ordinary channel again', async () => {
    await scene.enable();
    expect(told(await scene.disable())).to.include('is no longer a source. It had no breakout channels.');
    scene.sandbox.clearCalls();
    await scene.joins(scene.member('Ada'));
    expect(scene.operations()).to.deep.equal([]);
  });

  it('AC-02 what is no source has nothing to disable', async () => {
    expect(told(await scene.disable())).to.include('is not a source, so there is nothing to disable');
    expect(told(await scene.disable({ delete_breakouts: true }))).to.include('nothing to disable');
  });

  it('AC-02 without deletion breakouts stay until they are empty, by the grace of the source', async () => {
    await scene.enable({ grace_period: 10 });
    const ada = scene.member('Ada');
    await scene.joins(ada);
    expect(told(await scene.disable())).to.include('1 breakout channel stays until it is empty');
    await scene.stage.pass(60);
    expect(scene.breakouts()).to.have.length(1);
    expect(await scene.list())
      .to.include('Breakouts whose source is no longer one')
      .and.to.include('1 person');
    ada.leave();
    await scene.stage.settle();
    await scene.stage.pass(9);
    expect(scene.breakouts()).to.have.length(1);
    await scene.stage.pass(1);
    expect(scene.breakouts()).to.deep.equal([]);
  });

  it('AC-02 enabling again takes the breakouts back, with their numbers', async () => {
    await scene.enable();
    await scene.joins(scene.member('Ada'));
    await scene.disable();
    expect(await scene.enable()).to.include('is now a source');
    const bo = scene.member('Bo');
    await scene.joins(bo);
    expect(bo.voiceChannel?.name).to.equal('General #3');
    expect(await scene.list()).to.not.include('Breakouts whose source is no longer one');
  });

  it('AC-02 with deletion empty breakouts go at once, with the reason', async () => {
    await scene.enable();
    const ada = scene.member('Ada');
    await scene.joins(ada);
    ada.leave();
    await scene.stage.settle();
    expect(told(await scene.disable({ delete_breakouts: true }))).to.include('1 breakout channel was deleted');
    expect(scene.breakouts()).to.deep.equal([]);
    expect(scene.calls(DELETE)[0]?.reason).to.equal('Autochannel: source disabled with its breakouts by olga');
    scene.sandbox.clearCalls();
    await scene.stage.pass(60);
    expect(scene.operations(), 'the deadline went with it').to.deep.equal([]);
  });

  it('AC-02 with people inside it asks first, and changes nothing until it is confirmed', async () => {
    const { ada, question } = await asked();
    expect(ada.voiceChannel?.name).to.equal('General #2');
    expect(await scene.list()).to.include(`### <#${scene.general.id}>`);
    await presses(scene.guild.owner, question, CONFIRM);
    expect(there(question.replies.at(-1)).api).to.deep.include({ components: [] });
    expect(told(question)).to.include('1 breakout channel was deleted');
    expect(scene.breakouts()).to.deep.equal([]);
    expect(ada.voiceChannel).to.equal(null);
    expect(await scene.list()).to.include('no sources yet');
  });

  it('AC-02 AC-33 with deletion, that all breakouts go is stored together with the end of the source', async () => {
    await scene.enable();
    for (const name of ['Ada', 'Ben']) await scene.joins(scene.member(name));
    const question = await scene.disable({ delete_breakouts: true });
    const remove = scene.sandbox.faults.add({ operation: DELETE, times: 1, answer: { delay: 10_000 } });
    const customId = there(buttons(question).find((id) => CONFIRM.test(id)));
    await scene.guild.owner.click(there(question.replies.at(-1)), customId);
    await scene.sandbox.until(() => scene.sandbox.calls(DELETE).length > 0);
    // A crash now must not let the second one stay, which nobody has touched yet.
    const sql = 'select state, forced, source_id from autochannel_breakout where guild_id = $1';
    const rows = await query(scene.stage.database.url, sql, [scene.guild.id]);
    const going = { state: 'deleting', forced: true, source_id: null };
    expect(rows).to.deep.equal([going, going]);
    remove();
    await scene.stage.clock.advance(11_000, () => scene.sandbox.settled());
    await scene.stage.settle();
    expect(scene.breakouts()).to.deep.equal([]);
  });

  it('AC-02 cancelling keeps everything', async () => {
    const { ada, question } = await asked();
    await presses(scene.guild.owner, question, CANCEL);
    expect(told(question)).to.include('is still a source');
    expect(buttons(question)).to.deep.equal([]);
    expect(ada.voiceChannel?.name).to.equal('General #2');
    expect(await scene.list()).to.include(`### <#${scene.general.id}>`);
  });

  it('AC-02 a click of somebody without the right changes nothing', async () => {
    const { ada, question } = await asked();
    const click = await presses(ada, question, CONFIRM);
    expect(told(click)).to.include('You need the permission **Manage Channels**');
    expect(ada.voiceChannel?.name).to.equal('General #2');
    expect(await scene.list()).to.include(`### <#${scene.general.id}>`);
  });

  it('AC-02 a right that was taken away meanwhile counts at the click', async () => {
    await scene.enable();
    const admins = scene.guild.addRole({ name: 'Admins', permissions: Bits.ManageChannels });
    const admin = scene.guild.addMember({ name: 'Bo', roles: [admins] });
    const ada = scene.member('Ada');
    await scene.joins(ada);
    const input = { voice_channel: scene.general, delete_breakouts: true };
    const question = await admin.slash('autochannel disable', input);
    await question.response();
    scene.guild.owner.takeRole(admin, admins);
    await presses(admin, question, CONFIRM);
    expect(ada.voiceChannel?.name).to.equal('General #2');
  });

  it('AC-02 confirming twice does it once', async () => {
    const { question } = await asked();
    const customId = there(buttons(question).find((id) => CONFIRM.test(id)));
    const message = there(question.replies.at(-1));
    const clicks = [await scene.guild.owner.click(message, customId), await scene.guild.owner.click(message, customId)];
    await Promise.all(clicks.map((click) => click.response()));
    await scene.stage.settle();
    expect(scene.calls(DELETE)).to.have.length(1);
    expect(await scene.list()).to.include('no sources yet');
  });

  for (const button of [CONFIRM, CANCEL]) {
    it(`AC-02 ${button.source} after the source has gone says so`, async () => {
      const { question } = await asked();
      scene.guild.owner.deleteChannel(scene.general);
      await scene.stage.settle();
      await presses(scene.guild.owner, question, button);
      expect(told(question)).to.include('is not a source');
    });
  }

  it('FW-44 a forged click cannot reach the source of another guild', async () => {
    const { ada, question } = await asked();
    const other = scene.sandbox.addGuild({ name: 'Other' });
    const lounge = other.addChannel({ name: 'Lounge' });
    await scene.stage.settle();
    await (await other.owner.slash('autochannel enable', { voice_channel: lounge })).response();
    await (await other.owner.slash('autochannel list')).response();
    const theirs = await other.owner.slash('autochannel disable', { voice_channel: lounge });
    await theirs.response();
    const customId = there(buttons(question).find((id) => CONFIRM.test(id)));
    const click = await other.owner.click(there(theirs.replies.at(-1)), customId, { force: true });
    await click.response();
    await scene.stage.settle();
    expect(ada.voiceChannel?.name).to.equal('General #2');
    expect(scene.calls(DELETE)).to.deep.equal([]);
    expect(await scene.list()).to.include(`### <#${scene.general.id}>`);
    other.removeBot();
  });

  it('AC-02 what cannot be deleted yet is told, and tried again', async () => {
    const { question } = await asked();
    scene.sandbox.faults.add({ operation: DELETE, times: 1, answer: { status: 403, code: 50_013 } });
    await presses(scene.guild.owner, question, CONFIRM);
    expect(told(question)).to.include('could not be deleted yet; I keep trying');
    await scene.stage.pass(10);
    expect(scene.breakouts()).to.deep.equal([]);
  });

  it('AC-02 disabling while a channel is being made leaves none without an owner', async () => {
    await scene.enable();
    const ada = scene.member('Ada');
    scene.sandbox.faults.add({ operation: CREATE, times: 1, answer: { delay: 500 } });
    ada.join(scene.general);
    await scene.called(CREATE);
    const answer = await scene.guild.owner.slash('autochannel disable', { voice_channel: scene.general });
    await scene.passWhileWaiting(0.5);
    await answer.response();
    await scene.stage.settle();
    expect(told(answer)).to.include('is no longer a source');
    await scene.stage.pass(31);
    const inIt = ada.voiceChannel?.name === 'General #2';
    expect(scene.names()).to.deep.equal(inIt ? ['General #2'] : []);
    ada.leave();
    await scene.stage.settle();
    await scene.stage.pass(31);
    expect(scene.breakouts()).to.deep.equal([]);
  });
});
