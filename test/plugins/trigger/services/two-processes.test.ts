import { expect } from 'chai';
import { defaultLimits } from '../../../../plugins/trigger/domain/limits.js';
import type { Run } from '../../../../plugins/trigger/services/parts.js';
import { CreateTriggerExecutor } from '../../../../plugins/trigger/services/actions/create-trigger.js';
import { noRequirements } from '../../../../plugins/trigger/domain/trigger.js';
import { insertTrigger } from '../../../../plugins/trigger/services/admin/trigger-writing.js';
import { insertAction } from '../../../../plugins/trigger/services/admin/action-writing.js';
import { making, noCooldowns, saying, TriggerScene } from '../scene.js';
import { SecondEngine } from '../second-engine.js';

describe('trigger: two processes', () => {
  let scene: TriggerScene;
  let one: SecondEngine;
  let two: SecondEngine;

  beforeEach(async () => {
    scene = await TriggerScene.set();
    [one, two] = [await SecondEngine.start(scene), await SecondEngine.start(scene)];
  });
  afterEach(async () => {
    await Promise.all([one.close(), two.close()]);
    await scene.stage.strike();
  });

  const refusals = (results: readonly PromiseSettledResult<unknown>[]): number =>
    results.filter(({ status }) => status === 'rejected').length;

  it('TR-31 take the last places of a guild together, never one too many', async () => {
    const { id: actionId } = await scene.givenAction(saying('x'));
    const limits = { ...defaultLimits, persistent: 3, actions: 4 };
    const guildId = scene.guild.id;
    const draft = (name: string) => ({
      name,
      scope: { kind: 'server' } as const,
      condition: { id: 'contains', parameter: 'x', caseSensitive: false } as const,
      persistence: { kind: 'persistent' } as const,
      requirements: noRequirements,
      cooldowns: noCooldowns,
      actionId,
    });
    const owner = { guildId, ownerId: scene.olga.id };
    const triggers = await Promise.allSettled(
      Array.from({ length: 10 }, (_, at) =>
        (at % 2 === 0 ? one : two).changes.change(guildId, (change) =>
          insertTrigger(change, draft(`t${at}`), owner, limits),
        ),
      ),
    );
    expect(refusals(triggers)).to.equal(7);
    expect(await scene.rows('select 1 from trigger_triggers')).to.have.length(3);

    const actions = await Promise.allSettled(
      Array.from({ length: 10 }, (_, at) =>
        (at % 2 === 0 ? one : two).changes.change(guildId, (change) =>
          insertAction(change, { guildId, name: `a${at}`, spec: saying('x'), chain: null }, scene.olga.id, limits),
        ),
      ),
    );
    expect(refusals(actions)).to.equal(7);
    expect(await scene.rows('select 1 from trigger_actions')).to.have.length(4);
  });

  it('TR-31 one member’s events in both make five oneshots at most', async () => {
    const { id: actionId } = await scene.givenAction(saying('x'));
    const spec = making({ on: 'contains', parameter: 'x', actionId });
    if (spec.kind !== 'create-trigger') throw new Error('Another kind was made');
    const member = await scene.seen.members.fetch(scene.ada.id);
    const first = new CreateTriggerExecutor(one.changes, defaultLimits);
    const second = new CreateTriggerExecutor(two.changes, defaultLimits);
    const runs = Array.from({ length: 16 }, (_, at): Run => {
      const id = String(700_000_000_000_000_000n + BigInt(at));
      const place = { channelId: scene.general.id, parentId: null, messageId: id, repliesTo: null };
      const event = { kind: 'message', id, content: 'make', ...place } as const;
      const nothing = { trigger: null, content: '', emoji: '', match: { match: '', args: '' } };
      return { guild: scene.seen, member, event, channelId: scene.general.id, messageId: id, ...nothing };
    });
    const results = await Promise.all(runs.map((run, at) => (at % 2 === 0 ? first : second).execute(spec, run)));
    expect(results.filter(({ ok }) => ok)).to.have.length(5);
    expect(results.find(({ ok }) => !ok))
      .to.have.property('error')
      .that.includes('5 of 5 are used');
    expect(await scene.rows('select 1 from trigger_triggers')).to.have.length(5);
  });

  it('TR-04 a oneshot that an admin has made persistent elsewhere is not used up', async () => {
    const persistence = { kind: 'oneshot', expiresAt: scene.stage.clock.now() + 60_000 } as const;
    const trigger = await scene.answering('x', { on: 'contains', parameter: 'hello', persistence });
    await one.hears(scene, scene.ada.id, 'something');
    await scene.rows(`update trigger_triggers set persistence = 'persistent', expires_at = null`);
    await one.hears(scene, scene.ada.id, 'hello');
    await one.hears(scene, scene.ada.id, 'hello');
    expect(await scene.history(trigger)).to.not.equal(null);
    expect(one.executed).to.have.length(1);
  });
});
