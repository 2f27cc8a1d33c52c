import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord.js';
import type { MessageRecord } from 'roomkeeper/sandbox';
import type { MessageText } from '../../../../../plugins/trigger/domain/action.js';
import { SAY, TriggerScene } from '../../scene.js';

describe('TR-20 the message action', () => {
  let scene: TriggerScene;

  beforeEach(async () => {
    scene = await TriggerScene.set();
  });

  afterEach(() => scene.stage.strike());

  async function answers(text: string, more: Partial<MessageText> = {}, channelId: string | null = null) {
    const second = { texts: [text], reply: false, mentionUser: false, ...more };
    const { id } = await scene.givenAction({ kind: 'message', first: channelId, second });
    const trigger = await scene.givenTrigger({ on: 'starts-with', parameter: 'hey', actionId: id });
    scene.sandbox.clearCalls();
    return trigger;
  }

  function last(channel = scene.general): MessageRecord {
    const own = [...channel.messages.values()].filter(({ api }) => api.author.id === scene.guild.bot.id);
    const message = own.at(-1);
    if (!message) throw new Error('The bot said nothing');
    return message;
  }

  it('TR-20 says its text where the event happened', async () => {
    await answers('Hello');
    await scene.says(scene.ada, 'hey', scene.rules);
    expect(scene.said(scene.rules)).to.deep.equal(['Hello']);
    expect(scene.said()).to.deep.equal([]);
  });

  it('TR-20 says its text in the channel that it names', async () => {
    await answers('Hello', {}, scene.news.id);
    await scene.says(scene.ada, 'hey');
    expect(scene.said(scene.news)).to.deep.equal(['Hello']);
  });

  it('TR-20 one of its texts at random', async () => {
    const texts = ['One', 'Two', 'Three'];
    await answers('', { texts });
    for (let time = 0; time < 20; time += 1) await scene.says(scene.ada, 'hey');
    expect(new Set(scene.said()).size).to.be.greaterThan(1);
    for (const said of scene.said()) expect(texts).to.include(said);
  });

  it('TR-20 fills in what its place-holders stand for', async () => {
    await answers(
      '{user}|{user.name}|{user.id}|{channel}|{channel.name}|{server}|{content}|{match}|{args}|{emoji}|{x}',
    );
    await scene.says(scene.ada, 'Hey you there');
    const [said] = scene.said();
    const { ada, general } = scene;
    expect(said).to.equal(`<@${ada.id}>|Ada|${ada.id}|<#${general.id}>|general|Home|Hey you there|Hey|you there||{x}`);
  });

  it('TR-20 nothing that is inserted is expanded again', async () => {
    await answers('{args} {content}');
    await scene.says(scene.ada, 'hey {user.id} {server} {content}');
    expect(scene.said()).to.deep.equal(['{user.id} {server} {content} hey {user.id} {server} {content}']);
  });

  it('TR-20 names that people chose are escaped', async () => {
    const eve = scene.guild.addMember({ name: '**Eve** {server}' });
    await scene.stage.settle();
    await answers('{user.name}');
    await scene.says(eve, 'hey');
    expect(scene.said()).to.deep.equal([String.raw`\*\*Eve\*\* {server}`]);
  });

  it('TR-20 pings nobody: not @everyone, no role, no user, by template or by echo, and not whom it answers', async () => {
    scene.guild.setBotPermissions(Bits.Administrator);
    scene.olga.editRole(scene.red, { mentionable: true });
    await scene.stage.settle();
    await answers(`@everyone @here <@&${scene.red.id}> <@${scene.ben.id}> {user} {args}`, { reply: true });
    const text = `hey @everyone <@&${scene.red.id}> <@${scene.cleo.id}> <@${scene.ada.id}>`;
    await scene.says(scene.ada, text);
    const { api } = last();
    expect(api.content).to.include('@everyone').and.include(`<@${scene.ada.id}>`);
    expect(api.mention_everyone).to.equal(false);
    expect(api.mentions).to.deep.equal([]);
    expect(api.mention_roles).to.deep.equal([]);
  });

  it('TR-20 pings whoever set it off when the action says so, and nobody else', async () => {
    scene.guild.setBotPermissions(Bits.Administrator);
    await answers('{user} {args}', { mentionUser: true });
    await scene.says(scene.ada, `hey @everyone <@${scene.ben.id}> <@&${scene.red.id}>`);
    const { api } = last();
    expect(api.mentions.map(({ id }) => id)).to.deep.equal([scene.ada.id]);
    expect(api.mention_everyone).to.equal(false);
    expect(api.mention_roles).to.deep.equal([]);
  });

  it('TR-20 answers the message, and pings its author only when the action says so', async () => {
    await answers('Quiet', { reply: true });
    const quiet = await scene.says(scene.ada, 'hey');
    expect(last().api.message_reference?.message_id).to.equal(quiet.api.id);
    expect(last().api.mentions).to.deep.equal([]);
    await answers('Loud', { reply: true, mentionUser: true });
    await scene.says(scene.ada, 'hey');
    expect(last().api.mentions.map(({ id }) => id)).to.deep.equal([scene.ada.id]);
  });

  it('TR-20 an answer to a message that somebody reacted to does not ping who wrote it', async () => {
    const second = { texts: ['Thanks {user}'], reply: true, mentionUser: true };
    const { id } = await scene.givenAction({ kind: 'message', first: null, second });
    await scene.givenTrigger({ on: 'reaction-add', actionId: id });
    const message = await scene.says(scene.ben, 'look');
    await scene.reacts(scene.ada, message, '👍');
    expect(last().api.message_reference?.message_id).to.equal(message.api.id);
    expect(last().api.mentions.map(({ id: userId }) => userId)).to.deep.equal([scene.ada.id]);
  });

  it('TR-20 an answer to what is deleted meanwhile is sent as an ordinary message', async () => {
    await answers('Hello', { reply: true });
    const message = scene.ada.say(scene.general, 'hey');
    scene.ada.deleteMessage(message);
    await scene.stage.settle();
    expect(scene.said()).to.deep.equal(['Hello']);
    expect(last().api.message_reference).to.equal(undefined);
  });

  it('TR-20 what is too long is cut at 2,000 characters, in one message', async () => {
    const trigger = await answers(`${'x'.repeat(1990)}{content}{content}`);
    await scene.says(scene.ada, 'hey there everybody');
    expect(scene.said()).to.have.length(1);
    expect(scene.said()[0]).to.have.length(2000).and.match(/…$/);
    expect((await scene.history(trigger))?.last_note).to.match(/2,000/);
  });

  it('TR-20 a text that comes out empty is not sent, and the history says why', async () => {
    const trigger = await answers('{args}');
    await scene.says(scene.ada, 'hey');
    expect(scene.calls()).to.deep.equal([]);
    const history = await scene.history(trigger);
    expect(history?.last_error).to.match(/nothing left to say/i);
    expect(history?.failures).to.equal(0);
  });

  it('TR-20 is sent in a thread by the right to send in threads', async () => {
    const trigger = await answers('Hello');
    const thread = scene.olga.startThread(scene.general, { name: 'Talk' });
    await scene.stage.settle();
    const everyone = scene.guild.record.roles.get(scene.guild.id);
    if (!everyone) throw new Error('There is no @everyone');
    scene.guild.setBotPermissions(0n);
    scene.olga.setOverwrite(scene.general, everyone, { deny: Bits.SendMessages, allow: Bits.SendMessagesInThreads });
    await scene.stage.settle();
    await scene.says(scene.ada, 'hey', thread);
    expect(scene.said(thread)).to.deep.equal(['Hello']);
    scene.sandbox.clearCalls();
    scene.olga.setOverwrite(scene.general, everyone, { deny: Bits.SendMessagesInThreads });
    await scene.stage.settle();
    await scene.says(scene.olga, 'hey', thread);
    expect(scene.calls()).to.deep.equal([]);
    expect((await scene.history(trigger))?.last_error).to.match(/Send Messages In Threads/i);
  });

  it('TR-20 what the bot knows to be forbidden costs no request, and counts as forbidden', async () => {
    const trigger = await answers('Hello', {}, scene.rules.id);
    scene.olga.setOverwrite(scene.rules, scene.guild.botRole, { deny: Bits.SendMessages });
    await scene.stage.settle();
    scene.sandbox.clearCalls();
    await scene.says(scene.ada, 'hey');
    expect(scene.calls()).to.deep.equal([]);
    expect(await scene.history(trigger)).to.include({ failures: 1 });
    expect((await scene.history(trigger))?.last_error).to.match(/Send Messages.*#rules/);
  });

  it('TR-20 a 403 costs one request', async () => {
    const trigger = await answers('Hello');
    scene.sandbox.faults.add({ operation: SAY, answer: { status: 403, code: 50_013 } });
    await scene.says(scene.ada, 'hey');
    expect(scene.calls()).to.have.length(1);
    expect(await scene.history(trigger)).to.include({ failures: 1 });
  });

  it('TR-20 a lost answer does not make two messages of one', async () => {
    const trigger = await answers('Hello');
    scene.sandbox.faults.add({ operation: SAY, times: 1, answer: 'lose-answer' });
    await scene.says(scene.ada, 'hey');
    expect(scene.said()).to.deep.equal(['Hello']);
    expect(scene.calls(SAY)).to.have.length(2);
    expect((await scene.history(trigger))?.last_error).to.equal(null);
  });

  it('TR-20 an outage is no mark against the trigger', async () => {
    const trigger = await answers('Hello');
    scene.sandbox.faults.add({ operation: SAY, answer: { status: 503 } });
    await scene.says(scene.ada, 'hey');
    expect(await scene.history(trigger)).to.include({ failures: 0, runs: 1 });
    expect((await scene.history(trigger))?.last_error).to.match(/did not answer/);
  });

  it('TR-20 a channel of another server is none', async () => {
    const other = scene.sandbox.addGuild({ name: 'Elsewhere' });
    const channel = other.addChannel({ name: 'theirs', type: 0 });
    await scene.stage.settle();
    const trigger = await answers('Hello', {}, channel.id);
    await scene.says(scene.ada, 'hey');
    expect(scene.said(channel)).to.deep.equal([]);
    expect((await scene.history(trigger))?.last_error).to.match(/another server/);
  });
});

describe('TR-20 without the message content intent', () => {
  it('TR-20 a text that needs what people wrote is not sent, and the history says why', async () => {
    const scene = await TriggerScene.set({ sandbox: { privilegedIntents: [] } });
    try {
      const { id } = await scene.givenAction({
        kind: 'message',
        first: scene.general.id,
        second: { texts: ['{content}'], reply: false, mentionUser: false },
      });
      const trigger = await scene.givenTrigger({ on: 'voice-join', actionId: id });
      await scene.joins(scene.ada);
      expect(scene.said()).to.deep.equal([]);
      expect((await scene.history(trigger))?.last_error).to.match(/without the message content intent/);
    } finally {
      await scene.stage.strike();
    }
  });
});
