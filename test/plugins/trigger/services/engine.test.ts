import { expect } from 'chai';
import { CHAIN_LIMIT } from '../../../../plugins/trigger/domain/chain.js';
import { FAILURE_LIMIT } from '../../../../plugins/trigger/domain/failures.js';
import type { StepResult } from '../../../../plugins/trigger/services/parts.js';
import { noCooldowns, saying, TriggerScene } from '../scene.js';
import { SecondEngine, type Ending, type Executed } from '../second-engine.js';

const FORBIDDEN: StepResult = { ok: false, outcome: 'forbidden', error: 'I may not write there.' };
const BROKEN: StepResult = { ok: false, outcome: 'other', error: 'Discord did not answer.' };

describe('trigger: the engine', () => {
  let scene: TriggerScene;
  const engines: SecondEngine[] = [];

  beforeEach(async () => {
    scene = await TriggerScene.set();
  });
  afterEach(async () => {
    await Promise.all(engines.splice(0).map((engine) => engine.close()));
    await scene.stage.strike();
  });

  const second = async (ending?: Ending, stopwatch?: () => number): Promise<SecondEngine> => {
    const engine = await SecondEngine.start(scene, ending, stopwatch);
    engines.push(engine);
    return engine;
  };
  const textOf = ({ spec }: Executed): string => (spec.kind === 'message' ? (spec.second.texts[0] ?? '') : spec.kind);
  const oneshot = () => ({ kind: 'oneshot', expiresAt: scene.stage.clock.now() + 60_000 }) as const;

  /** Actions that say 1, 2, 3 …, each chained to the next. @returns their ids. */
  const chainOf = async (length: number, of = 'step'): Promise<number[]> => {
    const ids: number[] = [];
    for (let at = length; at > 0; at -= 1) {
      ids.unshift((await scene.givenAction(saying(String(at)), { chain: ids[0] ?? null, name: `${of} ${at}` })).id);
    }
    return ids;
  };

  it('TR-04 a oneshot fires once over two processes, whoever is first and however many events come', async () => {
    const [one, two] = [await second(), await second()];
    for (let at = 0; at < 10; at += 1) {
      await scene.answering(`shot ${at}`, { on: 'contains', parameter: `word${at}.`, persistence: oneshot() });
    }
    // Both know all of them before anything happens.
    for (const engine of [one, two]) await engine.hears(scene, scene.ada.id, 'nothing of the kind');
    const said = Array.from({ length: 10 }, (_, at) => `word${at}.`);
    await Promise.all(
      said.flatMap((text) =>
        [one, two].flatMap((engine) => [scene.ada, scene.ben].map(({ id }) => engine.hears(scene, id, text))),
      ),
    );
    expect([...one.executed, ...two.executed].map(textOf).toSorted()).to.deep.equal(
      said.map((_, at) => `shot ${at}`).toSorted(),
    );
    expect(await scene.rows('select 1 from trigger_triggers')).to.have.length(0);
  });

  it('TR-04 what another process has fired, disabled or deleted is not fired from an old memory', async () => {
    const engine = await second();
    const fired = await scene.answering('fired', { on: 'contains', parameter: 'one', persistence: oneshot() });
    const disabled = await scene.answering('disabled', { on: 'contains', parameter: 'two', persistence: oneshot() });
    await engine.catalogue.renew(scene.guild.id);
    await scene.rows(`delete from trigger_triggers where id = ${fired.id}`);
    await scene.rows(`update trigger_triggers set enabled = false where id = ${disabled.id}`);
    await engine.hears(scene, scene.ada.id, 'one two');
    expect(engine.executed).to.deep.equal([]);
    expect((await engine.catalogue.of(scene.guild.id)).triggers).to.have.length(1);
    expect(engine.catalogue.hears('message', scene.guild.id)).to.equal(false);
  });

  it('TR-04 a oneshot that was claimed and failed is spent', async () => {
    await scene.answering('once', { on: 'contains', parameter: 'go', persistence: oneshot() });
    const engine = await second(() => BROKEN);
    for (let turn = 0; turn < 2; turn += 1) await engine.hears(scene, scene.ada.id, 'go');
    expect(engine.executed).to.have.length(1);
  });

  it('TR-25 a chain of ten runs to its end, each step after the one before', async () => {
    const [first] = await chainOf(CHAIN_LIMIT);
    const trigger = await scene.givenTrigger({ on: 'contains', parameter: 'go', actionId: first ?? 0 });
    let under = 0;
    const engine = await second(async () => {
      expect((under += 1)).to.equal(1);
      await new Promise((resolve) => void setImmediate(resolve));
      under -= 1;
      return { ok: true };
    });
    await engine.hears(scene, scene.ada.id, 'go');
    expect(engine.executed.map(textOf)).to.deep.equal(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    expect(await scene.history(trigger)).to.deep.include({ runs: 1, last_error: null });
  });

  it('TR-25 an eleventh step, a loop and a missing action abort at run, and are recorded', async () => {
    const eleven = await chainOf(CHAIN_LIMIT + 1);
    const loop = await chainOf(3, 'loop');
    await scene.givenChain(loop[2] ?? 0, loop[0] ?? 0);
    const missing = await chainOf(1, 'missing');
    await scene.givenChain(missing[0] ?? 0, 999_999);
    const cases = [
      [eleven, 10, 'more than 10 actions'],
      [loop, 3, 'came back to the action "loop 1"'],
      [missing, 1, '999999 does not exist'],
    ] as const;
    for (const [ids, steps, error] of cases) {
      const trigger = await scene.givenTrigger({ on: 'contains', parameter: 'go', actionId: ids[0] ?? 0 });
      const engine = await second();
      await engine.hears(scene, scene.ada.id, 'go');
      expect(engine.executed).to.have.length(steps);
      const history = await scene.history(trigger);
      expect(history?.last_error).to.include(error);
      expect(history).to.deep.include({ runs: 1, failures: 0 });
      await scene.rows('delete from trigger_triggers');
    }
  });

  it('TR-25 an action that is chained to itself runs once', async () => {
    const [only] = await chainOf(1);
    await scene.givenChain(only ?? 0, only ?? 0);
    await scene.givenTrigger({ on: 'contains', parameter: 'go', actionId: only ?? 0 });
    const engine = await second();
    await engine.hears(scene, scene.ada.id, 'go');
    expect(engine.executed).to.have.length(1);
  });

  it('TR-25 a failed step is the last, whether it is refused or breaks', async () => {
    const [first] = await chainOf(4);
    const trigger = await scene.givenTrigger({ on: 'contains', parameter: 'go', actionId: first ?? 0 });
    const refused = await second((executed) => (textOf(executed) === '2' ? FORBIDDEN : { ok: true, note: 'Done.' }));
    await refused.hears(scene, scene.ada.id, 'go');
    expect(refused.executed.map(textOf)).to.deep.equal(['1', '2']);
    expect(await scene.history(trigger)).to.deep.include({
      runs: 1,
      failures: 1,
      last_note: 'Done.',
      last_error: '"step 2": I may not write there.',
    });
    const broken = await second((executed) => {
      if (textOf(executed) === '3') throw new Error('a defect');
      return { ok: true };
    });
    await broken.hears(scene, scene.ada.id, 'go');
    expect(broken.executed.map(textOf)).to.deep.equal(['1', '2', '3']);
    expect(await scene.history(trigger)).to.deep.include({ runs: 2, failures: 1, last_note: null });
    expect(broken.log.filter(({ level }) => level === 'error')).to.have.length(1);
  });

  it('TR-25 the two ways of an action that two chains share do not disturb each other', async () => {
    const [first, shared] = await chainOf(2);
    const { id } = await scene.givenAction(saying('other'), { chain: shared ?? null });
    await scene.givenTrigger({ on: 'contains', parameter: 'go', actionId: first ?? 0 });
    await scene.givenTrigger({ on: 'contains', parameter: 'go', actionId: id });
    const engine = await second();
    await engine.hears(scene, scene.ada.id, 'go');
    expect(engine.executed.map(textOf)).to.deep.equal(['1', '2', 'other', '2']);
  });

  it('TR-27 five refusals in a row disable a trigger, and its owner is told, once', async () => {
    const trigger = await scene.answering('hi', { on: 'contains', parameter: 'go', name: 'wel*come' });
    const engine = await second(() => FORBIDDEN);
    for (let turn = 0; turn < FAILURE_LIMIT - 1; turn += 1) await engine.hears(scene, scene.ada.id, 'go');
    expect(await scene.history(trigger)).to.deep.include({ enabled: true, failures: 4 });
    expect(engine.notices).to.deep.equal([]);
    for (let turn = 0; turn < 3; turn += 1) await engine.hears(scene, scene.ada.id, 'go');
    expect(engine.executed).to.have.length(FAILURE_LIMIT);
    expect(await scene.history(trigger)).to.deep.include({ enabled: false, failures: 5, runs: 5 });
    expect(engine.notices).to.have.length(1);
    const [[cause, text] = ['', '']] = engine.notices;
    expect(cause).to.equal(`trigger.disabled:${trigger.id}`);
    expect(text)
      .to.include(String.raw`wel\*come`)
      .and.include(scene.olga.id)
      .and.include('/trigger enable');
    expect(engine.catalogue.hears('message', scene.guild.id)).to.equal(false);
  });

  it('TR-27 a success in between begins the row anew; an outage neither counts nor ends it', async () => {
    const trigger = await scene.answering('hi', { on: 'contains', parameter: 'go' });
    const [bad, good, outage] = [FORBIDDEN, { ok: true }, BROKEN] as const;
    const endings: StepResult[] = [bad, bad, bad, bad, good, bad, outage, bad, bad, outage, outage, bad];
    const engine = await second(() => endings.shift() ?? bad);
    for (let turn = 0; turn < 12; turn += 1) await engine.hears(scene, scene.ada.id, 'go');
    expect(await scene.history(trigger)).to.deep.include({ enabled: true, failures: 4, runs: 12 });
    await engine.hears(scene, scene.ada.id, 'go');
    expect(await scene.history(trigger)).to.deep.include({ enabled: false, failures: 5 });
  });

  it('TR-27 refusals of two processes count together', async () => {
    const trigger = await scene.answering('hi', { on: 'contains', parameter: 'go' });
    const [one, two] = [await second(() => FORBIDDEN), await second(() => FORBIDDEN)];
    await Promise.all(
      [scene.ada, scene.ben, scene.cleo].flatMap(({ id }) => [one, two].map((engine) => engine.hears(scene, id, 'go'))),
    );
    expect(await scene.history(trigger)).to.deep.include({ enabled: false, failures: 6, runs: 6 });
    expect([...one.notices, ...two.notices]).to.have.length(1);
  });

  it('TR-35 what a step finds gone is handed on, after the run was noted', async () => {
    const trigger = await scene.answering('hi', { on: 'contains', parameter: 'go' });
    const gone = { kind: 'channel', id: scene.rules.id } as const;
    const engine = await second(() => ({ ok: false, outcome: 'not-found', error: 'The channel is gone.', gone }));
    await engine.hears(scene, scene.ada.id, 'go');
    expect(engine.gone).to.deep.equal([[scene.guild.id, gone]]);
    expect((await scene.history(trigger))?.failures).to.equal(1);
  });

  it('TR-12 patterns beyond the time of a guild are left out and named; other conditions fire', async () => {
    for (const name of ['first', 'second', 'third']) {
      await scene.answering(name, { on: 'regex', parameter: '[a-z]o', name });
    }
    await scene.answering('plain', { on: 'contains', parameter: 'go' });
    let now = 0;
    const engine = await second(undefined, () => (now += 30));
    await engine.hears(scene, scene.ada.id, 'go');
    expect(engine.executed.map(textOf)).to.deep.equal(['plain']);
    const [[cause, text] = ['', '']] = engine.notices;
    expect(cause).to.equal('trigger.patterns-skipped');
    expect(text).to.include('**third**');
    expect(engine.log.some(({ level }) => level === 'warn')).to.equal(true);
  });

  it('TR-12 an event has its patterns asked once, also when something fires', async () => {
    await scene.answering('hi', { on: 'regex', parameter: '[a-z]o' });
    let asked = 0;
    const engine = await second(undefined, () => ((asked += 1), 0));
    await engine.hears(scene, scene.ada.id, 'xyz');
    asked = 0;
    await engine.hears(scene, scene.ada.id, 'zzz 1');
    const once = asked;
    asked = 0;
    await engine.hears(scene, scene.ada.id, 'go');
    expect(engine.executed).to.have.length(1);
    expect(asked).to.be.at.most(once + 2);
  });

  it('TR-18 slow work for one member holds up nobody else; the next event of the same member waits', async () => {
    await scene.answering('hi', { on: 'contains', parameter: 'go', cooldowns: noCooldowns });
    const slow = Promise.withResolvers<StepResult>();
    const engine = await second(({ run }) => (run.content === 'go slowly' ? slow.promise : { ok: true }));
    await engine.catalogue.of(scene.guild.id);
    const contents = (): string[] => engine.executed.map(({ run }) => run.content);
    const pending = [engine.hears(scene, scene.ada.id, 'go slowly'), engine.hears(scene, scene.ada.id, 'go on')];
    await engine.hears(scene, scene.ben.id, 'go');
    expect(contents()).to.deep.equal(['go slowly', 'go']);
    slow.resolve({ ok: true });
    await Promise.all(pending);
    expect(contents()).to.deep.equal(['go slowly', 'go', 'go on']);
  });

  it('TR-18 a member who has left, or turns out to be a bot, sets nothing off, and holds nobody up', async () => {
    const trigger = await scene.answering('{user}', { on: 'contains', parameter: 'go' });
    const robot = scene.guild.addMember({ name: 'Robot', bot: true });
    await scene.stage.settle();
    const engine = await second();
    const answer = { status: 404, code: 10_007, message: 'Unknown Member' };
    scene.sandbox.faults.add({ match: ({ path }) => path.endsWith(scene.ben.id), answer });
    for (const { id } of [scene.ben, robot, scene.cleo]) {
      const { general, seen: guild } = scene;
      const event = { kind: 'reaction-remove', id, channelId: general.id, parentId: null, messageId: '1' } as const;
      const known = { guild, userId: id, member: () => null, bot: null };
      await scene.givenTrigger({ on: 'reaction-remove', actionId: trigger.actionId });
      await engine.catalogue.renew(guild.id);
      await engine.engine.heard({ ...known, event: { ...event, emoji: '👍' } });
      await scene.rows("delete from trigger_triggers where condition = 'reaction-remove'");
    }
    expect(engine.executed.map(({ run }) => run.member?.id)).to.deep.equal([scene.cleo.id]);
  });

  it('TR-26 a trigger made by an event is not fired by it, and is by the next one, however quick', async () => {
    const { id: actionId } = await scene.givenAction(saying('made'));
    const { id } = await scene.givenAction(saying('make'));
    await scene.givenTrigger({ on: 'contains', parameter: 'go', actionId: id });
    let made = false;
    const engine = await second(async ({ run }) => {
      if (!made) {
        made = true;
        const by = { persistence: oneshot(), madeBy: run.event?.id ?? null };
        await scene.givenTrigger({ on: 'contains', parameter: 'go', actionId, ...by });
        await engine.catalogue.renew(scene.guild.id);
      }
      return { ok: true };
    });
    await engine.catalogue.of(scene.guild.id);
    await Promise.all([engine.hears(scene, scene.ada.id, 'go 1'), engine.hears(scene, scene.ada.id, 'go 2')]);
    expect(engine.executed.map((one) => `${textOf(one)} ${one.run.content}`)).to.deep.equal([
      'make go 1',
      'make go 2',
      'made go 2',
    ]);
  });

  it('TR-20 a run knows what matched and what follows it', async () => {
    await scene.answering('1', { on: 'command', parameter: 'say' });
    await scene.answering('2', { on: 'regex', parameter: 'h(el)+o' });
    const engine = await second();
    await engine.hears(scene, scene.ada.id, '!Say helelo  there');
    const [command, regex] = engine.executed.map(({ run }) => run);
    expect(command?.match).to.deep.equal({ match: 'Say', args: 'helelo  there' });
    expect(regex?.match).to.deep.equal({ match: 'helelo', args: 'there' });
    expect(command).to.include({ channelId: scene.general.id, content: '!Say helelo  there', emoji: '' });
  });

  it('TR-14 an interval that is due runs without a member, in the channel that it is bound to', async () => {
    const scope = { kind: 'channel', channelId: scene.rules.id } as const;
    const trigger = await scene.answering('tick', { on: 'interval', parameter: '5m', scope });
    const engine = await second();
    const event = { kind: 'interval', id: 'tick-1', triggerId: trigger.id } as const;
    await engine.engine.fire(trigger.id, event, scene.seen);
    const [executed] = engine.executed;
    expect(executed?.run).to.include({ member: null, messageId: null, channelId: scene.rules.id, content: '' });
    expect((await scene.history(trigger))?.runs).to.equal(1);
  });

  it('TR-33 an action runs by itself, with its chain, and notes nothing', async () => {
    const [first] = await chainOf(2);
    const trigger = await scene.givenTrigger({ on: 'contains', parameter: 'go', actionId: first ?? 0 });
    const engine = await second((executed) => (textOf(executed) === '2' ? FORBIDDEN : { ok: true, note: 'Done.' }));
    const run = {
      guild: scene.seen,
      trigger: null,
      event: null,
      member: null,
      channelId: scene.general.id,
      messageId: null,
      content: '',
      emoji: '',
      match: { match: '', args: '' },
    };
    const ended = await engine.engine.runActions(first ?? 0, run);
    expect(ended).to.deep.include({ outcome: 'forbidden', note: 'Done.', error: '"step 2": I may not write there.' });
    expect((await scene.history(trigger))?.runs).to.equal(0);
  });
});
