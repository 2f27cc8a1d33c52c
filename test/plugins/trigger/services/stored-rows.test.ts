import { expect } from 'chai';
import { saying, TriggerScene } from '../scene.js';

/** PostgreSQL's code for a row that breaks a check. */
const CHECK = '23514';

describe('trigger: what is stored', () => {
  let scene: TriggerScene;

  beforeEach(async () => {
    scene = await TriggerScene.set();
  });
  afterEach(() => scene.stage.strike());

  const contradictions = [
    [`scope = 'channel'`, 'TR-02 a channel without its id'],
    [`channel_id = 1`, 'TR-02 a server with a channel'],
    [`scope = 'message', channel_id = 1`, 'TR-02 a message without its id'],
    [`scope = 'message', message_id = 1`, 'TR-02 a message without its channel'],
    [`scope = 'channel', channel_id = 1, message_id = 1`, 'TR-02 a channel with a message'],
    [`persistence = 'temporary'`, 'TR-03 a temporary one without an end'],
    [`persistence = 'oneshot'`, 'TR-03 a oneshot without an end'],
    [`expires_at = now()`, 'TR-03 a persistent one with an end'],
  ] as const;
  for (const [set, title] of contradictions) {
    it(`${title} cannot be stored`, async () => {
      await scene.answering('x', { on: 'contains', parameter: 'hello' });
      const code: unknown = await scene.rows(`update trigger_triggers set ${set}`).then(
        () => null,
        (error: Error & { code?: string }) => error.code,
      );
      expect(code).to.equal(CHECK);
    });
  }

  it('TR-12 rows that cannot be read are left out and logged, and all others fire', async () => {
    const bad = await scene.answering('bad', { on: 'contains', parameter: 'hello' });
    const worse = await scene.answering('worse', { on: 'contains', parameter: 'hello' });
    const { id: action } = await scene.givenAction(saying('worst'));
    const worst = await scene.givenTrigger({ on: 'contains', parameter: 'hello', actionId: action });
    await scene.givenGroup({ name: 'Colours', roleIds: [scene.red.id] });
    await scene.answering('good', { on: 'contains', parameter: 'hello' });
    await scene.rows(`update trigger_triggers set requirements = '{}' where id = ${bad.id}`);
    await scene.rows(`update trigger_triggers set cooldowns = '[]' where id = ${worse.id}`);
    await scene.rows(`update trigger_actions set spec = '{"kind":"fly"}' where id = ${action}`);
    await scene.rows(`update trigger_role_groups set role_ids = '7'`);
    await scene.stage.stopBot();
    await scene.stage.startBot();
    await scene.says(scene.ada, 'hello');
    expect(scene.said()).to.deep.equal(['good']);
    expect((await scene.history(worst))?.last_error).to.match(/does not exist/);
    const logged = scene.stage.log.filter(({ message }) => message.includes('cannot be read'));
    expect(logged.map(({ table, id }) => `${String(table)} ${String(id)}`)).to.include.members([
      `triggers ${bad.id}`,
      `triggers ${worse.id}`,
      `actions ${action}`,
    ]);
    await scene.answering('later', { on: 'contains', parameter: 'hello' });
    await scene.says(scene.ben, 'hello');
    expect(scene.said()).to.deep.equal(['good', 'good', 'later']);
  });
});
