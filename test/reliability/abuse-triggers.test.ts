import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord.js';
import type { Person, RoleRecord } from 'roomkeeper/sandbox';
import { AdminScene, refusal } from '../plugins/trigger/services/admin-scene.js';
import { RoleScene } from '../plugins/trigger/role-scene.js';
import {
  erasing,
  giving,
  GIVE_ROLE,
  making,
  purging,
  SAY,
  saying,
  TAKE_ROLE,
  TriggerScene,
} from '../plugins/trigger/scene.js';

const DELETE_MESSAGE = 'DELETE /channels/{channel_id}/messages/{message_id}';
const BULK_DELETE = 'POST /channels/{channel_id}/messages/bulk-delete';

describe('RL-06 abuse of triggers', () => {
  describe('by those who write and react', () => {
    let scene: TriggerScene;

    beforeEach(async () => {
      scene = await TriggerScene.set({ botPermissions: Bits.Administrator });
    });
    afterEach(() => scene.stage.strike());

    it('RL-06 ReDoS: patterns that hang other engines neither hang the bot nor keep others from an answer', async () => {
      const hostile = ['(a+)+$', '(a|aa)+$', '(a|a?)+$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(.*a){12}$', '(x+x+)+y'];
      for (const parameter of hostile) await scene.answering('matched', { on: 'regex', parameter });
      await scene.answering('pong', { on: 'matches', parameter: 'ping' });
      for (const text of [`${'a'.repeat(1999)}!`, `${'x'.repeat(1999)}!`, `${'ab'.repeat(999)}!`])
        await scene.says(scene.ada, text);
      await scene.says(scene.ben, 'ping');
      expect(scene.said()).to.include('pong');
    });

    it('RL-06 a reaction storm: two hundred clicks of one member cost a handful of requests, and end as they should', async () => {
      const message = await scene.says(scene.ben, 'Choose');
      const on = await scene.givenAction(giving(scene.red));
      const off = await scene.givenAction(giving(scene.red, 'remove'));
      const where = { scope: { kind: 'message', channelId: scene.general.id, messageId: message.api.id } } as const;
      await scene.givenTrigger({ on: 'reaction-add', parameter: '👍', actionId: on.id, ...where });
      await scene.givenTrigger({ on: 'reaction-remove', parameter: '👍', actionId: off.id, ...where });
      scene.sandbox.clearCalls();
      for (let time = 0; time < 100; time += 1) {
        scene.ada.react(message, '👍');
        scene.ada.unreact(message, '👍');
      }
      scene.ada.react(message, '👍');
      await scene.stage.settle();
      expect([...scene.ada.member.roles]).to.include(scene.red.id);
      expect(scene.calls(GIVE_ROLE).length + scene.calls(TAKE_ROLE).length).to.be.at.most(40);
    });

    it('RL-06 a reaction storm that ends without a reaction ends without the role', async () => {
      const message = await scene.says(scene.ben, 'Choose');
      const on = await scene.givenAction(giving(scene.red));
      const off = await scene.givenAction(giving(scene.red, 'remove'));
      await scene.givenTrigger({ on: 'reaction-add', parameter: '👍', actionId: on.id });
      await scene.givenTrigger({ on: 'reaction-remove', parameter: '👍', actionId: off.id });
      for (let time = 0; time < 50; time += 1) {
        scene.ada.react(message, '👍');
        scene.ada.unreact(message, '👍');
      }
      await scene.stage.settle();
      expect([...scene.ada.member.roles]).to.not.include(scene.red.id);
    });

    it('RL-06 mention injection: what people write, and are called, pings nobody even as an administrator’s answer', async () => {
      const everybody = scene.guild.addRole({ name: 'Everybody', mentionable: true });
      await scene.stage.settle();
      const pings = `@everyone @here <@${scene.ben.id}> <@&${everybody.id}>`;
      scene.olga.editMember(scene.ada, { nick: '@everyone' });
      await scene.stage.settle();
      await scene.answering('{content} {args} {match} {user.name} {channel.name} {server} {emoji}', {
        on: 'starts-with',
        parameter: 'echo',
      });
      await scene.says(scene.ada, `echo ${pings}`);
      const [answer] = [...scene.general.messages.values()].slice(-1);
      expect(answer?.api.content).to.contain('@everyone');
      expect(answer?.api).to.deep.include({ mention_everyone: false, mentions: [], mention_roles: [] });
      expect(scene.calls(SAY).map(({ body }) => (body as { allowed_mentions: unknown }).allowed_mentions)).to.satisfy(
        (all: readonly { parse: readonly unknown[] }[]) => all.every(({ parse }) => parse.length === 0),
      );
    });

    it('RL-06 template recursion: a place-holder in what is put in stays text', async () => {
      await scene.answering('{content}|{args}|{user.name}', { on: 'starts-with', parameter: 'echo' });
      scene.olga.editMember(scene.ada, { nick: '{server}{content}' });
      await scene.stage.settle();
      await scene.says(scene.ada, 'echo {user}{content}{args}{{server}}');
      const [said = ''] = scene.said();
      expect(said).to.contain('echo {user}{content}{args}{{server}}|{user}{content}{args}{{server}}|');
      expect(said.replaceAll('\\', '')).to.match(/\|\{server\}\{content\}$/);
    });

    it('RL-06 chains in a circle end, and triggers that make triggers stay few', async () => {
      const one = await scene.givenAction(saying('one'));
      const two = await scene.givenAction(saying('two'), { chain: one.id });
      await scene.givenChain(one.id, two.id);
      await scene.givenTrigger({ on: 'matches', parameter: 'go', actionId: one.id });
      await scene.says(scene.ada, 'go');
      expect(scene.said().length).to.be.at.most(2);
      const bomb = await scene.givenAction(making({ on: 'contains', parameter: 'x', actionId: one.id }));
      await scene.givenTrigger({ on: 'contains', parameter: 'x', actionId: bomb.id });
      for (let time = 0; time < 15; time += 1) await scene.says(scene.ada, `x ${time}`);
      const made = await scene.rows("select 1 from trigger_triggers where persistence = 'oneshot'");
      expect(made.length).to.be.at.most(5);
    });

    it('RL-06 purge: a stored purge of a channel of another server deletes nothing there', async () => {
      const other = scene.sandbox.addGuild({ name: 'Other' });
      const foreign = other.addChannel({ name: 'talk', type: 0 });
      const here = await scene.says(scene.ada, 'mine', scene.rules);
      await scene.stage.settle();
      const { id } = await scene.givenAction(purging(foreign));
      await scene.givenTrigger({ on: 'matches', parameter: 'clean', actionId: id });
      scene.sandbox.clearCalls();
      await scene.says(scene.ada, 'clean');
      expect(scene.calls(BULK_DELETE)).to.deep.equal([]);
      expect(scene.calls(DELETE_MESSAGE)).to.deep.equal([]);
      expect(scene.rules.messages.has(here.api.id)).to.equal(true);
    });

    it('RL-06 purge: who sets it off loses their own messages, and nobody else’s', async () => {
      const { id } = await scene.givenAction(purging(scene.rules));
      await scene.givenTrigger({ on: 'matches', parameter: 'clean', actionId: id });
      const bens = await scene.says(scene.ben, 'keep me', scene.rules);
      const adas = await scene.says(scene.ada, 'forget me', scene.rules);
      await scene.says(scene.ada, 'clean');
      expect([scene.rules.messages.has(bens.api.id), scene.rules.messages.has(adas.api.id)]).to.deep.equal([
        true,
        false,
      ]);
    });
  });

  describe('by those who manage the server', () => {
    let admins: AdminScene;
    let scene: TriggerScene;
    let above: RoleRecord;
    let powerful: RoleRecord;

    beforeEach(async () => {
      admins = await AdminScene.set();
      ({ scene } = admins);
      await admins.let(Bits.ManageGuild | Bits.ManageRoles);
      above = scene.guild.addRole({ name: 'Above' });
      scene.olga.moveRole(scene.guild.botRole, 6);
      scene.olga.moveRole(above, 5);
      powerful = scene.guild.addRole({ name: 'Powerful', permissions: Bits.BanMembers });
      await scene.stage.settle();
    });
    afterEach(() => scene.stage.strike());

    const way = async (roleId: string) => ({
      action: async () =>
        admins.admin.actions.create(await admins.ada(), { name: 'a', kind: 'role', roleId, mode: 'add' }),
      trigger: async () => {
        const { name } = await admins.action({ kind: 'role', roleId, mode: 'add' });
        return admins.admin.triggers.create(await admins.ada(), await admins.input({ action: name }));
      },
      chain: async () => {
        const { name } = await admins.action({ kind: 'role', roleId, mode: 'add' });
        const own = await admins.admin.actions.create(await admins.ada(), {
          name: 'mine',
          kind: 'message',
          texts: ['x'],
        });
        return admins.admin.actions.edit(await admins.ada(), own.name, { chain: name });
      },
      making: async () => {
        const { id, name } = await admins.action({ kind: 'role', roleId, mode: 'add' });
        const maker = await scene.givenAction(making({ on: 'contains', parameter: 'x', actionId: id }), {
          name: 'maker',
        });
        expect(name).to.not.equal(maker.name);
        return admins.admin.triggers.create(await admins.ada(), await admins.input({ action: maker.name }));
      },
      edit: async () => {
        const own = await admins.admin.actions.create(await admins.ada(), {
          name: 'mine',
          kind: 'role',
          roleId: scene.red.id,
          mode: 'add',
        });
        return admins.admin.actions.edit(await admins.ada(), own.name, { roleId });
      },
    });

    for (const what of ['action', 'trigger', 'chain', 'making', 'edit'] as const) {
      it(`RL-06 role escalation by a trigger’s ${what}: neither a role above one’s own nor one with more power`, async () => {
        for (const role of [above, powerful]) {
          const before = await scene.rows('select * from trigger_triggers');
          const ways = await way(role.id);
          expect((await refusal(ways[what]())).what).to.equal('trigger.rights');
          expect(await scene.rows('select * from trigger_triggers')).to.deep.equal(before);
          await scene.rows('delete from trigger_actions');
          await scene.parts.catalogue.renew(scene.guild.id);
        }
      });
    }

    it('RL-06 purge of others’ channels: who may not delete there cannot have it deleted, nor where they see nothing', async () => {
      await admins.let(Bits.ManageGuild);
      const secret = scene.guild.addChannel({ name: 'secret', type: 0 });
      const everyone = scene.guild.record.roles.get(scene.guild.id);
      if (everyone) scene.olga.setOverwrite(secret, everyone, { deny: Bits.ViewChannel });
      const foreign = scene.sandbox.addGuild({ name: 'Other' }).addChannel({ name: 'talk', type: 0 });
      await scene.stage.settle();
      for (const { id } of [scene.rules, secret, foreign]) {
        const attempt = admins.admin.actions.create(await admins.ada(), { name: 'p', kind: 'purge', channelId: id });
        expect((await refusal(attempt)).what).to.be.oneOf(['trigger.rights', 'trigger.faulty']);
      }
      const { id } = await scene.givenAction(erasing, { name: 'erase' });
      expect(id).to.be.a('number');
      const attempt = admins.admin.triggers.create(await admins.ada(), await admins.input({ action: 'erase' }));
      expect((await refusal(attempt)).what).to.equal('trigger.rights');
      expect(await admins.count('triggers')).to.equal(0);
    });
  });

  describe('by those who set up reaction roles', () => {
    let roles: RoleScene;
    beforeEach(async () => {
      roles = await RoleScene.set();
    });
    afterEach(() => roles.strike());

    it('RL-06 role escalation by reaction roles and menus: refused above oneself, and to whoever manages nothing', async () => {
      const { scene } = roles;
      const powerful = scene.guild.addRole({ name: 'Powerful', permissions: Bits.BanMembers });
      await scene.stage.settle();
      const message = roles.link(roles.old());
      const attempt = (who: Person, role: RoleRecord): Promise<string> =>
        roles.told('add', { message, emoji: '👍', role }, who, { force: true });
      await roles.told('menu create', { style: 'buttons', text: 'Pick', channel: scene.rules });
      const before = await roles.stored();
      for (const role of [powerful, roles.managers]) {
        await attempt(scene.ada, role);
        await roles.told('menu add', { menu: await roles.newestMenu(), role }, scene.ada, { force: true });
      }
      await attempt(scene.ben, scene.red);
      await roles.told('menu add', { menu: await roles.newestMenu(), role: scene.red }, scene.ben, { force: true });
      expect(await roles.stored()).to.deep.equal(before);
    });

    it('RL-06 role escalation by a forged button or choice: only what the menu offers', async () => {
      const { scene } = roles;
      const menu = await roles.menu('buttons', [scene.red]);
      const { id } = await scene.givenAction(giving(scene.blue));
      const [row] = await scene.rows<{ id: number }>('select id from trigger_role_menus');
      await roles.answered(await scene.ben.click(menu, `trigger:role-button:${row?.id}:${id}`, { force: true }));
      await roles.answered(
        await scene.ben.select(menu, `trigger:role-select:${row?.id}`, [String(id)], { force: true }),
      );
      expect(roles.held(scene.ben)).to.deep.equal([]);
    });
  });
});
