import { expect } from 'chai';
import { noRequirements } from '../../../../plugins/trigger/domain/trigger.js';
import { TriggerRow } from '../../../../plugins/trigger/entities/trigger-row.js';
import { firstDue, triggerColumns } from '../../../../plugins/trigger/services/store/codec.js';
import type { Change } from '../../../../plugins/trigger/services/store/guild-changes.js';
import { noCooldowns, saying, TriggerScene } from '../scene.js';

/** After this the menus cannot be read, which is the last that is read of a guild. */
const HIDE = 'alter table trigger_role_menus rename to hidden';
const SHOW = 'alter table hidden rename to trigger_role_menus';

describe('trigger: changes of a guild', () => {
  let scene: TriggerScene;

  beforeEach(async () => {
    scene = await TriggerScene.set();
  });
  afterEach(() => scene.stage.strike());

  const inserted = async ({ em, now }: Change, name: string, actionId: number): Promise<void> => {
    const draft = {
      guildId: scene.guild.id,
      name,
      scope: { kind: 'server' },
      condition: { id: 'contains', parameter: name, caseSensitive: false },
      persistence: { kind: 'persistent' },
      requirements: noRequirements,
      cooldowns: noCooldowns,
      actionId,
      enabled: true,
      ownerId: scene.olga.id,
      madeBy: null,
      createdAt: now,
      failures: 0,
    } as const;
    const history = { runs: 0, lastRunAt: null, lastNote: null, lastError: null };
    await em
      .persist(em.create(TriggerRow, { ...triggerColumns(draft), ...history, nextDue: firstDue(draft, now) }))
      .flush();
  };

  it('TR-40 a change that is committed and cannot be read anew is done, and is heard of with the next event', async () => {
    const { id } = await scene.givenAction(saying('hi'));
    expect(scene.parts.catalogue.hears('message', scene.guild.id)).to.equal(false);
    const done = await scene.parts.changes.change(scene.guild.id, async (change) => {
      await inserted(change, 'hello', id);
      await change.em.execute(HIDE);
      return 'done';
    });
    expect(done).to.equal('done');
    expect(scene.parts.catalogue.known(scene.guild.id)).to.equal(null);
    await scene.says(scene.ben, 'hello');
    await scene.rows(SHOW);
    await scene.says(scene.ben, 'hello');
    expect(scene.said()).to.deep.equal(['hi']);
    // And what it does not wait for is known again.
    expect(scene.parts.catalogue.hears('voice-join', scene.guild.id)).to.equal(false);
    expect(scene.parts.catalogue.bindsMessages(scene.guild.id)).to.equal(false);
  });

  it('TR-40 what was deleted does not fire when it could not be read anew', async () => {
    const trigger = await scene.answering('hi', { on: 'contains', parameter: 'hello' });
    await scene.says(scene.ben, 'hello');
    await scene.parts.changes.change(scene.guild.id, async ({ em }) => {
      await em.nativeDelete(TriggerRow, { id: trigger.id });
      await em.execute(HIDE);
    });
    await scene.rows(SHOW);
    await scene.says(scene.ben, 'hello');
    expect(scene.said()).to.deep.equal(['hi']);
  });

  it('TR-40 a change that is refused says why, and leaves everything as it was', async () => {
    const { id } = await scene.givenAction(saying('hi'));
    const refusal = scene.parts.changes.change(scene.guild.id, async (change) => {
      await inserted(change, 'hello', id);
      throw new Error('refused');
    });
    const said = await refusal.then(
      () => 'done',
      (error: unknown) => String(error),
    );
    expect(said).to.equal('Error: refused');
    await scene.says(scene.ben, 'hello');
    expect(scene.said()).to.deep.equal([]);
  });

  it('TR-40 readers that are under way while a guild changes never leave what was before in memory', async () => {
    const { id } = await scene.givenAction(saying('hi'));
    const { catalogue, changes } = scene.parts;
    const names = ['one', 'two', 'three', 'four', 'five'];
    const readers: Promise<unknown>[] = [];
    await Promise.all(
      names.map(async (name) => {
        readers.push(catalogue.of(scene.guild.id));
        await changes.change(scene.guild.id, async (change) => {
          readers.push(catalogue.of(scene.guild.id));
          await inserted(change, name, id);
          readers.push(catalogue.of(scene.guild.id));
        });
        const now = await catalogue.of(scene.guild.id);
        expect(now.triggers.map((one) => one.name)).to.include(name);
      }),
    );
    await Promise.all(readers);
    const known = catalogue.known(scene.guild.id)?.triggers.map(({ name }) => name);
    expect(known?.toSorted()).to.deep.equal(names.toSorted());
  });
});
