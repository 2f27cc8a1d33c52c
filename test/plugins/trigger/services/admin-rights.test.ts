import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord.js';
import { noRequirements } from '../../../../plugins/trigger/domain/trigger.js';
import type { RoleRecord } from 'roomkeeper/sandbox';
import type { ActionInput } from '../../../../plugins/trigger/services/admin/inputs.js';
import { erasing, giving, making, saying } from '../scene.js';
import { AdminScene, refusal } from './admin-scene.js';

const MANAGE = Bits.ManageGuild;

describe('rights of those who make triggers', () => {
  let on: AdminScene;

  beforeEach(async () => {
    on = await AdminScene.set();
  });
  afterEach(() => on.scene.stage.strike());

  const makes = async (input: Partial<ActionInput>) =>
    on.admin.actions.create(await on.ada(), { name: 'A', kind: 'message', ...input });
  const links = async (action: string, place: string | null = null, name = 'T') =>
    on.admin.triggers.create(await on.ada(), {
      name,
      conditionId: 'contains',
      parameter: 'x',
      action,
      ...(place === null ? {} : { scope: { kind: 'channel', channelId: place } }),
    });
  const refused = async (attempt: Promise<unknown>): Promise<string> => {
    const { what, message } = await refusal(attempt);
    expect(what).to.equal('trigger.rights');
    return message;
  };
  const gives = ({ id: roleId }: RoleRecord) => makes({ kind: 'role', roleId });

  it('TR-27 nothing changes without Manage Server', async () => {
    const { admin, scene } = on;
    const { name } = await on.action();
    const trigger = await on.trigger();
    await on.let(Bits.Administrator);
    await on.let(Bits.ManageRoles | Bits.ManageMessages);
    const ada = await on.ada();
    const attempts = [
      () => makes({ texts: ['x'] }),
      () => links(name),
      () => admin.triggers.edit(ada, trigger.name, { name: 'B' }),
      () => admin.triggers.enable(ada, trigger.name),
      () => admin.triggers.disable(ada, trigger.name),
      () => admin.triggers.delete(ada, trigger.name),
      () => admin.actions.edit(ada, name, { texts: ['y'] }),
      () => admin.actions.delete(ada, name, { force: true }),
      () => admin.groups.create(ada, { name: 'G', roleIds: [scene.red.id] }),
      () => admin.blacklist.add(ada, { userId: scene.ben.id, channelId: null, lifetime: null }),
      () => admin.blacklist.remove(ada, scene.ben.id, null),
    ];
    for (const attempt of attempts) expect(await refused(attempt())).to.include('Manage Server');
    expect(() => admin.requireManager(ada)).to.throw('Manage Server');
    expect([await on.count('triggers'), await on.count('actions'), await on.count('blacklist')]).to.deep.equal([
      1, 2, 0,
    ]);
  });

  const kinds: readonly (readonly [string, (on: AdminScene) => Partial<ActionInput>, bigint, string])[] = [
    ['delete-message', () => ({ kind: 'delete-message' }), Bits.ManageMessages, 'Manage Messages'],
    ['purge', ({ scene }) => ({ kind: 'purge', channelId: scene.rules.id }), Bits.ManageMessages, 'Manage Messages'],
    ['role', ({ scene }) => ({ kind: 'role', roleId: scene.red.id }), Bits.ManageRoles, 'Manage Roles'],
  ];
  for (const [kind, input, bits, permission] of kinds) {
    it(`TR-27 ${kind} takes ${permission}`, async () => {
      expect(await refused(makes(input(on)))).to.include(permission);
      await on.let(MANAGE | bits);
      expect((await makes(input(on))).spec.kind).to.equal(kind);
    });
  }

  it('TR-27 message takes Send Messages, and a channel that the creator sees', async () => {
    const { scene } = on;
    scene.olga.setOverwrite(scene.rules, scene.ada.member, { deny: Bits.SendMessages });
    scene.olga.setOverwrite(scene.news, scene.ada.member, { deny: Bits.ViewChannel });
    await scene.stage.settle();
    const says = (channelId: string) => makes({ texts: ['x'], channelId });
    expect(await refused(says(scene.rules.id)))
      .to.include('Send Messages')
      .and.include(`<#${scene.rules.id}>`);
    expect(await refused(says(scene.news.id))).to.include(`<#${scene.news.id}>`);
    expect((await says(scene.general.id)).id).to.be.greaterThan(0);
  });

  it('TR-27 purge takes Manage Messages in that channel, wherever else they have it', async () => {
    const { scene } = on;
    await on.let(MANAGE | Bits.ManageMessages);
    scene.olga.setOverwrite(scene.rules, scene.ada.member, { deny: Bits.ManageMessages });
    await scene.stage.settle();
    expect(await refused(makes({ kind: 'purge', channelId: scene.rules.id }))).to.include(`<#${scene.rules.id}>`);
    expect((await makes({ kind: 'purge', channelId: scene.general.id })).id).to.be.greaterThan(0);
  });

  it('TR-27 a trigger takes the rights where it is bound, for every step of its chain', async () => {
    const { scene } = on;
    await on.action({ name: 'Erase', kind: 'delete-message' });
    await on.action({ name: 'Say', texts: ['x'], chain: 'Erase' });
    expect(await refused(links('Say')))
      .to.include('Manage Messages')
      .and.include('whole server');
    scene.olga.setOverwrite(scene.rules, scene.ada.member, { allow: Bits.ManageMessages });
    await scene.stage.settle();
    expect(await refused(links('Say'))).to.include('whole server');
    expect(await refused(links('Say', scene.general.id))).to.include(`<#${scene.general.id}>`);
    expect((await links('Say', scene.rules.id)).enabled).to.equal(true);
    const widened = on.admin.triggers.edit(await on.ada(), 'T', { scope: { kind: 'server' } });
    expect(await refused(widened)).to.include('whole server');
  });

  it('TR-27 a made trigger for the whole server takes the rights there, though the one that makes it is bound', async () => {
    const { scene } = on;
    const erase = await on.action({ name: 'Erase', kind: 'delete-message' });
    const everywhere = await scene.givenAction(
      making({ on: 'contains', parameter: 'y', actionId: erase.id }, 'server'),
    );
    const here = await scene.givenAction(making({ on: 'contains', parameter: 'y', actionId: erase.id }, 'channel'));
    scene.olga.setOverwrite(scene.rules, scene.ada.member, { allow: Bits.ManageMessages });
    await scene.stage.settle();
    expect(await refused(links(everywhere.name, scene.rules.id))).to.include('whole server');
    expect((await links(here.name, scene.rules.id)).enabled).to.equal(true);
  });

  it('TR-27 who edits a shared action must hold the rights in the places of all triggers that come to run it', async () => {
    const { scene } = on;
    await on.action({ name: 'Shared' });
    const second = await on.action({ name: 'First', chain: 'Shared' });
    await on.trigger({ name: 'one', action: 'Shared', scope: { kind: 'channel', channelId: scene.rules.id } });
    await on.action({ name: 'Erase', kind: 'delete-message' });
    scene.olga.setOverwrite(scene.rules, scene.ada.member, { allow: Bits.ManageMessages });
    await scene.stage.settle();
    const edit = async (chain: string | null) => on.admin.actions.edit(await on.ada(), 'Shared', { chain });
    expect((await edit('Erase')).chain).to.be.a('number');
    await edit(null);
    await on.trigger({ name: 'two', action: second.name, scope: { kind: 'channel', channelId: scene.general.id } });
    expect(await refused(edit('Erase')))
      .to.include(`<#${scene.general.id}>`)
      .and.not.include(`<#${scene.rules.id}>`);
    await on.admin.triggers.disable(await on.olga(), 'two');
    expect(await refused(edit('Erase'))).to.include(`<#${scene.general.id}>`);
    expect((await on.admin.actions.show(scene.seen, 'Shared')).action.chain).to.equal(null);
  });

  it('TR-27 an action that only others’ chains and buttons run is checked where these are', async () => {
    const { scene } = on;
    const { id } = await on.action({ name: 'Pressed' });
    const erase = await scene.givenAction(erasing, { name: 'Erase' });
    expect(erase.id).to.be.greaterThan(id);
    const entries = JSON.stringify([{ actionId: id, label: 'x', emoji: '' }]);
    await scene.rows(
      `insert into trigger_role_menus (guild_id, channel_id, message_id, style, text, entries, requirements, owner_id, created_at)
       values (${scene.guild.id}, ${scene.news.id}, null, 'buttons', '', '${entries}', '${JSON.stringify(noRequirements)}', ${scene.olga.id}, now())`,
    );
    const edit = async () => on.admin.actions.edit(await on.ada(), 'Pressed', { chain: 'Erase' });
    expect(await refused(edit())).to.include(`<#${scene.news.id}>`);
    scene.olga.setOverwrite(scene.news, scene.ada.member, { allow: Bits.ManageMessages });
    await scene.stage.settle();
    expect((await edit()).chain).to.equal(erase.id);
  });

  it('TR-27 switching on takes the rights too: those of who switches on, not of who made it', async () => {
    const { scene } = on;
    await on.action({ name: 'Erase', kind: 'delete-message' });
    await on.trigger({ name: 'T', action: 'Erase' });
    await on.admin.triggers.disable(await on.ada(), 'T');
    expect(await refused(on.admin.triggers.enable(await on.ada(), 'T'))).to.include('Manage Messages');
    await on.admin.triggers.enable(await on.olga(), 'T');
    expect((await on.admin.triggers.show(scene.seen, 'T')).trigger.enabled).to.equal(true);
  });

  describe('roles', () => {
    beforeEach(() => on.let(MANAGE | Bits.ManageRoles));

    it('TR-27 @everyone and managed roles are given by nobody', async () => {
      const { scene } = on;
      expect(await refused(makes({ kind: 'role', roleId: scene.guild.id }))).to.include('@everyone');
      expect(await refused(gives(scene.guild.botRole))).to.include('belongs to a bot');
      const olga = await on.olga();
      for (const roleId of [scene.guild.id, scene.guild.botRole.id]) {
        const attempt = on.admin.actions.create(olga, { name: 'O', kind: 'role', roleId });
        expect((await refusal(attempt)).what).to.equal('trigger.rights');
      }
    });

    it('TR-27 a role that is not below the creator’s highest is refused, their own too; the owner stands above all', async () => {
      const { scene } = on;
      expect((await gives(scene.red)).spec.first).to.equal(scene.red.id);
      expect(await refused(makes({ name: 'B', kind: 'role', roleId: on.managers.id }))).to.include(
        'your own highest role',
      );
      const input = { name: 'B', kind: 'role', roleId: on.managers.id } as const;
      expect((await on.admin.actions.create(await on.olga(), input)).spec.first).to.equal(on.managers.id);
    });

    it('TR-27 the bot must stand above it, and hold Manage Roles, for the owner too', async () => {
      const { scene } = on;
      const top = scene.guild.addRole({ name: 'Top' });
      scene.olga.moveRole(top, 6);
      await scene.stage.settle();
      const input = (roleId: string) => ({ name: 'B', kind: 'role', roleId }) as const;
      expect(await refused(on.admin.actions.create(await on.olga(), input(top.id)))).to.include('my own highest role');
      scene.guild.setBotPermissions(Bits.ViewChannel);
      await scene.stage.settle();
      expect(await refused(on.admin.actions.create(await on.olga(), input(scene.red.id)))).to.include('I lack');
    });

    it('TR-27 a dangerous role takes each of its dangerous bits', async () => {
      const { scene } = on;
      scene.olga.editRole(scene.red, { permissions: Bits.BanMembers | Bits.KickMembers | Bits.SendMessages });
      await on.let(MANAGE | Bits.ManageRoles | Bits.KickMembers);
      const message = await refused(gives(scene.red));
      expect(message).to.include('Ban Members').and.not.include('Kick Members');
      await on.let(MANAGE | Bits.ManageRoles | Bits.KickMembers | Bits.BanMembers);
      expect((await gives(scene.red)).id).to.be.greaterThan(0);
    });

    it('TR-27 a role that has grown dangerous since is refused when something links to it, is edited or switched on', async () => {
      const { scene } = on;
      const { name } = await gives(scene.red);
      await links(name);
      await on.admin.triggers.disable(await on.ada(), 'T');
      scene.olga.editRole(scene.red, { permissions: Bits.Administrator });
      await scene.stage.settle();
      const ada = await on.ada();
      for (const attempt of [
        () => links(name, null, 'U'),
        () => on.admin.triggers.edit(ada, 'T', { name: 'V' }),
        () => on.admin.triggers.enable(ada, 'T'),
        () => on.admin.actions.edit(ada, name, { mode: 'toggle' }),
      ]) {
        expect(await refused(attempt())).to.include('Administrator');
      }
    });

    it('TR-27 all that is missing is told at once', async () => {
      const { scene } = on;
      await on.let(MANAGE);
      const chained = await scene.givenAction(giving(on.managers));
      const said = await scene.givenAction(saying('x'), { chain: chained.id });
      const start = await scene.givenAction(erasing, { chain: said.id });
      const message = await refused(links(start.name));
      for (const word of ['Manage Messages', 'Manage Roles', 'your own highest role']) expect(message).to.include(word);
    });

    it('TR-27 who makes a group whose oldest role gives way stands above all of its roles', async () => {
      const { scene } = on;
      const roleIds = [scene.red.id, on.managers.id];
      expect(
        await refused(on.admin.groups.create(await on.ada(), { name: 'G', roleIds, whenFull: 'replace' })),
      ).to.include('your own highest role');
      await on.admin.groups.create(await on.olga(), { name: 'G', roleIds, whenFull: 'replace' });
      expect(await refused(makes({ kind: 'role', roleId: scene.red.id, group: 'G' }))).to.include(
        `<@&${on.managers.id}>`,
      );
    });
  });
});
