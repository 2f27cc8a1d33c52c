import { expect } from 'chai';
import { core, use } from 'roomkeeper';
import { triggerSettings } from '../../../../plugins/trigger/settings.js';
import { giving, making, MEMBER, saying, TAKE_ROLE, TriggerScene } from '../scene.js';

describe('trigger: what triggers make of each other', () => {
  let scene: TriggerScene;

  beforeEach(async () => {
    scene = await TriggerScene.set();
  });
  afterEach(() => scene.stage.strike());

  const alive = async (): Promise<number> =>
    (await scene.rows("select 1 from trigger_triggers where persistence = 'oneshot'")).length;

  it('TR-24 a made trigger does not fire for the event that made it, and fires for the next', async () => {
    const { id: say } = await scene.givenAction(saying('made'));
    const { id } = await scene.givenAction(making({ on: 'contains', parameter: 'go', actionId: say }));
    await scene.givenTrigger({ on: 'contains', parameter: 'go', actionId: id });
    await scene.says(scene.ada, 'go');
    expect(scene.said()).to.deep.equal([]);
    expect(await alive()).to.equal(1);
    await scene.says(scene.ada, 'go');
    expect(scene.said()).to.deep.equal(['made']);
    expect(await alive()).to.equal(1);
  });

  it('TR-24 a made trigger meets the next message of the member, however quick that is', async () => {
    const { id: say } = await scene.givenAction(saying('made'));
    const { id } = await scene.givenAction(making({ on: 'matches', parameter: 'yes', actionId: say }));
    await scene.givenTrigger({ on: 'matches', parameter: 'ask me', actionId: id });
    scene.ada.say(scene.general, 'ask me');
    scene.ada.say(scene.general, 'yes');
    await scene.stage.settle();
    expect(scene.said()).to.deep.equal(['made']);
  });

  it('TR-26 a trigger whose action makes its like needs a person for each turn', async () => {
    const { id: unused } = await scene.givenAction(saying('unused'));
    const { id } = await scene.givenAction(making({ on: 'contains', parameter: 'tick', actionId: unused }), {
      name: 'tick',
    });
    const again = making({ on: 'contains', parameter: 'tick', actionId: id });
    await scene.rows(`update trigger_actions set spec = '${JSON.stringify(again)}' where id = ${id}`);
    await scene.givenTrigger({ on: 'matches', parameter: 'start', actionId: id });
    await scene.says(scene.ada, 'start');
    for (let turn = 0; turn < 3; turn += 1) {
      await scene.says(scene.ada, 'tick');
      expect(await alive()).to.equal(1);
      await scene.stage.pass(3);
    }
    expect(scene.said()).to.deep.equal([]);
  });

  it('TR-13 a role action of a removed reaction has the member looked up once', async () => {
    const { id } = await scene.givenAction(giving(scene.red, 'remove'));
    scene.olga.giveRole(scene.ada, scene.red);
    const old = scene.guild.wroteEarlier(scene.ben, scene.general, 'old', scene.stage.clock.now() - 86_400_000);
    await scene.givenTrigger({ on: 'reaction-remove', actionId: id });
    await scene.reacts(scene.ada, old, '👍');
    scene.sandbox.clearCalls();
    await scene.unreacts(scene.ada, old, '👍');
    expect([...scene.ada.member.roles]).not.to.include(scene.red.id);
    expect(scene.calls(TAKE_ROLE)).to.have.length(1);
    expect(scene.calls(MEMBER)).to.have.length(1);
  });

  it("TR-10 a command begins with the guild's own prefix, in any case, and with no other", async () => {
    await scene.answering('pong', { on: 'command', parameter: 'ping' });
    await use(core).settings.set(scene.guild.id, triggerSettings, { prefix: 'Hey,' }, null);
    await scene.says(scene.ada, '!ping');
    expect(scene.said()).to.deep.equal([]);
    await scene.says(scene.ada, 'hey,PING');
    expect(scene.said()).to.deep.equal(['pong']);
  });
});
