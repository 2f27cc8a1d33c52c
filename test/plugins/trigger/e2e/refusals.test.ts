import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { CommandScene, textOf } from '../desk.js';

describe('refusals of trigger', () => {
  let desk: CommandScene;
  before(async () => {
    desk = await CommandScene.set();
    const { scene } = desk;
    await desk.slash('action create', { name: 'say', kind: 'message', text: 'Hello' });
    await desk.slash('action create', { name: 'red', kind: 'role', role: scene.red });
    await desk.slash('rolegroup create', { name: 'colours', roles: `<@&${scene.blue.id}>` });
    await scene.answering('Hi', { on: 'contains', parameter: 'hello', name: 'hi' });
  });
  after(() => desk.strike());

  type Input = Parameters<CommandScene['slash']>[1];

  const trigger = (more: Input): Input => ({
    name: 'new',
    condition: 'contains',
    action: 'say',
    parameter: 'x',
    ...more,
  });
  const link = (guild: string, channel: string, message = '123456789012345678'): string =>
    `https://discord.com/channels/${guild}/${channel}/${message}`;

  /** The command, what is filled in, and a part of the answer. */
  const cases: readonly (readonly [string, string, (scene: CommandScene['scene']) => Input, string])[] = [
    [
      'a whole server and a channel',
      'trigger create',
      ({ rules }) => trigger({ scope: 'server', channel: rules }),
      '`scope` is the whole server, but `channel` narrows it',
    ],
    ['a channel that is not named', 'trigger create', () => trigger({ scope: 'channel' }), '`channel` says nothing'],
    ['a message that is not named', 'trigger create', () => trigger({ scope: 'message' }), '`message` says nothing'],
    [
      'a channel and a message',
      'trigger create',
      () => trigger({ scope: 'channel', message: '123456789012345678' }),
      '`message` names one message',
    ],
    ['a message that is none', 'trigger create', () => trigger({ message: 'that one' }), 'neither the link nor the id'],
    [
      'a message of another server',
      'trigger create',
      ({ rules }) => trigger({ message: link('123456789012345670', rules.id) }),
      'another server',
    ],
    [
      'a message that is gone',
      'trigger create',
      ({ guild, rules }) => trigger({ message: link(guild.id, rules.id) }),
      'no such message',
    ],
    [
      'voice on a message',
      'trigger create',
      ({ guild, rules }) => trigger({ condition: 'voice-join', message: link(guild.id, rules.id) }),
      'has to do with no message',
    ],
    ['voice with a text', 'trigger create', () => trigger({ condition: 'voice-join' }), 'must stay empty'],
    [
      'a lifetime of something persistent',
      'trigger create',
      () => trigger({ persistence: 'persistent', lifetime: '1h' }),
      'Set `persistence` to temporary or oneshot',
    ],
    [
      'a lifetime that is none',
      'trigger create',
      () => trigger({ lifetime: 'a while' }),
      '`lifetime`: “a while” is no length of time',
    ],
    ['a lifetime too long', 'trigger create', () => trigger({ lifetime: '31d' }), 'too long'],
    ['a cooldown that is none', 'trigger create', () => trigger({ cooldown: '-1' }), '`cooldown`'],
    ['roles that are none', 'trigger create', () => trigger({ all_roles: 'Red, Blue' }), '“Red”, “Blue” are no roles'],
    [
      'a role of elsewhere',
      'trigger create',
      () => trigger({ any_role: '<@&123456789012345678>' }),
      'no role with the id `123456789012345678`',
    ],
    [
      'requirements that nobody meets',
      'trigger create',
      ({ red }) => trigger({ all_roles: `<@&${red.id}>`, no_role: `<@&${red.id}>` }),
      'Nobody could ever meet',
    ],
    ['an action that there is not', 'trigger create', () => trigger({ action: 'sing' }), 'does not exist: **sing**'],
    [
      'an emoji that is none',
      'trigger create',
      () => trigger({ condition: 'reaction-add', parameter: 'smile' }),
      'emoji',
    ],
    [
      'an interval too short',
      'trigger create',
      () => trigger({ condition: 'interval', parameter: '10s' }),
      'too short',
    ],
    ['a name that is taken', 'trigger create', () => trigger({ name: ' HI ' }), '**hi** already'],
    ['nothing to be changed', 'rolegroup edit', () => ({ group: 'colours' }), 'nothing to change'],
    ['a trigger that there is not', 'trigger edit', () => ({ trigger: 'ho', name: 'x' }), 'There is no trigger **ho**'],
    ['a trigger that there is not, in a form', 'trigger edit', () => ({ trigger: 'ho' }), 'There is no trigger **ho**'],
    [
      'a channel for a role',
      'action create',
      ({ red, rules }) => ({ name: 'x', kind: 'role', role: red, channel: rules }),
      '`channel` makes no sense for an action of the kind **Role**',
    ],
    ['no role for a role', 'action create', () => ({ name: 'x', kind: 'role' }), 'needs `role` as well'],
    ['no channel for a purge', 'action create', () => ({ name: 'x', kind: 'purge' }), 'needs `channel` as well'],
    [
      'nothing for a new trigger',
      'action create',
      () => ({ name: 'x', kind: 'create-trigger' }),
      'needs `condition` and `run` as well',
    ],
    [
      'a reply elsewhere',
      'action create',
      ({ rules }) => ({ name: 'x', kind: 'message', text: 'x', channel: rules, reply: true }),
      'cannot go to another `channel`',
    ],
    [
      'a role that is not in the group',
      'action create',
      ({ red }) => ({ name: 'x', kind: 'role', role: red, group: 'colours' }),
      'not in the role group',
    ],
    [
      'a group that there is not',
      'action create',
      ({ red }) => ({ name: 'x', kind: 'role', role: red, group: 'shapes' }),
      'shapes',
    ],
    ['a chain to nothing', 'action create', () => ({ name: 'x', kind: 'delete-message', next: 'sing' }), 'sing'],
    ['a chain to itself', 'action edit', () => ({ action: 'say', next: 'say' }), 'loop'],
    ['texts for a role', 'action edit', () => ({ action: 'red', add_text: 'x' }), '`add_text` makes no sense'],
    [
      'here and there',
      'action edit',
      ({ rules }) => ({ action: 'say', channel: rules, anywhere: true }),
      '`anywhere` writes where it happened',
    ],
    [
      'an action that there is not',
      'action edit',
      () => ({ action: 'sing', name: 'x' }),
      'There is no action **sing**',
    ],
    [
      'roles in and out',
      'rolegroup edit',
      ({ blue }) => ({ group: 'colours', add_roles: `<@&${blue.id}>`, remove_roles: `<@&${blue.id}>` }),
      'name the same role',
    ],
    [
      'roles out that are not in',
      'rolegroup edit',
      ({ red }) => ({ group: 'colours', remove_roles: `<@&${red.id}>` }),
      'not in this group',
    ],
    ['no role in a group', 'rolegroup create', () => ({ name: 'x', roles: ',' }), 'there is no role in it'],
    ['everyone in a group', 'rolegroup create', () => ({ name: 'x', roles: '@everyone' }), '@everyone'],
    ['a length that is none', 'blacklist add', ({ ada }) => ({ member: ada, duration: 'ever' }), '`duration`'],
    ['a length too short', 'blacklist add', ({ ada }) => ({ member: ada, duration: '1s' }), 'too short'],
  ];
  for (const [what, line, input, part] of cases) {
    it(`TR-34 ${line}: ${what} is refused in a sentence, and nothing is lost or changed`, async () => {
      const before = await desk.scene.parts.catalogue.of(desk.scene.guild.id);
      const filled = input(desk.scene) ?? {};
      const handle = await desk.slash(line, filled);
      expect(textOf(handle)).to.include(part);
      if (Object.keys(filled).length > 1) {
        for (const [name, value] of Object.entries(filled)) {
          const typed = typeof value === 'string' ? value.trim() : '';
          expect(textOf(handle)).to.include(`\`${name}\``).and.to.include(typed);
        }
      }
      const after = await desk.scene.parts.catalogue.of(desk.scene.guild.id);
      expect([after.triggers, after.actions, after.groups, after.blacklist]).to.deep.equal([
        before.triggers,
        before.actions,
        before.groups,
        before.blacklist,
      ]);
    });
  }

  it('TR-27 who has lost the right while a form was open is told so, and gets back what they typed', async () => {
    const { scene } = desk;
    const manager = scene.guild.addRole({ name: 'Manager', permissions: Bits.ManageGuild });
    scene.olga.giveRole(scene.ben, manager);
    await scene.stage.settle();
    const form = await desk.slash('action create', { name: 'late', kind: 'message' }, scene.ben);
    scene.olga.takeRole(scene.ben, manager);
    await scene.stage.settle();
    const { modal } = form;
    if (modal === null) throw new Error('There is no form');
    const sent = await scene.ben.submit(modal, { texts_1: 'typed in vain' });
    await sent.response();
    await scene.stage.settle();
    expect(textOf(sent)).to.include('**Manage Server**').and.to.include('typed in vain');
  });

  it('TR-34 names that people chose are shown as they are, and do nothing', async () => {
    const name = '@everyone **x** [a](http://b)';
    const made = await desk.slash('action create', { name, kind: 'delete-message' });
    expect(textOf(made)).to.include(String.raw`\@everyone \*\*x\*\* \[a\]\(http\:\/\/b\)`);
    expect(await desk.told('action show', { action: name.toUpperCase() })).to.include(String.raw`\@everyone`);
  });

  it('TR-34 each command leaves room for more options: Discord takes 8,000 characters of one', () => {
    const count = (part: unknown): number => {
      if (Array.isArray(part)) return part.reduce<number>((sum, one) => sum + count(one), 0);
      if (typeof part !== 'object' || part === null) return 0;
      return Object.entries(part).reduce((sum, [key, value]) => {
        const counted = key === 'name' || key === 'description' || key === 'value';
        return sum + (counted ? String(value).length : count(value));
      }, 0);
    };
    for (const command of desk.scene.sandbox.world.application.commands.values()) {
      expect(count(command), command.name).to.be.below(7_000);
    }
  });
});
