import { expect } from 'chai';
import { openDirectMessages } from '../../../../sandbox/store/direct-messages.js';
import { erasing, reacting, saying, TriggerScene } from '../scene.js';

describe('trigger: who is heard, and where', () => {
  let scene: TriggerScene;

  beforeEach(async () => {
    scene = await TriggerScene.set();
  });
  afterEach(() => scene.stage.strike());

  it('TR-01 an event of a guild sets off the trigger that waits for it, and no other', async () => {
    const hello = await scene.answering('Hello', { on: 'contains', parameter: 'hello' });
    const bye = await scene.answering('Bye', { on: 'contains', parameter: 'bye' });
    await scene.says(scene.ada, 'oh hello there');
    expect(scene.said()).to.deep.equal(['Hello']);
    expect(await scene.history(hello)).to.deep.include({ runs: 1, failures: 0, last_error: null });
    expect((await scene.history(hello))?.last_run_at?.getTime()).to.equal(scene.stage.clock.now());
    expect(await scene.history(bye)).to.deep.include({ runs: 0, last_run_at: null });
  });

  it('TR-01 a guild hears nothing of the triggers of another', async () => {
    await scene.answering('Hello', { on: 'contains', parameter: 'hello' });
    const away = scene.sandbox.addGuild({ name: 'Away' });
    const channel = away.addChannel({ name: 'general', type: 0 });
    away.addMember(scene.ada).say(channel, 'hello');
    await scene.stage.settle();
    expect(scene.said(channel)).to.deep.equal([]);
  });

  it('TR-17 bots, webhooks, system messages, edits and forwards set nothing off', async () => {
    const { id } = await scene.givenAction(saying('heard', scene.news));
    for (const parameter of ['a', '^', '.']) await scene.givenTrigger({ on: 'regex', parameter, actionId: id });
    const robot = scene.guild.addMember({ name: 'Robot', bot: true });
    await scene.says(robot, 'a word');
    scene.olga.createWebhook(scene.general, 'Hook').say('a word of a webhook', 'Ada');
    await scene.stage.settle();
    const before = scene.guild.wroteEarlier(scene.ada, scene.general, 'a', scene.stage.clock.now() - 60_000);
    scene.ada.edit(before, 'a change');
    scene.guild.unfurl(before, [{ title: 'a preview' }]);
    scene.ada.forward(before, scene.rules);
    scene.olga.pin(before);
    scene.ada.boost();
    scene.guild.addMember({ name: 'A new member' });
    scene.olga.startThread(scene.general, { name: 'a thread' });
    await scene.stage.settle();
    expect(scene.said(scene.news)).to.deep.equal([]);
    await scene.says(scene.ada, 'a word');
    expect(scene.said(scene.news)).to.have.length(3);
  });

  it('TR-17 an edit that brings the text about is no event, nor is one that keeps it', async () => {
    await scene.answering('heard', { on: 'contains', parameter: 'tea' });
    const message = await scene.says(scene.ada, 'coffee');
    scene.ada.edit(message, 'tea');
    await scene.stage.settle();
    expect(scene.said()).to.deep.equal([]);
    const tea = await scene.says(scene.ada, 'tea');
    scene.ada.edit(tea, 'more tea');
    await scene.stage.settle();
    expect(scene.said()).to.deep.equal(['heard']);
  });

  it('TR-17 reactions and moves of bots set nothing off', async () => {
    for (const on of ['reaction-add', 'reaction-remove', 'voice-join', 'voice-leave'] as const)
      await scene.answering(on, { on });
    const robot = scene.guild.addMember({ name: 'Robot', bot: true });
    const message = await scene.says(scene.ada, 'hello');
    await scene.reacts(robot, message, '👍');
    await scene.unreacts(robot, message, '👍');
    await scene.joins(robot);
    await scene.leaves(robot);
    expect(scene.said()).to.deep.equal([]);
    expect(scene.said(scene.lounge)).to.deep.equal([]);
  });

  it('TR-17 a bot that takes back a reaction from before the start is looked up, and sets nothing off', async () => {
    const robot = scene.guild.addMember({ name: 'Robot', bot: true });
    const message = await scene.says(scene.ada, 'hello');
    await scene.reacts(robot, message, '👍');
    await scene.stage.stopBot();
    await scene.stage.startBot();
    await scene.answering('heard', { on: 'reaction-remove' });
    await scene.unreacts(robot, message, '👍');
    expect(scene.said()).to.deep.equal([]);
  });

  it('TR-17 a trigger that meets its own answer does not answer itself', async () => {
    await scene.answering('echo echo', { on: 'contains', parameter: 'echo' });
    await scene.says(scene.ada, 'echo');
    await scene.stage.pass(30);
    expect(scene.said()).to.deep.equal(['echo echo']);
  });

  it('TR-26 two triggers that meet each other answer once each person who writes', async () => {
    await scene.answering('pong', { on: 'contains', parameter: 'ping' });
    await scene.answering('ping', { on: 'contains', parameter: 'pong' });
    await scene.says(scene.ada, 'ping');
    await scene.stage.pass(30);
    expect(scene.said()).to.deep.equal(['pong']);
  });

  it('TR-17 a bot that answers the bot gets no answer', async () => {
    await scene.answering('!ping', { on: 'command', parameter: 'ping' });
    const robot = scene.guild.addMember({ name: 'Robot', bot: true });
    for (let turn = 0; turn < 3; turn += 1) await scene.says(robot, '!ping');
    expect(scene.said()).to.deep.equal([]);
  });

  it('TR-26 a reaction that an action adds sets off no trigger on reactions', async () => {
    const { id } = await scene.givenAction(reacting('👍'));
    await scene.givenTrigger({ on: 'contains', parameter: 'vote', actionId: id });
    await scene.answering('heard', { on: 'reaction-add', parameter: '👍' });
    await scene.says(scene.ada, 'vote');
    await scene.stage.pass(5);
    expect(scene.said()).to.deep.equal([]);
  });

  it('TR-17 a message that is deleted by the first trigger still has its event served by the next', async () => {
    const { id } = await scene.givenAction(erasing);
    await scene.givenTrigger({ on: 'contains', parameter: 'bad', actionId: id });
    await scene.answering('Mind your language', { on: 'contains', parameter: 'bad' });
    await scene.says(scene.ada, 'bad word');
    expect(scene.said()).to.deep.equal(['Mind your language']);
    expect([...scene.general.messages.values()].map(({ api }) => api.content)).not.to.include('bad word');
  });

  it('TR-17 direct messages set nothing off', async () => {
    await scene.answering('heard', { on: 'contains', parameter: 'hello' });
    scene.sandbox.clearCalls();
    scene.ada.say(openDirectMessages(scene.sandbox.world, scene.ada.id), 'hello');
    await scene.stage.settle();
    expect(scene.calls()).to.deep.equal([]);
  });

  it('TR-02 a thread counts as its parent, and so do replies and reactions in it', async () => {
    const scope = { kind: 'channel', channelId: scene.general.id } as const;
    const log = scene.news;
    const { id } = await scene.givenAction(saying('{channel.name}', log));
    await scene.givenTrigger({ on: 'contains', parameter: 'hello', scope, actionId: id });
    await scene.givenTrigger({ on: 'reaction-add', scope, actionId: id });
    const inside = scene.olga.startThread(scene.general, { name: 'inside' });
    const outside = scene.olga.startThread(scene.rules, { name: 'outside' });
    await scene.stage.settle();
    const message = await scene.says(scene.ada, 'hello', inside);
    await scene.reacts(scene.ben, message, '👍');
    expect(scene.said(log)).to.have.length(2);
    await scene.reacts(scene.ben, await scene.says(scene.ada, 'hello', outside), '👍');
    expect(scene.said(log)).to.have.length(2);
  });

  it('TR-02 message scope: replies to it and reactions on it, not replies to its replies', async () => {
    const anchor = await scene.says(scene.olga, 'Vote here');
    const scope = { kind: 'message', channelId: scene.general.id, messageId: anchor.api.id } as const;
    const { id } = await scene.givenAction(saying('heard', scene.news));
    await scene.givenTrigger({ on: 'contains', parameter: 'yes', scope, actionId: id });
    await scene.givenTrigger({ on: 'reaction-add', parameter: '👍', scope, actionId: id });
    const reply = await scene.says(scene.ada, 'yes', scene.general, { replyTo: anchor });
    await scene.reacts(scene.ben, anchor, '👍');
    expect(scene.said(scene.news)).to.have.length(2);
    await scene.says(scene.ben, 'yes', scene.general, { replyTo: reply });
    await scene.says(scene.ben, 'yes');
    await scene.reacts(scene.ben, reply, '👍');
    expect(scene.said(scene.news)).to.have.length(2);
  });

  it('TR-30 who is on the blacklist sets nothing off: in a channel and its threads, or anywhere', async () => {
    await scene.answering('heard', { on: 'contains', parameter: 'hello' });
    const thread = scene.olga.startThread(scene.general, { name: 'thread' });
    await scene.stage.settle();
    await scene.givenBlacklisted(scene.ada, { channelId: scene.general.id });
    await scene.givenBlacklisted(scene.ben);
    for (const channel of [scene.general, thread, scene.rules]) {
      await scene.says(scene.ada, 'hello', channel);
      await scene.says(scene.ben, 'hello', channel);
    }
    expect([scene.said(), scene.said(thread), scene.said(scene.rules)]).to.deep.equal([[], [], ['heard']]);
    await scene.says(scene.cleo, 'hello');
    expect(scene.said()).to.deep.equal(['heard']);
  });

  it('TR-30 an entry ends at its time, to the millisecond', async () => {
    await scene.answering('heard', { on: 'contains', parameter: 'hello' });
    await scene.givenBlacklisted(scene.ada, { until: scene.stage.clock.now() + 60_000 });
    await scene.stage.pass(59.999);
    await scene.says(scene.ada, 'hello');
    expect(scene.said()).to.deep.equal([]);
    await scene.stage.pass(0.001);
    await scene.says(scene.ada, 'hello');
    expect(scene.said()).to.deep.equal(['heard']);
  });

  it('TR-30 the blacklist holds for reactions and voice channels too', async () => {
    for (const on of ['reaction-add', 'reaction-remove', 'voice-join', 'voice-leave'] as const)
      await scene.answering(on, { on });
    await scene.givenBlacklisted(scene.ada, { channelId: scene.general.id });
    await scene.givenBlacklisted(scene.ada, { channelId: scene.lounge.id });
    const message = await scene.says(scene.ben, 'hello');
    await scene.reacts(scene.ada, message, '👍');
    await scene.unreacts(scene.ada, message, '👍');
    await scene.joins(scene.ada);
    await scene.leaves(scene.ada);
    expect([...scene.said(), ...scene.said(scene.lounge)]).to.deep.equal([]);
    await scene.joins(scene.ada, scene.attic);
    expect(scene.said(scene.attic)).to.deep.equal(['voice-join']);
  });
});
