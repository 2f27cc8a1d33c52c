import { expect } from 'chai';
import { erasing, reacting, SAY, saying, TriggerScene } from '../scene.js';

describe('trigger: chains', () => {
  let scene: TriggerScene;

  beforeEach(async () => {
    scene = await TriggerScene.set();
  });
  afterEach(() => scene.stage.strike());

  it('TR-25 ten actions run one after the other, though Discord is slow in between', async () => {
    let next: number | null = null;
    for (let at = 10; at > 0; at -= 1) next = (await scene.givenAction(saying(String(at)), { chain: next })).id;
    await scene.givenTrigger({ on: 'contains', parameter: 'go', actionId: next ?? 0 });
    scene.sandbox.faults.add({ operation: SAY, times: 1, answer: { delay: 2_000 } });
    scene.ada.say(scene.general, 'go');
    await scene.sandbox.until(() => scene.calls(SAY).length > 0);
    await scene.stage.clock.advance(2_000);
    await scene.stage.settle();
    expect(scene.said()).to.deep.equal(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
  });

  it('TR-25 a reaction to a message that the step before has deleted stops the chain, and is recorded', async () => {
    const { id: last } = await scene.givenAction(saying('never'));
    const { id: reaction } = await scene.givenAction(reacting('👍'), { chain: last, name: 'thumb' });
    const { id } = await scene.givenAction(erasing, { chain: reaction });
    const trigger = await scene.givenTrigger({ on: 'contains', parameter: 'go', actionId: id });
    await scene.says(scene.ada, 'go');
    expect(scene.said()).to.deep.equal([]);
    expect((await scene.history(trigger))?.last_error).to.match(/^"thumb": /);
    expect((await scene.history(trigger))?.runs).to.equal(1);
  });

  it('TR-25 a loop that was stored all the same runs each action once', async () => {
    const { id: second } = await scene.givenAction(saying('2'));
    const { id: first } = await scene.givenAction(saying('1'), { chain: second, name: 'one' });
    await scene.givenChain(second, first);
    const trigger = await scene.givenTrigger({ on: 'contains', parameter: 'go', actionId: first });
    await scene.says(scene.ada, 'go');
    expect(scene.said()).to.deep.equal(['1', '2']);
    expect((await scene.history(trigger))?.last_error).to.include('"one"');
  });

  it('TR-27 five answers of 403 in a row switch a trigger off, and the admins are told whose and why', async () => {
    const { id } = await scene.givenAction(saying('hello', scene.rules), { name: 'greet' });
    const trigger = await scene.givenTrigger({ on: 'contains', parameter: 'go', actionId: id, name: 'greeting' });
    const forbidden = { status: 403, code: 50_013, message: 'Missing Permissions' };
    const lift = scene.sandbox.faults.add({ match: ({ path }) => path.includes(scene.rules.id), answer: forbidden });
    for (let turn = 0; turn < 4; turn += 1) await scene.says(scene.ada, 'go');
    expect(await scene.history(trigger)).to.deep.include({ enabled: true, failures: 4 });
    lift();
    await scene.says(scene.ada, 'go');
    expect(await scene.history(trigger)).to.deep.include({ enabled: true, failures: 0, last_error: null });
    scene.sandbox.faults.add({ match: ({ path }) => path.includes(scene.rules.id), answer: forbidden });
    for (let turn = 0; turn < 7; turn += 1) await scene.says(scene.ada, 'go');
    expect(await scene.history(trigger)).to.deep.include({ enabled: false, failures: 5, runs: 10 });
    expect(scene.notices).to.have.length(1);
    expect(scene.notices[0]).to.include('greeting').and.include(`<@${scene.olga.id}>`).and.include('/trigger enable');
  });

  it('TR-27 what the caches say is forbidden counts as well, and costs no request', async () => {
    scene.olga.setOverwrite(scene.rules, scene.guild.botRole, { deny: 1n << 11n });
    await scene.stage.settle();
    const { id } = await scene.givenAction(saying('hello', scene.rules));
    const trigger = await scene.givenTrigger({ on: 'contains', parameter: 'go', actionId: id });
    scene.sandbox.clearCalls();
    for (let turn = 0; turn < 5; turn += 1) await scene.says(scene.ada, 'go');
    expect(await scene.history(trigger)).to.deep.include({ enabled: false, failures: 5 });
    expect(scene.calls().filter(({ path }) => path.includes(scene.rules.id))).to.deep.equal([]);
  });

  it('TR-27 an outage switches nothing off', async () => {
    const trigger = await scene.answering('hello', { on: 'contains', parameter: 'go' });
    scene.sandbox.faults.add({ operation: SAY, answer: { status: 503 } });
    for (let turn = 0; turn < 6; turn += 1) await scene.says(scene.ada, 'go');
    expect(await scene.history(trigger)).to.deep.include({ enabled: true, failures: 0, runs: 6 });
    scene.sandbox.faults.clear();
    await scene.says(scene.ada, 'go');
    expect(scene.said()).to.deep.equal(['hello']);
  });
});
