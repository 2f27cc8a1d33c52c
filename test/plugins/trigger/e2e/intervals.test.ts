import { expect } from 'chai';
import type { Trigger } from '../../../../plugins/trigger/domain/trigger.js';
import { trigger as plugin } from '../../../../plugins/trigger/plugin.js';
import { Intervals } from '../../../../plugins/trigger/services/schedule/intervals.js';
import { KeyedQueue } from '../../../../src/concurrency/keyed-queue.js';
import { core } from '../../../../src/core/plugin.js';
import { openOrm } from '../../../../src/database/orm.js';
import { Shards } from '../../../../src/sharding/shards.js';
import { gatherEntities, gatherMigrations } from '../../../../src/plugins/gather.js';
import { memoryLogger } from '../../../support/logger.js';
import { SAY, saying, TriggerScene, type GivenTrigger } from '../scene.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

describe('trigger: intervals', () => {
  let scene: TriggerScene;

  beforeEach(async () => {
    // The sweep comes seldom, so that it is the jobs that are tried.
    scene = await TriggerScene.set({ config: { scheduling: { sweepInterval: 86_400 } } });
  });
  afterEach(() => scene.stage.strike());

  const ticking = async (parameter: string, given: Partial<GivenTrigger> = {}): Promise<Trigger> => {
    const { id } = await scene.givenAction(saying('tick', scene.general));
    const trigger = await scene.givenTrigger({ on: 'interval', parameter, actionId: id, ...given });
    await scene.parts.intervals.saved(trigger);
    return trigger;
  };
  /** When the next run is, in seconds from now; null for no plan. */
  const due = async ({ id }: Pick<Trigger, 'id'>): Promise<number | null> => {
    const [row] = await scene.rows<{ next_due: Date | null }>(`select next_due from trigger_triggers where id = ${id}`);
    return row?.next_due ? (row.next_due.getTime() - scene.stage.clock.now()) / 1000 : null;
  };
  const ticks = (): number => scene.said().length;
  const whileDown = async (seconds: number): Promise<void> => {
    await scene.stage.stopBot();
    await scene.stage.clock.advance(seconds * 1000);
    await scene.stage.startBot();
    await scene.stage.pass(0);
  };

  it('TR-14 runs when its time has come, not a second before, and again', async () => {
    await ticking('10m');
    await scene.stage.pass(10 * MINUTE - 1);
    expect(ticks()).to.equal(0);
    await scene.stage.pass(1);
    expect(ticks()).to.equal(1);
    await scene.stage.pass(10 * MINUTE);
    expect(ticks()).to.equal(2);
  });

  it('TR-14 does not drift: the fiftieth run is at fifty times the interval, though each run is late', async () => {
    const trigger = await ticking('5m7s');
    const length = 307;
    const start = scene.stage.clock.now();
    for (let run = 1; run <= 50; run += 1) {
      const late = run % 13;
      await scene.stage.clock.advance(start + (run * length + late) * 1000 - scene.stage.clock.now(), () =>
        scene.stage.settle(),
      );
      expect(await due(trigger)).to.equal(length - late);
    }
    expect(ticks()).to.equal(50);
    // Also when nothing but a late job wakes it.
    await scene.stage.stopBot();
    await scene.stage.clock.advance(450_000);
    await scene.stage.startBot();
    await scene.stage.pass(0);
    expect(ticks()).to.equal(51);
    expect((start + 52 * length * 1000 - scene.stage.clock.now()) / 1000).to.equal(await due(trigger));
  });

  it('TR-14 after downtime one run makes up for all, and the grid stays', async () => {
    const trigger = await ticking('1h');
    await scene.stage.pass(HOUR);
    await whileDown(10 * HOUR + 20 * MINUTE);
    expect(ticks()).to.equal(2);
    expect(await due(trigger)).to.equal(40 * MINUTE);
    await scene.stage.pass(40 * MINUTE - 1);
    expect(ticks()).to.equal(2);
    await scene.stage.pass(1);
    expect(ticks()).to.equal(3);
  });

  it('TR-14 once the bot has stopped, nothing runs and no plan moves', async () => {
    const trigger = await ticking('1h');
    await scene.stage.stopBot();
    scene.sandbox.clearCalls();
    await scene.stage.clock.advance(5 * HOUR * 1000);
    expect(scene.calls()).to.deep.equal([]);
    expect(await due(trigger)).to.equal(-4 * HOUR);
  });

  it('TR-14 a restart before the time has come changes nothing', async () => {
    await ticking('1h');
    await whileDown(59 * MINUTE);
    expect(ticks()).to.equal(0);
    await scene.stage.pass(MINUTE);
    expect(ticks()).to.equal(1);
  });

  it('TR-14 double and early jobs, in two processes, run it once', async () => {
    const trigger = await ticking('5m');
    const plugins = [core, plugin];
    const schema = { entities: gatherEntities(plugins), migrations: gatherMigrations(plugins) };
    const orm = await openOrm(scene.stage.database.url, schema);
    const { client } = scene.stage.bot;
    if (client === undefined) throw new Error('The bot has no client');
    const scheduler = { arm: () => Promise.resolve(), cancel: () => Promise.resolve() };
    let elsewhere = 0;
    const other = new Intervals(
      {
        client,
        orm,
        clock: scene.stage.clock,
        log: memoryLogger([]),
        queue: new KeyedQueue(),
        scheduler,
        shards: Shards.all,
      },
      { fire: async () => (elsewhere += 1) > 0 },
    );
    const { intervals } = scene.parts;
    const jobs = async (): Promise<void> => {
      await Promise.all(Array.from({ length: 10 }, (_, at) => (at % 2 ? other : intervals).woken(trigger.id)));
      await scene.stage.settle();
    };
    try {
      // Too early. It also opens the connections, so that the jobs which follow really come at once.
      await jobs();
      expect(elsewhere + ticks()).to.equal(0);
      for (let run = 1; run <= 5; run += 1) {
        await scene.rows(`update trigger_triggers set next_due = to_timestamp(${scene.stage.clock.now() / 1000 - 1})`);
        await jobs();
        expect(elsewhere + ticks()).to.equal(run);
      }
      await jobs();
      expect(elsewhere + ticks()).to.equal(5);
    } finally {
      await orm.close();
    }
  });

  it('TR-14 an outage of the guild: nothing runs and nothing is lost, one run makes up for it', async () => {
    const trigger = await ticking('1h');
    scene.guild.outage(true);
    await scene.stage.settle();
    scene.sandbox.clearCalls();
    await scene.stage.pass(3 * HOUR + 10 * MINUTE);
    expect(scene.calls(SAY)).to.have.length(0);
    expect(await scene.parts.intervals.overdue({ before: new Date(scene.stage.clock.now()), limit: 10 })).to.deep.equal(
      [],
    );
    scene.guild.outage(false);
    await scene.stage.settle();
    await scene.stage.pass(0);
    expect(ticks()).to.equal(1);
    expect(await due(trigger)).to.equal(50 * MINUTE);
    await scene.stage.pass(50 * MINUTE);
    expect(ticks()).to.equal(2);
  });

  it('TR-14 of a guild that the bot has left nothing runs, and all is well when it is invited again', async () => {
    await ticking('1h');
    scene.guild.removeBot();
    await scene.stage.settle();
    await scene.stage.pass(5 * HOUR);
    expect(ticks()).to.equal(0);
    scene.guild.inviteBot();
    await scene.stage.settle();
    await scene.stage.pass(0);
    expect(ticks()).to.equal(1);
  });

  it('TR-14 one that is bound to a channel speaks there', async () => {
    const { id: actionId } = await scene.givenAction(saying('here'));
    await ticking('5m', { actionId, scope: { kind: 'channel', channelId: scene.rules.id } });
    await scene.stage.pass(5 * MINUTE);
    expect(scene.said(scene.rules)).to.deep.equal(['here']);
    expect(scene.said()).to.deep.equal([]);
  });

  it('TR-14 a temporary one ends with its time', async () => {
    const expiresAt = scene.stage.clock.now() + 12 * MINUTE * 1000;
    await ticking('5m', { persistence: { kind: 'temporary', expiresAt } });
    await scene.stage.pass(HOUR);
    expect(ticks()).to.equal(2);
  });

  it('TR-14 a failing run does not end it, and no run is tried twice', async () => {
    await ticking('5m');
    const mend = scene.sandbox.faults.add({ operation: SAY, answer: { status: 500 } });
    await scene.stage.pass(5 * MINUTE);
    expect(ticks()).to.equal(0);
    mend();
    await scene.stage.pass(5 * MINUTE - 1);
    expect(ticks()).to.equal(0);
    await scene.stage.pass(1);
    expect(ticks()).to.equal(1);
  });

  it('TR-14 a run that takes long keeps no task from its turn', async () => {
    const slow = await ticking('5m');
    scene.sandbox.faults.add({ operation: SAY, times: 1, answer: { delay: 1000 } });
    scene.sandbox.clearCalls();
    await scene.rows(`update trigger_triggers set next_due = to_timestamp(${scene.stage.clock.now() / 1000})`);
    await scene.parts.intervals.woken(slow.id);
    expect(await due(slow)).to.equal(5 * MINUTE);
    expect(ticks()).to.equal(0);
    await scene.sandbox.until(() => scene.calls(SAY).length > 0);
    expect(ticks()).to.equal(0);
    await scene.stage.clock.advance(1000);
    await scene.stage.settle();
    expect(ticks()).to.equal(1);
  });

  it('TR-14 a moment at which the last run is still under way is passed over, so that nothing piles up', async () => {
    const slow = await ticking('5m');
    const comes = async (): Promise<void> => {
      await scene.rows(`update trigger_triggers set next_due = to_timestamp(${scene.stage.clock.now() / 1000})`);
      await scene.parts.intervals.woken(slow.id);
      expect(await due(slow)).to.equal(5 * MINUTE);
    };
    scene.sandbox.faults.add({ operation: SAY, times: 1, answer: { delay: 1000 } });
    scene.sandbox.clearCalls();
    await comes();
    await scene.sandbox.until(() => scene.calls(SAY).length > 0);
    await comes();
    await comes();
    await scene.stage.clock.advance(1000);
    await scene.stage.settle();
    expect(ticks()).to.equal(1);
    await comes();
    await scene.stage.settle();
    expect(ticks()).to.equal(2);
  });

  it('TR-14 the sweep finds one whose job is lost', async () => {
    const { id: actionId } = await scene.givenAction(saying('tick', scene.general));
    const trigger = await scene.givenTrigger({ on: 'interval', parameter: '5m', actionId });
    await scene.givenTrigger({ on: 'interval', parameter: '5m', actionId, enabled: false });
    await scene.stage.pass(6 * MINUTE);
    expect(ticks()).to.equal(0);
    const before = new Date(scene.stage.clock.now());
    const late = await scene.parts.intervals.overdue({ before, limit: 10 });
    expect(late.map(({ task, key }) => [task, key])).to.deep.equal([['trigger.wake-interval', String(trigger.id)]]);
  });

  it('TR-14 made, edited, switched off and on, and deleted by an admin: its plan follows', async () => {
    await scene.givenAction(saying('tick', scene.general), { name: 'say' });
    const olga = await scene.seen.members.fetch(scene.olga.id);
    const { triggers } = scene.parts.admin;
    const made = await triggers.create(olga, {
      name: 'clock',
      conditionId: 'interval',
      parameter: '1h',
      action: 'say',
    });
    await scene.stage.pass(50 * MINUTE);
    await triggers.edit(olga, 'clock', { name: 'clock two' });
    expect(await due(made)).to.equal(10 * MINUTE);
    await triggers.edit(olga, 'clock two', { parameter: '30m' });
    expect(await due(made)).to.equal(30 * MINUTE);
    await scene.stage.pass(30 * MINUTE - 1);
    expect(ticks()).to.equal(0);
    await scene.stage.pass(1);
    expect(ticks()).to.equal(1);
    await triggers.disable(olga, 'clock two');
    await scene.stage.pass(5 * HOUR);
    expect(ticks()).to.equal(1);
    await triggers.enable(olga, 'clock two');
    await scene.stage.pass(30 * MINUTE - 1);
    expect(ticks()).to.equal(1);
    await scene.stage.pass(1);
    expect(ticks()).to.equal(2);
    await triggers.delete(olga, 'clock two');
    await scene.stage.pass(HOUR);
    expect(ticks()).to.equal(2);
  });
});
