import { expect } from 'chai';
import { noRequirements } from '../../../../plugins/trigger/domain/trigger.js';
import { giving, MEMBER, saying, TriggerScene } from '../scene.js';

const HEART = '❤';

describe('trigger: reactions', () => {
  let scene: TriggerScene;

  beforeEach(async () => {
    scene = await TriggerScene.set();
  });
  afterEach(() => scene.stage.strike());

  /** The calls that ask for something, rather than do something. */
  const lookups = (): string[] =>
    scene
      .calls()
      .map(({ operation }) => operation)
      .filter((operation) => operation.startsWith('GET'));

  it('TR-13 an emoji is known with and without U+FE0F', async () => {
    await scene.answering('heart', { on: 'reaction-add', parameter: HEART });
    const message = await scene.says(scene.ben, 'hello');
    await scene.reacts(scene.ada, message, `${HEART}\uFE0F`);
    expect(scene.said()).to.deep.equal(['heart']);
    const bare = await scene.says(scene.ben, 'hello again');
    await scene.reacts(scene.ada, bare, HEART);
    expect(scene.said()).to.deep.equal(['heart', 'heart']);
    await scene.reacts(scene.ada, bare, '💔');
    expect(scene.said()).to.have.length(2);
  });

  it('TR-13 a custom emoji is known by its id, whatever it is called, and another one is not', async () => {
    const [party, other] = [scene.olga.addEmoji('party'), scene.olga.addEmoji('other')];
    await scene.stage.settle();
    await scene.answering('party', { on: 'reaction-add', parameter: party });
    const message = await scene.says(scene.ben, 'hello');
    await scene.reacts(scene.ada, message, `other:${other}`);
    expect(scene.said()).to.deep.equal([]);
    await scene.reacts(scene.ada, message, `party:${party}`);
    expect(scene.said()).to.deep.equal(['party']);
  });

  it('TR-13 an empty parameter means any emoji', async () => {
    await scene.answering('any', { on: 'reaction-add' });
    const party = scene.olga.addEmoji('party');
    const message = await scene.says(scene.ben, 'hello');
    for (const emoji of ['👍', `party:${party}`, HEART]) await scene.reacts(scene.ada, message, emoji);
    expect(scene.said()).to.deep.equal(['any', 'any', 'any']);
  });

  it('TR-13 reactions on a message from before the bot came: added and removed, without a request', async () => {
    const old = scene.guild.wroteEarlier(scene.ben, scene.general, 'old', scene.stage.clock.now() - 86_400_000);
    const scope = { kind: 'message', channelId: scene.general.id, messageId: old.api.id } as const;
    await scene.answering('added', { on: 'reaction-add', parameter: '👍', scope });
    await scene.answering('removed', { on: 'reaction-remove', parameter: '👍', scope });
    await scene.reacts(scene.ada, old, '👍');
    await scene.unreacts(scene.ada, old, '👍');
    expect(scene.said()).to.deep.equal(['added', 'removed']);
    expect(lookups()).to.deep.equal([]);
  });

  it('TR-13 the added reaction brings the member along: requirements and names ask for nothing', async () => {
    const old = scene.guild.wroteEarlier(scene.ben, scene.general, 'old', scene.stage.clock.now() - 86_400_000);
    scene.olga.giveRole(scene.ada, scene.red);
    await scene.stage.settle();
    const requirements = { ...noRequirements, allOf: [scene.red.id] };
    await scene.answering('{user.name}', { on: 'reaction-add', requirements });
    await scene.reacts(scene.ada, old, '👍');
    await scene.reacts(scene.ben, old, '👍');
    expect(scene.said()).to.deep.equal(['Ada']);
    expect(lookups()).to.deep.equal([]);
  });

  it('TR-13 a removed reaction has the member looked up once, where a requirement asks', async () => {
    const message = await scene.says(scene.ben, 'hello');
    await scene.reacts(scene.ada, message, '👍');
    // The bot does not hear of changes of members: what it knows of Ada by now is out of date.
    scene.olga.giveRole(scene.ada, scene.red);
    const requirements = { ...noRequirements, allOf: [scene.red.id] };
    await scene.answering('one', { on: 'reaction-remove', requirements });
    await scene.answering('two', { on: 'reaction-remove', requirements });
    await scene.unreacts(scene.ada, message, '👍');
    expect(scene.said()).to.deep.equal(['one', 'two']);
    expect(lookups()).to.deep.equal([MEMBER]);
  });

  it('TR-13 who has left the guild meanwhile sets nothing off by what is removed', async () => {
    const message = await scene.says(scene.ben, 'hello');
    await scene.reacts(scene.ada, message, '👍');
    const { id } = await scene.givenAction(giving(scene.red));
    const trigger = await scene.givenTrigger({ on: 'reaction-remove', actionId: id });
    scene.sandbox.faults.add({ operation: MEMBER, answer: { status: 404, code: 10_007, message: 'Unknown Member' } });
    await scene.unreacts(scene.ada, message, '👍');
    expect(await scene.history(trigger)).to.deep.include({ runs: 0, failures: 0 });
    expect(lookups()).to.deep.equal([MEMBER]);
  });

  it('TR-13 a member who cannot be looked up sets nothing off, and the next one does', async () => {
    const message = await scene.says(scene.ben, 'hello');
    await scene.reacts(scene.ada, message, '👍');
    await scene.answering('{user.name}', { on: 'reaction-remove' });
    scene.sandbox.faults.add({ operation: MEMBER, answer: { status: 503 } });
    await scene.unreacts(scene.ada, message, '👍');
    expect(scene.said()).to.deep.equal([]);
    scene.sandbox.faults.clear();
    await scene.reacts(scene.ada, message, '👍');
    await scene.unreacts(scene.ada, message, '👍');
    expect(scene.said()).to.have.length(1);
  });

  it('TR-13 reactions that a moderator takes away, one by one, count as removed', async () => {
    const message = await scene.says(scene.ben, 'hello');
    await scene.reacts(scene.ada, message, '👍');
    await scene.answering('removed', { on: 'reaction-remove', parameter: '👍' });
    scene.olga.takeReaction(message, '👍', scene.ada);
    await scene.stage.settle();
    expect(scene.said()).to.deep.equal(['removed']);
  });

  it('TR-02 a reaction elsewhere, of the same emoji, is none on this message', async () => {
    const [here, there] = [await scene.says(scene.ben, 'here'), await scene.says(scene.ben, 'there')];
    const scope = { kind: 'message', channelId: scene.general.id, messageId: here.api.id } as const;
    const { id } = await scene.givenAction(saying('heard'));
    await scene.givenTrigger({ on: 'reaction-add', parameter: '👍', scope, actionId: id });
    await scene.reacts(scene.ada, there, '👍');
    expect(scene.said()).to.deep.equal([]);
    await scene.reacts(scene.ada, here, '👍');
    expect(scene.said()).to.deep.equal(['heard']);
  });
});
