import { expect } from 'chai';
import { noRequirements, type Requirements } from '../../../../plugins/trigger/domain/trigger.js';
import { defaultCooldowns, noCooldowns, SAY, saying, TriggerScene } from '../scene.js';

/** In seconds. */
const A_WHILE = 60;

describe('trigger: what fires', () => {
  let scene: TriggerScene;

  beforeEach(async () => {
    scene = await TriggerScene.set();
  });
  afterEach(() => scene.stage.strike());

  it('TR-18 five at most fire on an event, in order of creation, whatever their conditions', async () => {
    const waits = [
      ['contains', 'go'],
      ['regex', 'g.'],
      ['matches', '!go'],
      ['command', 'go'],
      ['starts-with', '!g'],
      ['contains', 'o'],
      ['regex', 'o$'],
    ] as const;
    for (const [at, [on, parameter]] of waits.entries()) await scene.answering(`${at + 1}`, { on, parameter });
    await scene.says(scene.ada, '!go');
    expect(scene.said()).to.deep.equal(['1', '2', '3', '4', '5']);
  });

  it('TR-18 one that is held back takes nobody its place', async () => {
    const requirements = { ...noRequirements, allOf: [scene.red.id] };
    await scene.answering('never', { on: 'contains', parameter: 'go', requirements });
    await scene.answering('off', { on: 'contains', parameter: 'go', enabled: false });
    for (const text of ['1', '2', '3', '4', '5', '6']) await scene.answering(text, { on: 'contains', parameter: 'go' });
    await scene.says(scene.ada, 'go');
    expect(scene.said()).to.deep.equal(['1', '2', '3', '4', '5']);
  });

  it('TR-18 each waits for the one before, so that answers come in order when Discord is slow', async () => {
    for (const text of ['1', '2', '3']) await scene.answering(text, { on: 'contains', parameter: 'go' });
    const slow = { operation: SAY, times: 1, answer: { delay: 3000 } } as const;
    scene.sandbox.faults.add(slow);
    scene.ada.say(scene.general, 'go');
    await scene.sandbox.until(() => scene.calls(SAY).length > 0);
    await scene.stage.clock.advance(3_000);
    await scene.stage.settle();
    expect(scene.said()).to.deep.equal(['1', '2', '3']);
  });

  it('TR-18 a failing trigger does not keep the next ones from firing', async () => {
    const { id } = await scene.givenAction(saying('lost', scene.rules));
    await scene.givenTrigger({ on: 'contains', parameter: 'go', actionId: id });
    await scene.answering('2', { on: 'contains', parameter: 'go' });
    const forbidden = { status: 403, code: 50_013, message: 'Missing Permissions' };
    scene.sandbox.faults.add({ match: ({ path }) => path.includes(scene.rules.id), answer: forbidden });
    await scene.says(scene.ada, 'go');
    expect(scene.said()).to.deep.equal(['2']);
  });

  it('TR-18 two seconds a member, unless told otherwise', async () => {
    await scene.answering('hi', { on: 'contains', parameter: 'hi', cooldowns: defaultCooldowns });
    await scene.says(scene.ada, 'hi');
    await scene.stage.pass(1.999);
    await scene.says(scene.ada, 'hi', scene.rules);
    expect(scene.said(scene.rules)).to.deep.equal([]);
    await scene.says(scene.ben, 'hi');
    expect(scene.said()).to.have.length(2);
    await scene.stage.pass(0.001);
    await scene.says(scene.ada, 'hi');
    expect(scene.said()).to.have.length(3);
  });

  it('TR-18 a cooldown of the channel holds for everybody there, and nowhere else', async () => {
    const cooldowns = { ...noCooldowns, channel: 10_000 };
    await scene.answering('hi', { on: 'contains', parameter: 'hi', cooldowns });
    for (const person of [scene.ada, scene.ben]) await scene.says(person, 'hi');
    expect(scene.said()).to.have.length(1);
    await scene.says(scene.ben, 'hi', scene.rules);
    expect(scene.said(scene.rules)).to.have.length(1);
    await scene.stage.pass(10);
    await scene.says(scene.ben, 'hi');
    expect(scene.said()).to.have.length(2);
  });

  it('TR-18 a cooldown of the guild holds for everybody everywhere', async () => {
    const cooldowns = { ...noCooldowns, guild: 10_000 };
    await scene.answering('hi', { on: 'contains', parameter: 'hi', cooldowns });
    await scene.says(scene.ada, 'hi');
    await scene.says(scene.ben, 'hi', scene.rules);
    expect([...scene.said(), ...scene.said(scene.rules)]).to.have.length(1);
    await scene.stage.pass(10);
    await scene.says(scene.ben, 'hi', scene.rules);
    expect(scene.said(scene.rules)).to.have.length(1);
  });

  it('TR-18 a cooldown holds from the event on: what piles up while Discord is slow does not fire later', async () => {
    await scene.answering('hi', { on: 'contains', parameter: 'hi', cooldowns: defaultCooldowns });
    const slow = { operation: SAY, times: 1, answer: { delay: 30_000 } } as const;
    scene.sandbox.faults.add(slow);
    for (let count = 0; count < 5; count += 1) scene.ada.say(scene.general, 'hi');
    await scene.sandbox.until(() => scene.calls(SAY).length > 0);
    await scene.stage.clock.advance(30_000);
    await scene.stage.settle();
    expect(scene.said()).to.deep.equal(['hi']);
  });

  it('TR-18 of events at the same moment only one passes the cooldown', async () => {
    await scene.answering('hi', { on: 'contains', parameter: 'hi', cooldowns: { ...noCooldowns, guild: 5_000 } });
    for (const person of [scene.ada, scene.ben, scene.cleo]) person.say(scene.general, 'hi');
    await scene.stage.settle();
    expect(scene.said()).to.deep.equal(['hi']);
  });

  const age = (seconds: number): number => seconds * 1000;
  const asked: readonly (readonly [string, (its: TriggerScene) => Partial<Requirements>, number])[] = [
    ['all of its roles', (its) => ({ allOf: [its.red.id, its.blue.id] }), 1],
    ['all, and lacks one', (its) => ({ allOf: [its.red.id, its.green.id] }), 0],
    ['any of its roles', (its) => ({ anyOf: [its.green.id, its.blue.id] }), 1],
    ['any, and has none', (its) => ({ anyOf: [its.green.id] }), 0],
    ['none of the roles', (its) => ({ noneOf: [its.green.id] }), 1],
    ['none, and has one', (its) => ({ noneOf: [its.red.id] }), 0],
    ['an old account', () => ({ accountAge: age(2 * A_WHILE) }), 1],
    ['an account older than it is', () => ({ accountAge: age(2 * A_WHILE + 1) }), 0],
    ['a long membership', () => ({ membershipAge: age(A_WHILE) }), 1],
    ['a membership longer than it is', () => ({ membershipAge: age(A_WHILE + 1) }), 0],
    ['no bot', () => ({ notBot: true }), 1],
    ['several things, all of which hold', (its) => ({ allOf: [its.red.id], membershipAge: age(30), notBot: true }), 1],
    [
      'several things, one of which does not hold',
      (its) => ({ allOf: [its.red.id], membershipAge: age(9 * A_WHILE) }),
      0,
    ],
  ];
  it('TR-16 what a member must be like, checked when the event comes', async () => {
    // Dora's account is two minutes old, her membership one.
    const away = scene.sandbox.addGuild({ name: 'Away' });
    const abroad = away.addMember({ name: 'Dora' });
    await scene.stage.pass(A_WHILE);
    const dora = scene.guild.addMember(abroad);
    for (const role of [scene.red, scene.blue]) scene.olga.giveRole(dora, role);
    await scene.stage.pass(A_WHILE);
    for (const [what, requirements, expected] of asked) {
      const all = { ...noRequirements, ...requirements(scene) };
      const trigger = await scene.answering(what, { on: 'contains', parameter: 'hi', requirements: all });
      await scene.says(dora, 'hi');
      expect((await scene.history(trigger))?.runs, what).to.equal(expected);
      await scene.parts.changes.change(scene.guild.id, ({ em }) => em.execute('delete from trigger_triggers'));
    }
  });

  it('TR-03 a temporary trigger and a oneshot end at their time, to the millisecond, cleaner or not', async () => {
    for (const kind of ['temporary', 'oneshot'] as const) {
      const expiresAt = scene.stage.clock.now() + 120_000;
      const trigger = await scene.answering(kind, {
        on: 'contains',
        parameter: kind,
        persistence: { kind, expiresAt },
      });
      await scene.stage.pass(119.999);
      if (kind === 'temporary') await scene.says(scene.ada, kind);
      await scene.stage.pass(0.001);
      await scene.says(scene.ada, kind);
      expect(scene.said()).to.have.length(1);
      expect((await scene.history(trigger))?.runs ?? 0).to.equal(kind === 'temporary' ? 1 : 0);
    }
  });

  it('TR-12 a stored pattern that cannot be read stops nothing, and is told once', async () => {
    const broken = await scene.answering('broken', { on: 'regex', parameter: '(', name: 'half' });
    await scene.answering('fine', { on: 'regex', parameter: 'h.' });
    await scene.answering('also', { on: 'contains', parameter: 'hi' });
    for (const channel of [scene.general, scene.rules]) await scene.says(scene.ada, 'hi', channel);
    expect(scene.said()).to.deep.equal(['fine', 'also']);
    expect((await scene.history(broken))?.runs).to.equal(0);
    expect(scene.notices).to.have.length(1);
    expect(scene.notices[0]).to.include('**half**');
  });
});
