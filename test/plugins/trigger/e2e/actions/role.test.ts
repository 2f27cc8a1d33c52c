import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord.js';
import type { Person, RoleRecord } from 'roomkeeper/sandbox';
import type { RoleMode } from '../../../../../plugins/trigger/domain/action.js';
import type { RoleGroup } from '../../../../../plugins/trigger/domain/action.js';
import { GIVE_ROLE, MEMBER, TAKE_ROLE, TriggerScene } from '../../scene.js';

describe('TR-22 the role action', () => {
  let scene: TriggerScene;

  beforeEach(async () => {
    scene = await TriggerScene.set();
  });

  afterEach(() => scene.stage.strike());

  /** A trigger on a text that changes a role. */
  async function on(text: string, { id }: { id: string }, mode: RoleMode = 'add', group: RoleGroup | null = null) {
    const action = await scene.givenAction({ kind: 'role', first: id, second: { mode, groupId: group?.id ?? null } });
    const trigger = await scene.givenTrigger({ on: 'matches', parameter: text, actionId: action.id });
    scene.sandbox.clearCalls();
    return trigger;
  }

  const held = ({ member }: Person): string[] =>
    [...member.roles].map((id) => scene.guild.record.roles.get(id)?.name ?? id).toSorted();

  const changes = (): string[] =>
    scene
      .calls()
      .filter(({ operation }) => operation === GIVE_ROLE || operation === TAKE_ROLE)
      .map(({ operation, path }) => `${operation === GIVE_ROLE ? '+' : '-'}${nameIn(path)}`);

  const nameIn = (path: string): string =>
    scene.guild.record.roles.get(path.split('/').at(-1) ?? '')?.name ?? 'nobody knows what';

  const all = (): RoleRecord[] => [scene.red, scene.blue, scene.green];

  it('TR-22 gives a role with one request, and a reason for the audit log', async () => {
    await on('red', scene.red);
    await scene.says(scene.ada, 'red');
    expect(held(scene.ada)).to.deep.equal(['Red']);
    expect(scene.calls()).to.have.length(1);
    expect(scene.calls(GIVE_ROLE)[0]?.reason).to.include('trigger');
  });

  it('TR-22 takes a role', async () => {
    await on('no red', scene.red, 'remove');
    scene.olga.giveRole(scene.ada, scene.red);
    await scene.says(scene.ada, 'no red');
    expect(held(scene.ada)).to.deep.equal([]);
    expect(changes()).to.deep.equal(['-Red']);
  });

  it('TR-22 toggles a role by what the member really has, whoever changed it', async () => {
    await on('red', scene.red, 'toggle');
    await scene.says(scene.ada, 'red');
    expect(held(scene.ada)).to.deep.equal(['Red']);
    scene.olga.takeRole(scene.ada, scene.red);
    await scene.says(scene.ada, 'red');
    expect(held(scene.ada)).to.deep.equal(['Red']);
    await scene.says(scene.ada, 'red');
    expect(held(scene.ada)).to.deep.equal([]);
  });

  it('TR-22 fast toggles take turns', async () => {
    await on('red', scene.red, 'toggle');
    for (let time = 0; time < 5; time += 1) scene.ada.say(scene.general, 'red');
    await scene.stage.settle();
    expect(changes()).to.deep.equal(['+Red', '-Red', '+Red', '-Red', '+Red']);
    expect(held(scene.ada)).to.deep.equal(['Red']);
  });

  it('TR-22 a role that is held already is not given again in a group', async () => {
    const group = await scene.givenGroup({ roleIds: [scene.red.id], maximum: 1 });
    await on('red', scene.red, 'add', group);
    scene.olga.giveRole(scene.ada, scene.red);
    await scene.says(scene.ada, 'red');
    expect(changes()).to.deep.equal([]);
  });

  it('TR-22 a full group refuses one more role, and the history says why', async () => {
    const group = await scene.givenGroup({ name: 'Colours', roleIds: all().map(({ id }) => id), maximum: 2 });
    await on('red', scene.red, 'add', group);
    await on('blue', scene.blue, 'add', group);
    const third = await on('green', scene.green, 'add', group);
    for (const text of ['red', 'blue', 'green']) await scene.says(scene.ada, text);
    expect(held(scene.ada)).to.deep.equal(['Blue', 'Red']);
    const history = await scene.history(third);
    expect(history?.last_error).to.match(/2 roles.*Colours/);
    expect(history?.failures).to.equal(0);
  });

  it('TR-22 the oldest of a group gives way, also to one that a moderator gave', async () => {
    const group = await scene.givenGroup({ roleIds: all().map(({ id }) => id), maximum: 2, whenFull: 'replace' });
    await on('red', scene.red, 'add', group);
    await on('blue', scene.blue, 'add', group);
    await on('green', scene.green, 'add', group);
    await scene.says(scene.ada, 'blue');
    await scene.stage.pass(10);
    await scene.says(scene.ada, 'red');
    await scene.stage.pass(10);
    await scene.says(scene.ada, 'green');
    expect(held(scene.ada)).to.deep.equal(['Green', 'Red']);
    expect(changes().slice(-2)).to.deep.equal(['-Blue', '+Green']);

    for (const role of [scene.red, scene.green]) scene.olga.takeRole(scene.ben, role);
    scene.olga.giveRole(scene.ben, scene.green);
    await scene.says(scene.ben, 'red');
    await scene.stage.pass(10);
    await scene.says(scene.ben, 'blue');
    expect(held(scene.ben)).to.deep.equal(['Blue', 'Red']);
  });

  it('TR-22 fast clicks never exceed the maximum of a group', async () => {
    const group = await scene.givenGroup({ roleIds: all().map(({ id }) => id), maximum: 1, whenFull: 'replace' });
    for (const [text, role] of [
      ['red', scene.red],
      ['blue', scene.blue],
      ['green', scene.green],
    ] as const)
      await on(text, role, 'add', group);
    let most = 0;
    scene.sandbox.faults.add({
      match: () => {
        most = Math.max(most, scene.ada.member.roles.size);
        return false;
      },
      answer: 'drop',
    });
    for (const text of ['red', 'blue', 'green', 'red', 'blue', 'green']) scene.ada.say(scene.general, text);
    await scene.stage.settle();
    most = Math.max(most, scene.ada.member.roles.size);
    expect(most).to.equal(1);
    expect(held(scene.ada)).to.deep.equal(['Green']);
  });

  it('TR-22 clicks on reactions and messages at once take turns too', async () => {
    const group = await scene.givenGroup({ roleIds: all().map(({ id }) => id), maximum: 1, whenFull: 'refuse' });
    await on('red', scene.red, 'add', group);
    const { id } = await scene.givenAction({
      kind: 'role',
      first: scene.blue.id,
      second: { mode: 'add', groupId: group.id },
    });
    await scene.givenTrigger({ on: 'reaction-add', actionId: id });
    const message = await scene.says(scene.ben, 'colours');
    scene.ada.react(message, '👍');
    scene.ada.say(scene.general, 'red');
    await scene.stage.settle();
    expect(held(scene.ada)).to.have.length(1);
  });

  for (const whenFull of ['refuse', 'replace'] as const) {
    it(`TR-22 buttons pressed at once never exceed the maximum of a group that ${whenFull}s`, async () => {
      const group = await scene.givenGroup({ roleIds: all().map(({ id }) => id), maximum: 1, whenFull });
      const member = await scene.seen.members.fetch(scene.ada.id);
      const actions = [];
      for (const role of all()) {
        const second = { mode: 'add', groupId: group.id } as const;
        actions.push(await scene.givenAction({ kind: 'role', first: role.id, second }));
      }
      let most = 0;
      scene.sandbox.faults.add({
        match: () => {
          most = Math.max(most, scene.ada.member.roles.size);
          return false;
        },
        answer: 'drop',
      });
      await Promise.all(actions.map(({ id }) => scene.parts.engine.runActions(id, { ...pressed(), member })));
      expect(Math.max(most, scene.ada.member.roles.size)).to.equal(1);
      expect(held(scene.ada)).to.deep.equal([whenFull === 'refuse' ? 'Red' : 'Green']);
    });
  }

  /** A run that no trigger began. */
  const pressed = () => ({
    guild: scene.seen,
    trigger: null,
    event: null,
    channelId: scene.general.id,
    messageId: null,
    content: '',
    emoji: '',
    match: { match: '', args: '' },
  });

  it('TR-22 no other role is lost, whatever others do meanwhile', async () => {
    await on('red', scene.red);
    await on('blue', scene.blue);
    scene.sandbox.faults.add({
      operation: GIVE_ROLE,
      match: () => {
        scene.olga.giveRole(scene.ada, scene.green);
        return false;
      },
      answer: 'drop',
    });
    scene.ada.say(scene.general, 'red');
    scene.ada.say(scene.general, 'blue');
    await scene.stage.settle();
    expect(held(scene.ada)).to.deep.equal(['Blue', 'Green', 'Red']);
  });

  it('TR-27 a role that was moved above the bot costs no request, and counts as forbidden', async () => {
    const trigger = await on('red', scene.red);
    const high = scene.guild.record.roles.size;
    scene.olga.moveRole(scene.red, high - 1);
    scene.olga.moveRole(scene.guild.botRole, 1);
    await scene.stage.settle();
    scene.sandbox.clearCalls();
    await scene.says(scene.ada, 'red');
    expect(scene.calls()).to.deep.equal([]);
    const history = await scene.history(trigger);
    expect(history?.failures).to.equal(1);
    expect(history?.last_error).to.match(/Red.*below my highest role/);
  });

  it('TR-27 without Manage Roles no request is made', async () => {
    const trigger = await on('red', scene.red);
    scene.guild.setBotPermissions(Bits.ViewChannel | Bits.SendMessages);
    await scene.stage.settle();
    scene.sandbox.clearCalls();
    await scene.says(scene.ada, 'red');
    expect(scene.calls()).to.deep.equal([]);
    expect((await scene.history(trigger))?.last_error).to.match(/Manage Roles/);
  });

  it('TR-27 @everyone is never given, and neither is a role of an integration', async () => {
    const trigger = await on('all', { id: scene.guild.id });
    const own = await on('bot', scene.guild.botRole);
    await scene.says(scene.ada, 'all');
    await scene.says(scene.ada, 'bot');
    expect(scene.calls()).to.deep.equal([]);
    expect((await scene.history(trigger))?.failures).to.equal(1);
    expect((await scene.history(own))?.failures).to.equal(1);
  });

  it('TR-22 a 403 costs one request, and does not keep the next one waiting', async () => {
    const trigger = await on('red', scene.red);
    scene.sandbox.faults.add({ operation: GIVE_ROLE, times: 1, answer: { status: 403, code: 50_013 } });
    await scene.says(scene.ada, 'red');
    expect(scene.calls()).to.have.length(1);
    expect((await scene.history(trigger))?.failures).to.equal(1);
    await scene.says(scene.ada, 'red');
    expect(held(scene.ada)).to.deep.equal(['Red']);
    expect((await scene.history(trigger))?.failures).to.equal(0);
  });

  it('TR-22 a replaced role comes back when the new one cannot be given', async () => {
    const group = await scene.givenGroup({ roleIds: all().map(({ id }) => id), maximum: 1, whenFull: 'replace' });
    await on('blue', scene.blue, 'add', group);
    scene.olga.giveRole(scene.ada, scene.red);
    const match = ({ path }: { path: string }) => path.endsWith(scene.blue.id);
    scene.sandbox.faults.add({ operation: GIVE_ROLE, match, answer: { status: 403, code: 50_013 } });
    await scene.says(scene.ada, 'blue');
    expect(held(scene.ada)).to.deep.equal(['Red']);
    expect(changes()).to.deep.equal(['-Red', '+Blue', '+Red']);
  });

  it('TR-22 a replaced role above the bot stays, and so the new one is not given', async () => {
    const group = await scene.givenGroup({ roleIds: all().map(({ id }) => id), maximum: 1, whenFull: 'replace' });
    const trigger = await on('blue', scene.blue, 'add', group);
    scene.olga.giveRole(scene.ada, scene.red);
    scene.olga.moveRole(scene.red, scene.guild.record.roles.size - 1);
    await scene.stage.settle();
    scene.sandbox.clearCalls();
    await scene.says(scene.ada, 'blue');
    expect(held(scene.ada)).to.deep.equal(['Red']);
    expect(scene.calls().map(({ operation }) => operation)).to.deep.equal([MEMBER]);
    expect((await scene.history(trigger))?.last_error).to.match(/Red.*below my highest role/);
  });

  it('TR-22 a role that is no more is gone, after one request', async () => {
    const action = await scene.givenAction({
      kind: 'role',
      first: scene.red.id,
      second: { mode: 'add', groupId: null },
    });
    scene.olga.deleteRole(scene.red);
    await scene.stage.settle();
    scene.sandbox.clearCalls();
    const member = await scene.seen.members.fetch(scene.ada.id);
    const ended = await scene.parts.engine.runActions(action.id, { ...pressed(), member });
    expect(ended.gone).to.deep.equal({ kind: 'role', id: scene.red.id });
    expect(ended.outcome).to.equal('not-found');
    expect(scene.calls(GIVE_ROLE)).to.have.length(1);
  });

  it('TR-22 a role of another server is none', async () => {
    const elsewhere = scene.sandbox.addGuild({ name: 'Elsewhere' });
    const theirs = elsewhere.addRole({ name: 'Theirs' });
    await scene.stage.settle();
    const trigger = await on('theirs', theirs);
    await scene.says(scene.ada, 'theirs');
    expect([...scene.ada.member.roles]).to.deep.equal([]);
    expect((await scene.history(trigger))?.last_error ?? 'role does not exist').to.match(/role does not exist/);
  });

  it('TR-22 somebody who left meanwhile is not found, and nothing is gone', async () => {
    const trigger = await on('red', scene.red, 'toggle');
    const message = scene.ada.say(scene.general, 'red');
    scene.olga.kick(scene.ada);
    await scene.stage.settle();
    expect(message).to.be.an('object');
    expect((await scene.history(trigger))?.last_error).to.match(/has left/);
    expect(scene.calls(MEMBER)).to.have.length(1);
  });

  it('TR-22 an action whose group is no more does nothing', async () => {
    const group = await scene.givenGroup({ roleIds: [scene.red.id] });
    const trigger = await on('red', scene.red, 'add', { ...group, id: group.id + 1 });
    await scene.says(scene.ada, 'red');
    expect(scene.calls()).to.deep.equal([]);
    expect((await scene.history(trigger))?.last_error).to.match(/group.*not exist/);
  });

  it('TR-22 what the bot gave is stored while it lasts', async () => {
    await on('red', scene.red);
    await on('no red', scene.red, 'remove');
    await scene.says(scene.ada, 'red');
    const rows = await scene.rows('select user_id, role_id from trigger_grants');
    expect(rows).to.deep.equal([{ user_id: scene.ada.id, role_id: scene.red.id }]);
    await scene.says(scene.ada, 'no red');
    expect(await scene.rows('select * from trigger_grants')).to.deep.equal([]);
  });
});
