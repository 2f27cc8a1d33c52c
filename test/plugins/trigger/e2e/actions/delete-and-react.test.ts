import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord.js';
import { erasing, reacting, saying, TriggerScene } from '../../scene.js';

const DELETE = 'DELETE /channels/{channel_id}/messages/{message_id}';
const REACT = 'PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me';

describe('TR-21 the delete-message and react actions', () => {
  let scene: TriggerScene;

  beforeEach(async () => {
    scene = await TriggerScene.set();
  });

  afterEach(() => scene.stage.strike());

  async function on(text: string, spec: Parameters<TriggerScene['givenAction']>[0], chain: number | null = null) {
    const { id } = await scene.givenAction(spec, { chain });
    const trigger = await scene.givenTrigger({ on: 'contains', parameter: text, actionId: id });
    scene.sandbox.clearCalls();
    return trigger;
  }

  it('TR-21 deletes the message that set it off, and no other', async () => {
    await on('spam', erasing);
    const fine = await scene.says(scene.ada, 'fine');
    const spam = await scene.says(scene.ada, 'spam');
    expect(scene.general.messages.has(fine.api.id)).to.equal(true);
    expect(scene.general.messages.has(spam.api.id)).to.equal(false);
  });

  it('TR-21 deletes the message that was reacted to', async () => {
    const { id } = await scene.givenAction(erasing);
    await scene.givenTrigger({ on: 'reaction-add', parameter: '🗑', actionId: id });
    const message = await scene.says(scene.ben, 'old news');
    await scene.reacts(scene.ada, message, '🗑️');
    expect(scene.general.messages.has(message.api.id)).to.equal(false);
  });

  it('TR-21 that somebody was faster is no failure, and the chain goes on', async () => {
    const next = await scene.givenAction(saying('Next'));
    const trigger = await on('spam', erasing, next.id);
    const message = scene.ada.say(scene.general, 'spam');
    scene.olga.deleteMessage(message);
    await scene.stage.settle();
    expect(scene.said()).to.deep.equal(['Next']);
    expect(await scene.history(trigger)).to.include({ last_error: null, failures: 0 });
  });

  it('TR-21 without Manage Messages the message stays, and no request is made', async () => {
    const trigger = await on('spam', erasing);
    scene.olga.setOverwrite(scene.general, scene.guild.botRole, { deny: Bits.ManageMessages });
    await scene.stage.settle();
    scene.sandbox.clearCalls();
    await scene.says(scene.ada, 'spam');
    expect(scene.calls()).to.deep.equal([]);
    expect((await scene.history(trigger))?.last_error).to.match(/Manage Messages in #general/);
  });

  it('TR-21 its own message the bot may delete without Manage Messages', async () => {
    const { id } = await scene.givenAction(erasing);
    await scene.givenTrigger({ on: 'reaction-add', actionId: id });
    await on('hello', saying('Hi'));
    scene.olga.setOverwrite(scene.general, scene.guild.botRole, { deny: Bits.ManageMessages });
    await scene.says(scene.ada, 'hello');
    const own = [...scene.general.messages.values()].find(({ api }) => api.content === 'Hi');
    if (!own) throw new Error('The bot said nothing');
    await scene.reacts(scene.ada, own, '👍');
    expect(scene.said()).to.deep.equal([]);
  });

  for (const [what, status, outcome] of [
    ['a 403', 403, 1],
    ['a server error', 503, 0],
  ] as const) {
    it(`TR-21 ${what} is no proof that the message is gone`, async () => {
      const trigger = await on('spam', erasing);
      scene.sandbox.faults.add({ operation: DELETE, answer: { status } });
      await scene.says(scene.ada, 'spam');
      expect((await scene.history(trigger))?.failures).to.equal(outcome);
    });
  }

  it('TR-21 a 403 costs one request', async () => {
    await on('spam', erasing);
    scene.sandbox.faults.add({ operation: DELETE, answer: { status: 403, code: 50_013 } });
    await scene.says(scene.ada, 'spam');
    expect(scene.calls()).to.have.length(1);
  });

  for (const emoji of ['👍', '❤', '1⃣', '🏳‍🌈', '🇩🇪'])
    it(`TR-21 reacts with ${emoji}`, async () => {
      await on('nice', reacting(emoji));
      const message = await scene.says(scene.ada, 'nice');
      expect([...message.reactions.keys()].map((key) => key.replaceAll('\uFE0F', ''))).to.deep.equal([emoji]);
      expect(scene.calls(REACT)).to.have.length(1);
    });

  it('TR-21 reacts with an emoji of the server, whatever it is called', async () => {
    const id = scene.olga.addEmoji('party');
    await scene.stage.settle();
    await on('nice', reacting(id));
    const message = await scene.says(scene.ada, 'nice');
    expect([...message.reactions.keys()]).to.deep.equal([`party:${id}`]);
  });

  it('TR-21 an emoji that is no more is gone', async () => {
    const id = scene.olga.addEmoji('party');
    scene.olga.deleteEmoji(id);
    const trigger = await on('nice', reacting(id));
    await scene.says(scene.ada, 'nice');
    const history = await scene.history(trigger);
    expect(history?.last_error).to.match(/emoji/);
    expect(scene.calls(REACT)).to.have.length(1);
  });

  it('TR-21 a message with 20 reactions takes no more, and that is no mark against the trigger', async () => {
    const trigger = await on('nice', reacting('👍'));
    const message = scene.ada.say(scene.general, 'nice');
    for (let at = 0; at < 20; at += 1) scene.ben.react(message, String.fromCodePoint(0x1f400 + at));
    await scene.stage.settle();
    expect(message.reactions.size).to.equal(20);
    const history = await scene.history(trigger);
    expect(history?.last_error).to.match(/20 different reactions/);
    expect(history?.failures).to.equal(0);
  });

  it('TR-21 a message that is deleted before the reaction is gone', async () => {
    const { id } = await scene.givenAction(reacting('👍'));
    const trigger = await on('nice', erasing, id);
    await scene.says(scene.ada, 'nice');
    expect((await scene.history(trigger))?.last_error).to.match(/message does not exist/);
  });

  it('TR-21 a new message has no reactions yet: without Add Reactions no request is made', async () => {
    const trigger = await on('nice', reacting('👍'));
    scene.olga.setOverwrite(scene.general, scene.guild.botRole, { deny: Bits.AddReactions });
    await scene.says(scene.ada, 'nice');
    expect(scene.calls(REACT)).to.deep.equal([]);
    expect((await scene.history(trigger))?.last_error).to.match(/Add Reactions in #general/);
  });

  it('TR-21 Add Reactions is needed only for the first reaction with an emoji', async () => {
    const { id } = await scene.givenAction(reacting('👍'));
    const trigger = await scene.givenTrigger({ on: 'reaction-add', actionId: id });
    scene.olga.setOverwrite(scene.general, scene.guild.botRole, { deny: Bits.AddReactions });
    const message = await scene.says(scene.ada, 'nice');
    await scene.reacts(scene.ben, message, '👎');
    // Only Discord knows what an older message has for reactions.
    expect(scene.calls(REACT).map(({ status }) => status)).to.deep.equal([403]);
    expect((await scene.history(trigger))?.last_error).to.match(/Add Reactions/);
    await scene.reacts(scene.ben, message, '👍');
    expect(message.reactions.get('👍')?.size).to.equal(2);
  });
});
