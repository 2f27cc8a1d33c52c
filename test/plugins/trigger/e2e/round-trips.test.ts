import { expect } from 'chai';
import { noRequirements } from '../../../../plugins/trigger/domain/trigger.js';
import { statementsOf } from '../../../support/statements.js';
import { defaultCooldowns, TriggerScene } from '../scene.js';

describe('trigger: what events ask of the database', () => {
  let scene: TriggerScene;

  beforeEach(async () => {
    scene = await TriggerScene.set();
  });
  afterEach(() => scene.stage.strike());

  /** The statements that were sent while `act` happened and all that follows at once. */
  const statements = (act: () => unknown): Promise<string[]> =>
    statementsOf(async () => {
      await act();
      await scene.stage.settle();
    });

  it('PF-16 a message, a reaction and a move that fire nothing are no statement', async () => {
    const requirements = { ...noRequirements, allOf: [scene.red.id] };
    for (const on of ['contains', 'regex', 'command', 'reaction-add', 'reaction-remove'] as const)
      await scene.answering('hello', { on, parameter: '👋' });
    await scene.answering('hello', { on: 'voice-join', scope: { kind: 'channel', channelId: scene.attic.id } });
    await scene.answering('hello', { on: 'contains', parameter: 'red', requirements });
    await scene.givenBlacklisted(scene.ben);
    const message = await scene.says(scene.ada, 'before');
    const nothing = await statements(async () => {
      await scene.says(scene.ada, 'a message');
      await scene.says(scene.ada, 'a red message');
      await scene.says(scene.ben, '👋');
      await scene.reacts(scene.ada, message, '👍');
      await scene.unreacts(scene.ada, message, '👍');
      await scene.joins(scene.ada);
      await scene.leaves(scene.ada);
    });
    expect(nothing).to.deep.equal([]);
    expect(scene.said()).to.deep.equal([]);
  });

  it('PF-16 what is held back by a cooldown is no statement; what fires is one', async () => {
    await scene.answering('hello', { on: 'contains', parameter: 'hi', cooldowns: defaultCooldowns });
    const sent = await statements(() => scene.says(scene.ada, 'hi'));
    expect(sent).to.have.length(1);
    expect(sent[0]).to.match(/^update trigger_triggers set runs = runs \+ 1/);
    expect(await statements(() => scene.says(scene.ada, 'hi'))).to.deep.equal([]);
  });

  it('PF-16 a guild without triggers of a kind is never read', async () => {
    await scene.answering('hello', { on: 'reaction-add' });
    await scene.stage.stopBot();
    await scene.stage.startBot();
    expect(await statements(() => scene.says(scene.ada, 'hi'))).to.deep.equal([]);
    expect(scene.parts.catalogue.known(scene.guild.id)).to.equal(null);
  });
});
