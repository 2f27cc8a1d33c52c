import { expect } from 'chai';
import type { ActionInput } from '../../../../plugins/trigger/services/admin/inputs.js';
import { noRequirements } from '../../../../plugins/trigger/domain/trigger.js';
import { AdminScene, HOUR, refusal } from './admin-scene.js';

describe('actions are made, edited and deleted', () => {
  let on: AdminScene;

  beforeEach(async () => {
    on = await AdminScene.set();
  });
  afterEach(() => on.scene.stage.strike());

  const refusedInput = async (input: Partial<ActionInput>) =>
    (await refusal(on.admin.actions.create(await on.olga(), { name: 'A', kind: 'message', ...input }))).message;
  const edit = async (...[ref, patch]: [string, Parameters<typeof on.admin.actions.edit>[2]]) =>
    on.admin.actions.edit(await on.olga(), ref, patch);

  it('TR-20 each kind takes its own parameters, and has defaults for the rest', async () => {
    const { scene } = on;
    const [red, rules] = [scene.red.id, scene.rules.id];
    await on.admin.groups.create(await on.olga(), { name: 'Colours', roleIds: [red] });
    const spec = async (input: Partial<ActionInput>) => (await on.action(input)).spec;
    const second = { texts: ['a', 'b'], reply: false, mentionUser: true };
    expect(await spec({ kind: 'message', texts: ['a', 'b'], mentionUser: true })).to.deep.equal({
      kind: 'message',
      first: null,
      second,
    });
    expect(await spec({ kind: 'delete-message' })).to.deep.equal({ kind: 'delete-message', first: null, second: null });
    expect(await spec({ kind: 'react', emoji: '❤️' })).to.deep.equal({ kind: 'react', first: '❤', second: null });
    const { id: groupId } = (await on.admin.groups.show(scene.seen, 'colours')).group;
    expect(await spec({ kind: 'role', roleId: red, group: 'COLOURS' })).to.deep.equal({
      kind: 'role',
      first: red,
      second: { mode: 'add', groupId },
    });
    expect(await spec({ kind: 'purge', channelId: rules })).to.deep.equal({
      kind: 'purge',
      first: rules,
      second: null,
    });
    const { id: actionId } = await on.action({ name: 'Later' });
    const condition = { id: 'contains', parameter: 'x', caseSensitive: false };
    expect(
      await spec({
        kind: 'create-trigger',
        conditionId: 'contains',
        parameter: 'x',
        action: 'later',
        lifetime: '1h',
        scope: 'message',
      }),
    ).to.deep.equal({
      kind: 'create-trigger',
      first: { condition, requirements: noRequirements, actionId, lifetime: HOUR },
      second: 'message',
    });
  });

  const wrong: readonly (readonly [string, Partial<ActionInput>, string])[] = [
    ['a message without text', { kind: 'message' }, 'The text is missing'],
    ['a message of nothing', { kind: 'message', texts: [] }, 'The text is empty'],
    ['21 texts', { kind: 'message', texts: Array.from({ length: 21 }, String) }, '20 is the most'],
    [
      'a text over 2,000 characters',
      { kind: 'message', texts: ['x', 'x'.repeat(2001)] },
      'Text 2 is too long. It may have 2000 characters',
    ],
    [
      'a reply in another channel',
      { kind: 'message', texts: ['x'], reply: true, channelId: '12' },
      'takes no channel of its own',
    ],
    [
      'a channel of nowhere',
      { kind: 'message', texts: ['x'], channelId: '12' },
      'The channel is not a channel of this server',
    ],
    [
      'a role for a message',
      { kind: 'message', texts: ['x'], roleId: '12' },
      'The role is not something that this kind of action takes',
    ],
    ['no emoji', { kind: 'react', emoji: 'heart' }, 'The emoji is none that Discord knows'],
    [
      'a custom emoji of elsewhere',
      { kind: 'react', emoji: '<:heart:123456789012345678>' },
      'not an emoji of this server',
    ],
    ['a role of nowhere', { kind: 'role', roleId: '12' }, 'The role is not a role of this server'],
    ['no role', { kind: 'role' }, 'The role is missing'],
    ['a group that is none', { kind: 'role', roleId: '12', group: 'None' }, 'The role group does not exist: **None**'],
    ['a chain to nothing', { kind: 'delete-message', chain: 'None' }, 'The next action does not exist: **None**'],
    ['no name', { kind: 'delete-message', name: ' ' }, 'The name is empty'],
    ['a name too long', { kind: 'delete-message', name: 'x'.repeat(33) }, '32 characters'],
    [
      'a made trigger without action',
      { kind: 'create-trigger', conditionId: 'contains', parameter: 'x' },
      'The action is missing',
    ],
    [
      'a made trigger for nothing',
      { kind: 'create-trigger', conditionId: 'contains', parameter: 'x', action: 'None' },
      'The action does not exist: **None**',
    ],
  ];
  for (const [title, input, expected] of wrong) {
    it(`TR-20 ${title} is refused`, async () => {
      expect(await refusedInput(input)).to.include(expected);
      expect(await on.count('actions')).to.equal(0);
    });
  }

  it('TR-24 what an action makes is a oneshot of a day at most, of a condition that can be one', async () => {
    await on.action({ name: 'Later' });
    const made = { kind: 'create-trigger', action: 'Later', conditionId: 'contains', parameter: 'x' } as const;
    expect(await refusedInput({ ...made, lifetime: '25h' })).to.include('lifetime is too long. It may be 1d at most');
    expect(await refusedInput({ ...made, conditionId: 'interval', parameter: '1h' })).to.include('cannot be a oneshot');
    expect(await refusedInput({ ...made, parameter: ' ' })).to.include('parameter of the condition is empty');
    expect(await refusedInput({ ...made, conditionId: 'voice-join', parameter: '', scope: 'message' })).to.include(
      'cannot be bound to a message',
    );
  });

  it('TR-34 an edit changes the fields that are given, and never the kind', async () => {
    const { scene } = on;
    await on.action({ name: 'Say', texts: ['a'], mentionUser: true, channelId: scene.rules.id });
    await on.action({ name: 'Then' });
    const edited = await edit('say', { name: 'Tell', texts: ['b'], chain: 'Then' });
    expect(edited).to.deep.include({
      name: 'Tell',
      spec: { kind: 'message', first: scene.rules.id, second: { texts: ['b'], reply: false, mentionUser: true } },
    });
    expect((await edit('Tell', { channelId: null, chain: null })).spec.first).to.equal(null);
    expect((await on.admin.actions.show(scene.seen, 'Tell')).action.chain).to.equal(null);
    expect((await refusal(edit('Tell', { emoji: '👍' }))).message).to.include('not something that this kind');
    expect((await refusal(edit('Tell', { name: 'THEN' }))).what).to.equal('trigger.name-taken');
    expect((await refusal(edit('Nobody', {}))).what).to.equal('trigger.no-such-action');
    expect(await on.logged()).to.include('Action **Tell** was edited.');
  });

  it('TR-25 a loop is refused when it is saved, wherever it closes', async () => {
    await on.action({ name: 'c' });
    await on.action({ name: 'b', chain: 'c' });
    await on.action({ name: 'a', chain: 'b' });
    expect((await refusal(edit('c', { chain: 'a' }))).message).to.include('Chains cannot loop');
    expect((await refusal(edit('c', { chain: 'c' }))).message).to.include('Chains cannot loop');
    expect((await on.admin.actions.show(on.scene.seen, 'a')).chain).to.deep.include({ abort: null });
  });

  it('TR-25 ten steps are saved, the eleventh is refused, in front and at the end', async () => {
    await on.action({ name: 's1' });
    for (let at = 2; at <= 10; at += 1) await on.action({ name: `s${at}`, chain: `s${at - 1}` });
    expect(await refusedInput({ texts: ['x'], chain: 's10' })).to.include('more than 10 actions');
    await on.action({ name: 'end' });
    expect((await refusal(edit('s1', { chain: 'end' }))).message)
      .to.include('**s10**')
      .and.include('more than 10 actions');
    expect((await on.admin.actions.show(on.scene.seen, 's10')).chain.steps).to.have.lengthOf(10);
  });

  it('TR-25 a trigger is not linked to a chain that loops, however it came to', async () => {
    const { scene } = on;
    const [a, b] = [await on.action({ name: 'a' }), await on.action({ name: 'b' })];
    await scene.givenChain(a.id, b.id);
    await scene.givenChain(b.id, a.id);
    const input = { name: 'T', conditionId: 'contains', parameter: 'x', action: 'a' } as const;
    expect((await refusal(on.admin.triggers.create(await on.olga(), input))).message).to.include('Chains cannot loop');
  });

  it('TR-31 the limit of actions holds for two that come at once, and says what is used and allowed', async () => {
    await on.scene.stage.strike();
    on = await AdminScene.set({ config: { trigger: { limits: { actions: 2 } } } });
    await on.action();
    const olga = await on.olga();
    const make = (name: string) => on.admin.actions.create(olga, { name, kind: 'delete-message' });
    const tries = await Promise.allSettled([make('a'), make('b'), make('c')]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).to.have.lengthOf(1);
    const { what, message } = await refusal(make('d'));
    expect(what).to.equal('trigger.over-limit');
    expect(message).to.include('2 of 2');
    expect(await on.count('actions')).to.equal(2);
  });

  it('TR-35 what is in use is not deleted, and all that uses it is named', async () => {
    const { scene } = on;
    await on.action({ name: 'Used' });
    await on.action({ name: 'Chained', chain: 'Used' });
    await on.action({ name: 'Makes', kind: 'create-trigger', conditionId: 'contains', parameter: 'x', action: 'Used' });
    await on.trigger({ name: 'Linked', action: 'Used' });
    const { what, message } = await refusal(on.admin.actions.delete(await on.olga(), 'used', { force: false }));
    expect(what).to.equal('trigger.in-use');
    for (const name of ['Chained', 'Makes', 'Linked']) expect(message).to.include(`**${name}**`);
    expect((await on.admin.actions.show(scene.seen, 'Used')).users.triggers).to.have.lengthOf(1);
  });

  it('TR-35 by force, every trigger that comes to run it is switched off and the chains end, in one unit of work', async () => {
    const { scene } = on;
    await on.action({ name: 'Next' });
    const used = await on.action({ name: 'Used', chain: 'Next' });
    await on.action({ name: 'Before', chain: 'Used' });
    await on.action({ name: 'Makes', kind: 'create-trigger', conditionId: 'contains', parameter: 'x', action: 'Used' });
    await on.trigger({ name: 'linked', action: 'Used' });
    await on.trigger({ name: 'far', action: 'Before' });
    await on.trigger({ name: 'maker', action: 'Makes' });
    await on.trigger({ name: 'unharmed', action: 'Next', cooldowns: { member: 0 } });
    const plan = await on.admin.actions.planDeletion(scene.guild.id, 'Used');
    expect(plan.disables.map(({ name }) => name)).to.deep.equal(['linked', 'far', 'maker']);
    expect(plan.cuts.map(({ name }) => name)).to.deep.equal(['Before']);
    expect(await on.admin.actions.delete(await on.olga(), 'Used', { force: true })).to.deep.equal(plan);
    const { items } = await on.admin.triggers.list(scene.guild.id, 0);
    expect(items.map(({ trigger }) => [trigger.name, trigger.enabled])).to.deep.equal([
      ['linked', false],
      ['far', false],
      ['maker', false],
      ['unharmed', true],
    ]);
    expect((await on.admin.actions.show(scene.seen, 'Before')).action.chain).to.equal(null);
    const shown = await on.admin.triggers.show(scene.seen, 'linked');
    expect(shown.dangling).to.deep.equal([{ kind: 'action', id: String(used.id), actionName: null }]);
    for (const [name, what] of [
      ['linked', 'trigger.action-gone'],
      ['maker', 'trigger.faulty'],
    ] as const)
      expect((await refusal(on.admin.triggers.enable(await on.olga(), name))).what).to.equal(what);
    await on.admin.triggers.enable(await on.olga(), 'far');
    expect(await on.logged()).to.include(
      'Action **Used** was deleted by force. Switched off: **linked**, **far**, **maker**.',
    );
  });

  it('TR-35 what nobody uses goes without force', async () => {
    await on.action({ name: 'Alone' });
    const { users } = await on.admin.actions.delete(await on.olga(), 'Alone', { force: false });
    expect(users).to.deep.equal({ triggers: [], actions: [], menus: [] });
    expect(await on.count('actions')).to.equal(0);
  });

  it('TR-35 buttons that run it are users too, and lose it by force', async () => {
    const { scene } = on;
    const [one, two] = [await on.action({ name: 'one' }), await on.action({ name: 'two' })];
    const entries = JSON.stringify([one, two].map(({ id }) => ({ actionId: id, label: 'x', emoji: '' })));
    await scene.rows(
      `insert into trigger_role_menus (guild_id, channel_id, message_id, style, text, entries, requirements, owner_id, created_at)
       values (${scene.guild.id}, ${scene.news.id}, null, 'buttons', '', '${entries}', '{}', ${scene.olga.id}, now())`,
    );
    const { message } = await refusal(on.admin.actions.delete(await on.olga(), 'one', { force: false }));
    expect(message).to.include(`<#${scene.news.id}>`);
    await on.admin.actions.delete(await on.olga(), 'one', { force: true });
    const [menu] = await scene.rows<{ entries: { actionId: number }[] }>('select entries from trigger_role_menus');
    expect(menu?.entries.map(({ actionId }) => actionId)).to.deep.equal([two.id]);
  });

  it('TR-34 a list names the next action and counts the users', async () => {
    await on.action({ name: 'b' });
    await on.action({ name: 'a', chain: 'b' });
    await on.trigger({ action: 'b' });
    const { items, total } = await on.admin.actions.list(on.scene.guild.id, 0);
    expect(total).to.equal(2);
    expect(items.map(({ action, chainName, users }) => [action.name, chainName, users])).to.deep.equal([
      ['b', null, 2],
      ['a', 'b', 0],
    ]);
    expect((await on.admin.actions.names(on.scene.guild.id, 'A')).map(({ name }) => name)).to.deep.equal(['a']);
  });
});
