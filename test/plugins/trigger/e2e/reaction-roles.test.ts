import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord.js';
import { RoleScene } from '../role-scene.js';
import { GIVE_ROLE, saying, TAKE_ROLE } from '../scene.js';

const PUT_REACTION = 'PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me';
const TAKE_REACTION = 'DELETE /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me';

describe('trigger: reaction roles', () => {
  let roles: RoleScene;

  beforeEach(async () => {
    roles = await RoleScene.set();
  });
  afterEach(() => roles.strike());

  it('TR-33 a message from before the bot started gives a role by a reaction, and takes it when that is taken off', async () => {
    const { scene } = roles;
    const message = roles.old();
    const answer = await roles.told('add', { message: roles.link(message), emoji: '🎮', role: scene.red });
    expect(answer).to.include('✅').and.to.include(roles.link(message)).and.to.include(`<@&${scene.red.id}>`);
    expect(roles.ownReactions(message)).to.deep.equal(['🎮']);
    await scene.reacts(scene.ben, message, '🎮');
    expect(roles.held(scene.ben)).to.deep.equal(['Red']);
    await scene.unreacts(scene.ben, message, '🎮');
    expect(roles.held(scene.ben)).to.deep.equal([]);
  });

  it('TR-33 who changes their mind at once ends with what their reaction says', async () => {
    const { scene } = roles;
    const message = roles.old();
    await roles.told('add', { message: roles.link(message), emoji: '🎮', role: scene.red });
    for (let times = 0; times < 3; times += 1) {
      scene.ben.react(message, '🎮');
      scene.ben.unreact(message, '🎮');
    }
    scene.ben.react(message, '🎮');
    await scene.stage.settle();
    expect(roles.held(scene.ben)).to.deep.equal(['Red']);
  });

  it('TR-33 an emoji is known with and without U+FE0F, and one of the server by its id', async () => {
    const { scene } = roles;
    const message = roles.old();
    const party = scene.olga.addEmoji('party');
    await scene.stage.settle();
    await roles.told('add', { message: roles.link(message), emoji: '❤', role: scene.red });
    await roles.told('add', { message: roles.link(message), emoji: `<:party:${party}>`, role: scene.blue });
    expect(roles.ownReactions(message)).to.have.length(2);
    await scene.reacts(scene.ben, message, '❤\uFE0F');
    await scene.reacts(scene.ben, message, `renamed:${party}`);
    expect(roles.held(scene.ben)).to.deep.equal(['Red', 'Blue']);
    const twice = await roles.told('add', { message: roles.link(message), emoji: '❤\uFE0F', role: scene.red });
    expect(twice).to.include('is there already');
    expect(await roles.stored()).to.deep.equal({ triggers: 4, actions: 4, menus: 0 });
  });

  it('TR-33 reactions in a thread work, also one that is no longer cached, and an id alone is one of a message here', async () => {
    const { scene } = roles;
    const thread = scene.olga.startThread(scene.general, { name: 'Games' });
    const message = scene.ben.say(thread, 'Choose');
    await scene.stage.settle();
    scene.seen.channels.cache.delete(thread.id);
    await roles.told('add', { message: roles.link(message), emoji: '🎮', role: scene.red });
    expect(roles.ownReactions(message)).to.deep.equal(['🎮']);
    await scene.reacts(scene.cleo, message, '🎮');
    expect(roles.held(scene.cleo)).to.deep.equal(['Red']);
    const here = await scene.says(scene.ben, 'here');
    await roles.told('add', { message: here.api.id, emoji: '🎮', role: scene.blue });
    expect(roles.ownReactions(here)).to.deep.equal(['🎮']);
  });

  it('TR-33 all of it works after a restart', async () => {
    const { scene } = roles;
    const message = roles.old();
    await roles.told('add', { message: roles.link(message), emoji: '🎮', role: scene.red });
    await scene.stage.stopBot();
    await scene.stage.startBot();
    await scene.reacts(scene.ben, message, '🎮');
    expect(roles.held(scene.ben)).to.deep.equal(['Red']);
    await scene.stage.stopBot();
    await scene.stage.startBot();
    await scene.unreacts(scene.ben, message, '🎮');
    expect(roles.held(scene.ben)).to.deep.equal([]);
  });

  it('TR-33 only giving, only taking and toggling take one trigger each', async () => {
    const { scene } = roles;
    const message = roles.old();
    const add = (emoji: string, role: typeof scene.red, mode: string) =>
      roles.told('add', { message: roles.link(message), emoji, role, mode });
    await add('🔴', scene.red, 'add');
    await add('🔵', scene.blue, 'toggle');
    await add('⚫', scene.red, 'remove');
    expect(await roles.stored()).to.deep.equal({ triggers: 3, actions: 3, menus: 0 });
    await scene.reacts(scene.ben, message, '🔴');
    await scene.unreacts(scene.ben, message, '🔴');
    expect(roles.held(scene.ben)).to.deep.equal(['Red']);
    await scene.reacts(scene.ben, message, '⚫');
    expect(roles.held(scene.ben)).to.deep.equal([]);
    await scene.reacts(scene.ben, message, '🔵');
    await scene.unreacts(scene.ben, message, '🔵');
    expect(roles.held(scene.ben)).to.deep.equal(['Blue']);
    await scene.reacts(scene.ben, message, '🔵');
    expect(roles.held(scene.ben)).to.deep.equal([]);
  });

  it('TR-33 one emoji may give one role and take another, and does five things at most', async () => {
    const { scene } = roles;
    const message = roles.old();
    const add = (role: typeof scene.red, mode: string) =>
      roles.told('add', { message: roles.link(message), emoji: '✅', role, mode });
    await add(scene.red, 'add');
    await add(scene.blue, 'remove');
    scene.olga.giveRole(scene.ben, scene.blue);
    await scene.reacts(scene.ben, message, '✅');
    expect(roles.held(scene.ben)).to.deep.equal(['Red']);
    const more = ['A', 'B', 'C', 'D'].map((name) => scene.guild.addRole({ name, position: 1 }));
    await scene.stage.settle();
    for (const role of more.slice(0, 3)) expect(await add(role, 'add')).to.include('✅ ');
    const [, , , last] = more;
    if (last) expect(await add(last, 'add')).to.include('does 5 things');
    expect(await roles.stored()).to.deep.equal({ triggers: 5, actions: 5, menus: 0 });
  });

  it('TR-33 names say what it is, are unique, and stay within 32 characters', async () => {
    const { scene } = roles;
    const [one, two] = [roles.old(), roles.old()];
    for (const message of [one, two]) {
      await roles.told('add', { message: roles.link(message), emoji: '🎮', role: scene.red });
    }
    const long = scene.guild.addRole({ name: 'A role with quite a long name 👨‍👩‍👧', position: 1 });
    await scene.stage.settle();
    await roles.told('add', { message: roles.link(one), emoji: '👨‍👩‍👧‍👦', role: long, mode: 'add' });
    const rows = await scene.rows<{ name: string }>('select name from trigger_triggers order by id');
    const names = rows.map(({ name }) => name);
    expect(names.slice(0, 4)).to.deep.equal([
      '🎮 Red on #rules',
      '🎮 Red off #rules',
      '🎮 Red on #rules 2',
      '🎮 Red off #rules 2',
    ]);
    expect(names.at(4)).to.match(/^👨‍👩‍👧‍👦 A role.*… on #rules$/u);
    for (const name of names) expect(name.length).to.be.at.most(32);
  });

  it('TR-33 a group of one refuses the second role, however fast members click', async () => {
    const { scene } = roles;
    const message = roles.old();
    await scene.givenGroup({ name: 'Colours', roleIds: [scene.red.id, scene.blue.id, scene.green.id] });
    const given = [
      ['🔴', scene.red],
      ['🔵', scene.blue],
      ['🟢', scene.green],
    ] as const;
    for (const [emoji, role] of given) {
      const answer = await roles.told('add', { message: roles.link(message), emoji, role, group: 'colours' });
      expect(answer).to.include('The role group **Colours** holds');
    }
    scene.sandbox.clearCalls();
    for (const [emoji] of given) scene.ben.react(message, emoji);
    for (const [emoji] of given) scene.ben.unreact(message, emoji);
    for (const [emoji] of given) scene.ben.react(message, emoji);
    await scene.stage.settle();
    const held = new Set<string>();
    for (const { operation, path } of scene.calls()) {
      const role = path.split('/').at(-1) ?? '';
      if (operation === GIVE_ROLE) held.add(role);
      if (operation === TAKE_ROLE) held.delete(role);
      expect(held.size).to.be.at.most(1);
    }
    expect(roles.held(scene.ben)).to.deep.equal(['Red']);
  });

  it('TR-33 a group that replaces leaves the newest, and the older reaction where it is', async () => {
    const { scene } = roles;
    const message = roles.old();
    await scene.givenGroup({ name: 'Colours', roleIds: [scene.red.id, scene.blue.id], whenFull: 'replace' });
    await roles.told('add', { message: roles.link(message), emoji: '🔴', role: scene.red, group: 'Colours' });
    await roles.told('add', { message: roles.link(message), emoji: '🔵', role: scene.blue, group: 'Colours' });
    await scene.reacts(scene.ben, message, '🔴');
    await scene.reacts(scene.ben, message, '🔵');
    expect(roles.held(scene.ben)).to.deep.equal(['Blue']);
    expect(message.reactions.get('🔴')?.has(scene.ben.id)).to.equal(true);
    await scene.unreacts(scene.ben, message, '🔴');
    expect(roles.held(scene.ben)).to.deep.equal(['Blue']);
  });

  it('TR-31 a reaction role counts as its two triggers, and is refused as a whole', async () => {
    await roles.strike();
    roles = await RoleScene.set({ config: { trigger: { limits: { persistent: 3 } } } });
    const { scene } = roles;
    const message = roles.old();
    await roles.told('add', { message: roles.link(message), emoji: '🔴', role: scene.red });
    const refusal = await roles.told('add', { message: roles.link(message), emoji: '🔵', role: scene.blue });
    expect(refusal).to.include('2 triggers').and.to.include('room for 1 more').and.to.include('2 of 3');
    expect(await roles.stored()).to.deep.equal({ triggers: 2, actions: 2, menus: 0 });
    expect(roles.ownReactions(message)).to.deep.equal(['🔴']);
    await roles.told('add', { message: roles.link(message), emoji: '🔵', role: scene.blue, mode: 'add' });
    expect(await roles.stored()).to.deep.equal({ triggers: 3, actions: 3, menus: 0 });
  });

  it('TR-31 the actions of a reaction role count too', async () => {
    await roles.strike();
    roles = await RoleScene.set({ config: { trigger: { limits: { actions: 1 } } } });
    const { scene } = roles;
    const message = roles.old();
    const refusal = await roles.told('add', { message: roles.link(message), emoji: '🔴', role: scene.red });
    expect(refusal).to.include('2 actions').and.to.include('0 of 1');
    expect(await roles.stored()).to.deep.equal({ triggers: 0, actions: 0, menus: 0 });
  });

  describe('what is refused', () => {
    const refusals: readonly (readonly [string, (set: RoleScene) => Record<string, unknown>, RegExp])[] = [
      ['text in the place of an emoji', () => ({ emoji: 'game' }), /not one emoji/],
      ['two emoji', () => ({ emoji: '🎮🎮' }), /not one emoji/],
      ['an emoji of another server', () => ({ emoji: '<:far:123456789012345678>' }), /of a server that I am not in/],
      ['what is no message', () => ({ message: 'hello' }), /neither the link nor the id/],
      [
        'a message of another server',
        () => ({ message: 'https://discord.com/channels/123456789012345678/1/2' }),
        /on another server/,
      ],
      [
        'a message that is gone',
        ({ scene }) => ({ message: '123456789012345678', channel: scene.general }),
        /no such message/,
      ],
      ['a group that is none', () => ({ group: 'Nothing' }), /no role group \*\*Nothing\*\*/],
      [
        'everyone',
        ({ scene }) => ({ role: scene.guild.record.roles.get(scene.guild.id) }),
        /@everyone cannot be given/,
      ],
      ["the bot's own role", ({ scene }) => ({ role: scene.guild.botRole }), /nobody can give it/],
    ];
    for (const [what, input, answer] of refusals) {
      it(`TR-33 ${what} is refused, and nothing is changed`, async () => {
        const { scene } = roles;
        const given = { message: roles.link(roles.old()), emoji: '🎮', role: scene.red, ...input(roles) };
        expect(await roles.told('add', given as Parameters<RoleScene['told']>[1])).to.match(answer);
        expect(await roles.stored()).to.deep.equal({ triggers: 0, actions: 0, menus: 0 });
        expect(scene.calls(PUT_REACTION)).to.deep.equal([]);
      });
    }

    it('TR-33 a role that is not in the group is refused', async () => {
      const { scene } = roles;
      await scene.givenGroup({ name: 'Colours', roleIds: [scene.blue.id] });
      const given = { message: roles.link(roles.old()), emoji: '🎮', role: scene.red, group: 'Colours' };
      expect(await roles.told('add', given)).to.include('not in the role group **Colours**');
      expect(await roles.stored()).to.deep.equal({ triggers: 0, actions: 0, menus: 0 });
    });

    it('TR-33 a manager hands out no role that is above theirs, or that can do more than they can', async () => {
      const { scene } = roles;
      const high = scene.guild.addRole({ name: 'High', position: 5 });
      scene.olga.moveRole(scene.guild.botRole, 7);
      const kickers = scene.guild.addRole({ name: 'Kickers', position: 1, permissions: Bits.KickMembers });
      await scene.stage.settle();
      const given = { message: roles.link(roles.old()), emoji: '🎮' };
      expect(await roles.told('add', { ...given, role: high }, scene.ada)).to.include(
        'not below your own highest role',
      );
      expect(await roles.told('add', { ...given, role: kickers }, scene.ada)).to.include('Kick Members');
      expect(await roles.told('add', { ...given, role: scene.red }, scene.ada)).to.include('✅');
      expect(await roles.told('add', { ...given, role: high })).to.include('✅');
    });

    it('TR-33 without Manage Server nobody makes, removes or lists anything, and nothing is suggested to them', async () => {
      const { scene } = roles;
      const message = roles.old();
      await roles.told('add', { message: roles.link(message), emoji: '🎮', role: scene.red });
      const [mapping] = await roles.suggested('remove', 'reaction', '');
      const forced = { channel: scene.general, force: true };
      const tries = [
        ['add', { message: roles.link(message), emoji: '🔵', role: scene.blue }],
        ['remove', { reaction: mapping?.value }],
        ['list', {}],
        ['menu create', { style: 'buttons', text: 'Mine' }],
      ] as const;
      for (const [line, input] of tries) {
        expect(await roles.told(line, input, scene.ben, forced), line).to.include('Manage Server');
      }
      expect(await roles.suggested('remove', 'reaction', '', {}, scene.ben)).to.deep.equal([]);
      expect(await roles.stored()).to.deep.equal({ triggers: 2, actions: 2, menus: 0 });
    });

    it('TR-33 a manager without Manage Roles is told that they lack it', async () => {
      const { scene } = roles;
      scene.olga.editRole(roles.managers, { permissions: Bits.ManageGuild });
      await scene.stage.settle();
      const given = { message: roles.link(roles.old()), emoji: '🎮', role: scene.red };
      expect(await roles.told('add', given, scene.ada)).to.include('Manage Roles');
      expect(await roles.stored()).to.deep.equal({ triggers: 0, actions: 0, menus: 0 });
    });

    it('TR-33 a bot without Manage Roles, or below the role, says so', async () => {
      const { scene } = roles;
      const high = scene.guild.addRole({ name: 'High', position: 6 });
      await scene.stage.settle();
      const given = { message: roles.link(roles.old()), emoji: '🎮' };
      expect(await roles.told('add', { ...given, role: high })).to.include('not below my own highest role');
      scene.guild.setBotPermissions(Bits.ViewChannel | Bits.SendMessages | Bits.ReadMessageHistory | Bits.AddReactions);
      await scene.stage.settle();
      expect(await roles.told('add', { ...given, role: scene.red })).to.include('I lack **Manage Roles**');
      expect(await roles.stored()).to.deep.equal({ triggers: 0, actions: 0, menus: 0 });
    });
  });

  it('TR-33 a bot that may not react says so, keeps the entry, and reacts when it is told again', async () => {
    const { scene } = roles;
    const message = roles.old();
    scene.olga.setOverwrite(scene.rules, scene.guild.botRole, { deny: Bits.AddReactions });
    await scene.stage.settle();
    const given = { message: roles.link(message), emoji: '🎮', role: scene.red };
    const answer = await roles.told('add', given);
    expect(answer)
      .to.include('✅')
      .and.to.include('I could not add the reaction myself')
      .and.to.include('Add Reactions');
    expect(await roles.stored()).to.deep.equal({ triggers: 2, actions: 2, menus: 0 });
    scene.olga.removeOverwrite(scene.rules, scene.guild.botRole);
    await scene.stage.settle();
    expect(await roles.told('add', given))
      .to.include('is there already')
      .and.not.to.include('could not');
    expect(roles.ownReactions(message)).to.deep.equal(['🎮']);
    expect(await roles.stored()).to.deep.equal({ triggers: 2, actions: 2, menus: 0 });
  });

  it('TR-33 the triggers are stored before the bot reacts', async () => {
    const { scene } = roles;
    const message = roles.old();
    scene.sandbox.faults.add({ operation: PUT_REACTION, answer: { status: 503 } });
    const answer = await roles.told('add', { message: roles.link(message), emoji: '🎮', role: scene.red });
    expect(answer).to.include('Discord did not answer');
    scene.sandbox.faults.clear();
    await scene.reacts(scene.ben, message, '🎮');
    expect(roles.held(scene.ben)).to.deep.equal(['Red']);
  });

  describe('/reactionrole remove', () => {
    it('TR-33 removes triggers, actions and the bot’s reaction, and members keep their roles', async () => {
      const { scene } = roles;
      const message = roles.old();
      await roles.told('add', { message: roles.link(message), emoji: '🎮', role: scene.red });
      await roles.told('add', { message: roles.link(message), emoji: '❤', role: scene.blue });
      await scene.reacts(scene.ben, message, '🎮');
      const offered = await roles.suggested('remove', 'reaction', 'red');
      expect(offered.map(({ name }) => name)).to.deep.equal([
        `🎮 → @Red in #rules (message …${message.api.id.slice(-6)})`,
      ]);
      const answer = await roles.told('remove', { reaction: offered[0]?.value });
      expect(answer).to.include('no longer').and.to.include(`<@&${scene.red.id}>`);
      expect(await roles.stored()).to.deep.equal({ triggers: 2, actions: 2, menus: 0 });
      expect(roles.ownReactions(message)).to.have.length(1);
      await scene.unreacts(scene.ben, message, '🎮');
      expect(roles.held(scene.ben)).to.deep.equal(['Red']);
      const [heart] = await roles.suggested('remove', 'reaction', '');
      await roles.told('remove', { reaction: heart?.value });
      expect(await roles.stored()).to.deep.equal({ triggers: 0, actions: 0, menus: 0 });
      expect(roles.ownReactions(message)).to.deep.equal([]);
      expect(await roles.told('remove', { reaction: heart?.value })).to.include('no such reaction role');
    });

    it('TR-33 keeps an action that something else uses, and the reaction that something else waits for', async () => {
      const { scene } = roles;
      const message = roles.old();
      await roles.told('add', { message: roles.link(message), emoji: '🎮', role: scene.red, mode: 'add' });
      const [action] = await scene.rows<{ id: number }>('select id from trigger_actions');
      await scene.givenTrigger({ on: 'contains', parameter: 'game', actionId: action?.id ?? 0 });
      const scope = { kind: 'message', channelId: scene.rules.id, messageId: message.api.id } as const;
      const { id } = await scene.givenAction(saying('thanks'));
      await scene.givenTrigger({ on: 'reaction-add', parameter: '🎮', scope, actionId: id });
      const [mapping] = await roles.suggested('remove', 'reaction', '');
      await roles.told('remove', { reaction: mapping?.value });
      expect(await roles.stored()).to.deep.equal({ triggers: 2, actions: 2, menus: 0 });
      expect(roles.ownReactions(message)).to.deep.equal(['🎮']);
      expect(scene.calls(TAKE_REACTION)).to.deep.equal([]);
    });

    it('TR-33 removes what hangs on a deleted message, and tells when the reaction could not be taken off', async () => {
      const { scene } = roles;
      const [one, two] = [roles.old(), roles.old()];
      for (const message of [one, two]) {
        await roles.told('add', { message: roles.link(message), emoji: '🎮', role: scene.red });
      }
      const [, second] = await roles.suggested('remove', 'reaction', '');
      scene.sandbox.faults.add({ operation: TAKE_REACTION, answer: { status: 503 } });
      const answer = await roles.told('remove', { reaction: second?.value });
      expect(answer).to.include('✅').and.to.include('could not take my own reaction off');
      scene.sandbox.faults.clear();
      const gone = { status: 404, code: 10_008, message: 'Unknown Message' };
      scene.sandbox.faults.add({ operation: TAKE_REACTION, answer: gone });
      const [first] = await roles.suggested('remove', 'reaction', '');
      expect(await roles.told('remove', { reaction: first?.value }))
        .to.include('✅')
        .and.not.to.include('could not');
      expect(await roles.stored()).to.deep.equal({ triggers: 0, actions: 0, menus: 0 });
    });
  });

  describe('/reactionrole list', () => {
    it('TR-33 says what to do when there is nothing', async () => {
      expect(await roles.told('list'))
        .to.include('`/reactionrole add`')
        .and.to.include('`/reactionrole menu create`');
    });

    it('TR-33 shows reactions by message with links, whichever command made them, and menus', async () => {
      const { scene } = roles;
      const message = roles.old();
      await roles.told('add', { message: roles.link(message), emoji: '🎮', role: scene.red });
      const scope = { kind: 'message', channelId: scene.rules.id, messageId: message.api.id } as const;
      const second = { mode: 'toggle', groupId: null } as const;
      const { id } = await scene.givenAction({ kind: 'role', first: scene.blue.id, second });
      await scene.givenTrigger({ on: 'reaction-remove', parameter: '🔵', scope, actionId: id, enabled: false });
      const menu = await roles.menu('select', [scene.green]);
      const list = await roles.told('list');
      expect(list)
        .to.include('2 reactions, 1 menu')
        .and.to.include(roles.link(message))
        .and.to.include(roles.link(menu));
      expect(list).to.include(`🎮 gives <@&${scene.red.id}>, and takes it when the reaction is taken off`);
      expect(list).to.match(/🔵 does something .* · 🚫 disabled/);
      expect(list).to.include(`**Green**: <@&${scene.green.id}>`);
    });

    it('TR-33 turns its pages', async () => {
      const { scene } = roles;
      const second = { mode: 'add', groupId: null } as const;
      const { id } = await scene.givenAction({ kind: 'role', first: scene.blue.id, second });
      for (let at = 0; at < 61; at += 1) {
        const scope = {
          kind: 'message',
          channelId: scene.rules.id,
          messageId: String(10n ** 18n + BigInt(at)),
        } as const;
        await scene.givenTrigger({ on: 'reaction-add', parameter: '🔵', scope, actionId: id });
      }
      const list = await roles.slash('list');
      const next = await roles.press(list, 'Next');
      expect(await roles.answered(next)).to.include('Page 2 of');
    }).timeout(60_000);
  });

  it('TR-35 a message that is deleted takes its reaction roles and their actions with it, but none that is in use or was changed', async () => {
    const { scene } = roles;
    const message = roles.old();
    const link = roles.link(message);
    await roles.told('add', { message: link, emoji: '🎮', role: scene.red });
    await roles.told('add', { message: link, emoji: '🎲', role: scene.blue, mode: 'toggle' });
    await roles.told('add', { message: link, emoji: '🎯', role: scene.green, mode: 'add' });
    const known = await scene.parts.catalogue.of(scene.guild.id);
    const toggled = known.actions.find(({ spec }) => spec.kind === 'role' && spec.first === scene.blue.id);
    const added = known.actions.find(({ spec }) => spec.kind === 'role' && spec.first === scene.green.id);
    if (!toggled || !added) throw new Error('There are no actions');
    await scene.givenTrigger({ on: 'contains', parameter: 'blue', name: 'by hand', actionId: toggled.id });
    const admin = await scene.seen.members.fetch(scene.olga.id);
    await scene.parts.admin.actions.edit(admin, String(added.id), { name: 'mine' });
    const { id: plain } = await scene.givenAction(saying('thanks'), { name: 'thanks' });
    const scope = { kind: 'message', channelId: scene.rules.id, messageId: message.api.id } as const;
    await scene.givenTrigger({ on: 'reaction-add', parameter: '👋', name: 'thanks', actionId: plain, scope });
    scene.olga.deleteMessage(message);
    await scene.stage.settle();
    const after = await scene.parts.catalogue.of(scene.guild.id);
    expect(after.triggers.map(({ name }) => name)).to.deep.equal(['by hand']);
    expect(after.actions.map(({ name }) => name)).to.deep.equal([toggled.name, 'mine', 'thanks']);
    await scene.says(scene.ben, 'blue');
    expect(roles.held(scene.ben)).to.deep.equal(['Blue']);
  });

  it('TR-35 a channel that is deleted takes the reaction roles of its messages, and actions, with it', async () => {
    const { scene } = roles;
    for (const [emoji, role] of [
      ['🎮', scene.red],
      ['🎲', scene.blue],
    ] as const)
      await roles.told('add', { message: roles.link(roles.old()), emoji, role });
    expect(await roles.stored()).to.deep.equal({ triggers: 4, actions: 4, menus: 0 });
    scene.olga.deleteChannel(scene.rules);
    await scene.stage.settle();
    expect(await roles.stored()).to.deep.equal({ triggers: 0, actions: 0, menus: 0 });
  });
});
