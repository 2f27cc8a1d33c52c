import { expect } from 'chai';
import type { InteractionHandle } from 'roomkeeper/sandbox';
import { buttonsOf, CommandScene, fieldsOf, textOf } from '../desk.js';
import { giving, saying } from '../scene.js';

const ANYWAY = 'Delete anyway, disabling those triggers';

describe('trigger: what commands say, and what they let one do next', () => {
  let desk: CommandScene;
  beforeEach(async () => {
    desk = await CommandScene.set();
  });
  afterEach(() => desk.strike());

  const again = async (refused: InteractionHandle, input: Record<string, string>): Promise<InteractionHandle> =>
    desk.submit(await desk.press(refused, 'Edit again'), input);

  it('TR-34 an edit that needs a parameter asks for it when it is opened again', async () => {
    await desk.scene.answering('Hi', { on: 'voice-join', name: 'v' });
    const refused = await desk.slash('trigger edit', { trigger: 'v', condition: 'regex' });
    expect(textOf(refused)).to.include('The parameter of the condition is empty');
    const form = await desk.press(refused, 'Edit again');
    expect(fieldsOf(form)).to.deep.equal({ parameter: '', trigger: 'v' });
    const broken = await desk.submit(form, { trigger: 'v', parameter: '(a' });
    expect(textOf(broken)).to.include(String.raw`cannot be read: missing closing \)\: \`\(a\`.`);
    expect(textOf(await again(broken, { trigger: 'v', parameter: 'abc' }))).to.include('matches the pattern `abc`');
  });

  it('TR-34 a field for a parameter that nobody filled in keeps the one that there is', async () => {
    await desk.scene.answering('Hi', { on: 'contains', parameter: 'abc', name: 'c' });
    const refused = await desk.slash('trigger edit', { trigger: 'c', condition: 'matches', cooldown: 'x' });
    const mended = await again(refused, { trigger: 'c', parameter: '', cooldown: '5s' });
    expect(textOf(mended)).to.include('a message is exactly `abc`').and.to.include('once in 5s');
  });

  it('TR-35 deletion by force says before and after what becomes of all that used the action', async () => {
    const { scene } = desk;
    const { id } = await scene.givenAction(saying('Hi'), { name: 'a' });
    await scene.givenTrigger({ on: 'contains', parameter: 'x', name: 't', actionId: id });
    await scene.givenAction(saying('Ho'), { name: 'chained', chain: id });
    await desk.slash('action create', {
      name: 'maker',
      kind: 'create-trigger',
      run: 'a',
      condition: 'contains',
      parameter: 'zz',
    });
    const asked = await desk.slash('action delete', { action: 'a' });
    expect(textOf(asked))
      .to.include('Change those first with `/trigger edit` and `/action edit`, or delete it anyway. Then:')
      .and.to.include('- disabled: **t**')
      .and.to.include('- the last of their chain: **chained**')
      .and.to.include('- making triggers no more: **maker**');
    const done = textOf(await desk.press(asked, ANYWAY));
    expect(done).to.include('These actions make no triggers any more: **maker**').and.to.include('Disabled: **t**');
  });

  it('TR-35 a trigger whose action is gone says so, and how it gets another one', async () => {
    const { scene } = desk;
    const { id } = await scene.givenAction(saying('Hi'), { name: 'a' });
    await scene.givenAction(saying('Ho'), { name: 'b' });
    await scene.givenTrigger({ on: 'contains', parameter: 'x', name: 't', actionId: id });
    await desk.press(await desk.slash('action delete', { action: 'a' }), ANYWAY);
    const shown = await desk.told('trigger show', { trigger: 't' });
    expect(shown).to.include(`Nothing: its action #${id} is gone`).and.not.to.include('`, is not there');
    for (const [line, input] of [
      ['trigger enable', { trigger: 't' }],
      ['trigger edit', { trigger: 't', cooldown: '5s' }],
    ] as const) {
      const told = await desk.told(line, input);
      expect(told, line).to.include('The action that **t** ran is gone').and.to.include('fill in `action`');
    }
    await desk.slash('trigger edit', { trigger: 't', action: 'b' });
    expect(await desk.told('trigger enable', { trigger: 't' })).to.include('**t** is enabled');
  });

  it('TR-34 what is called none is suggested by its number, since none takes away', async () => {
    const { id } = await desk.scene.givenAction(saying('Hi'), { name: 'None' });
    const other = await desk.scene.givenAction(saying('Ho'), { name: 'nonesuch' });
    expect(await desk.offered('action edit', 'next', 'none')).to.deep.equal([`#${id}`, 'nonesuch']);
    const edited = await desk.told('action edit', { action: 'nonesuch', next: `#${id}` });
    expect(edited).to.include('2. **None**');
    expect(other.chain).to.equal(null);
  });

  it('TR-34 sentences name the option, the bound and the way on', async () => {
    const { scene } = desk;
    const { red } = scene;
    await scene.givenGroup({ name: 'g', roleIds: [red.id] });
    await scene.givenAction(giving(red), { name: 'r' });
    const told = (line: string, input: Parameters<CommandScene['told']>[1]) => desk.told(line, input);
    expect(await told('action create', { name: 'e', kind: 'react', emoji: 'heart' })).to.include(
      'The emoji is none that Discord knows. Pick one',
    );
    expect(await told('blacklist add', { member: scene.ben, duration: '0' })).to.include(
      'The duration is too short. It must be 1m at least',
    );
    expect(await told('rolegroup edit', { group: 'g', remove_roles: `<@&${red.id}>` })).to.include(
      'A role group needs one role at least',
    );
    const made = { name: 'm', kind: 'create-trigger', run: 'r', condition: 'contains', parameter: 'x' };
    expect(await told('action create', { ...made, lifetime: '9d' })).to.include('too long. It may be 1d at most');
    expect(buttonsOf(await desk.slash('rolegroup delete', { group: 'g' }))).to.deep.equal(['Delete', 'Keep it']);
  });
});
