import { expect } from 'chai';
import type { Limits } from '../../../../plugins/trigger/domain/limits.js';
import type { GroupInput, TriggerInput } from '../../../../plugins/trigger/services/admin/inputs.js';
import { AdminScene, HOUR, refusal } from './admin-scene.js';

const NONE = { persistent: 0, temporary: 0, oneshot: 0, command: 0, oneshotPerMember: 9 };

describe('what a guild may have', () => {
  let on: AdminScene;

  afterEach(() => on.scene.stage.strike());

  const limited = async (limits: Partial<Limits>) => {
    on = await AdminScene.set({ config: { trigger: { limits } } });
  };
  const pools: readonly (readonly [keyof Limits, Partial<Limits>, Partial<TriggerInput>, string])[] = [
    ['persistent', { persistent: 2 }, { persistence: 'persistent' }, 'Persistent triggers of this server'],
    ['temporary', { temporary: 2 }, { persistence: 'temporary' }, 'Temporary triggers of this server'],
    ['oneshot', { oneshot: 2 }, { persistence: 'oneshot' }, 'Oneshot triggers of this server'],
    ['oneshotPerMember', { oneshot: 9, oneshotPerMember: 2 }, { persistence: 'oneshot' }, 'Your own oneshot triggers'],
    ['command', { command: 2 }, { conditionId: 'command' }, 'Command triggers of this server'],
  ];
  for (const [pool, limits, input, words] of pools) {
    it(`TR-31 ${pool}: two that come at once for the last place, and the answer says what is used and allowed`, async () => {
      await limited({ ...NONE, ...limits });
      const { name: action } = await on.action();
      const olga = await on.olga();
      const make = (name: string) =>
        on.admin.triggers.create(olga, { name, conditionId: 'contains', parameter: 'x', ...input, action });
      await make('first');
      const tries = await Promise.allSettled([make('a'), make('b'), make('c')]);
      expect(tries.filter(({ status }) => status === 'fulfilled')).to.have.lengthOf(1);
      const { what, message } = await refusal(make('d'));
      expect(what).to.equal('trigger.over-limit');
      expect(message).to.equal(`${words}: 2 of 2 are in use. Delete one first.`);
      expect(await on.count('triggers')).to.equal(2);
      await on.admin.triggers.delete(olga, 'first');
      await make('d');
    });
  }

  it('TR-31 an edit cannot move a trigger into a full pool, and one within its pool needs no place', async () => {
    await limited({ ...NONE, persistent: 1, temporary: 1 });
    const { name: action } = await on.action();
    await on.trigger({ name: 'p', action });
    await on.trigger({ name: 't', action, persistence: 'temporary' });
    const edit = async (patch: Partial<TriggerInput>) => on.admin.triggers.edit(await on.olga(), 't', patch);
    expect((await refusal(edit({ persistence: 'persistent' }))).what).to.equal('trigger.over-limit');
    expect((await edit({ lifetime: '1h', parameter: 'y' })).condition.parameter).to.equal('y');
  });

  it('TR-31 disabled ones count, those past their time do not', async () => {
    await limited({ ...NONE, persistent: 1, temporary: 1 });
    const { name: action } = await on.action();
    await on.trigger({ name: 'p', action });
    await on.admin.triggers.disable(await on.olga(), 'p');
    const persistent = await on.input({ action });
    expect((await refusal(on.admin.triggers.create(await on.olga(), persistent))).what).to.equal('trigger.over-limit');
    await on.trigger({ action, persistence: 'temporary', lifetime: '1h' });
    const temporary = await on.input({ action, persistence: 'temporary' });
    expect((await refusal(on.admin.triggers.create(await on.olga(), temporary))).what).to.equal('trigger.over-limit');
    on.scene.stage.clock.jump(on.scene.stage.clock.now() + HOUR);
    await on.trigger({ action, persistence: 'temporary' });
  });

  describe('role groups', () => {
    beforeEach(async () => {
      on = await AdminScene.set();
    });

    const make = async (input: Partial<GroupInput> = {}) =>
      on.admin.groups.create(await on.olga(), {
        name: 'Colours',
        roleIds: [on.scene.red.id, on.scene.blue.id],
        ...input,
      });
    const edit = async (patch: Partial<GroupInput>) => on.admin.groups.edit(await on.olga(), 'colours', patch);

    it('TR-32 a group has a name, roles, a maximum per member, and refuses or replaces', async () => {
      const { red, blue, guild, green } = on.scene;
      const made = await make();
      expect(made).to.deep.include({
        name: 'Colours',
        roleIds: [red.id, blue.id],
        maximum: 1,
        whenFull: 'refuse',
        guildId: guild.id,
      });
      const edited = await edit({ name: 'Hues', roleIds: [red.id, green.id], maximum: 2, whenFull: 'replace' });
      expect(edited).to.deep.equal({
        ...made,
        name: 'Hues',
        roleIds: [red.id, green.id],
        maximum: 2,
        whenFull: 'replace',
      });
      expect((await on.admin.groups.list(guild.id, 0)).items).to.deep.equal([edited]);
      expect((await on.admin.groups.names(guild.id, 'hu')).map(({ id }) => id)).to.deep.equal([made.id]);
      expect(await on.logged()).to.deep.equal([
        'Role group **Colours** was created.',
        'Role group **Hues** was edited.',
      ]);
    });

    const wrong: readonly (readonly [string, Partial<GroupInput>, string])[] = [
      ['no roles', { roleIds: [] }, 'needs one role at least'],
      ['26 roles', { roleIds: Array.from({ length: 26 }, (_, at) => String(at + 1)) }, '25 is the most'],
      ['a role twice', { roleIds: ['1', '1'] }, 'names something twice'],
      ['a role of nowhere', { roleIds: ['1'] }, 'not a role of this server'],
      ['no id', { roleIds: ['red'] }, 'not something that Discord knows'],
      ['a maximum below nothing', { maximum: -1 }, 'maximum is out of range'],
      ['a maximum over 25', { maximum: 26 }, 'The most is 25'],
      ['no name', { name: '' }, 'name is empty'],
    ];
    for (const [title, input, expected] of wrong) {
      it(`TR-32 ${title}: refused`, async () => {
        expect((await refusal(make(input))).message).to.include(expected);
        await make();
        expect((await refusal(edit(input))).message).to.include(expected);
      });
    }

    it('TR-32 a role that an action gives within the group does not leave it', async () => {
      await make();
      await on.action({ name: 'Paint', kind: 'role', roleId: on.scene.red.id, group: 'Colours' });
      expect((await refusal(edit({ roleIds: [on.scene.blue.id] }))).message).to.include('**Paint**');
      const outside = { name: 'x', kind: 'role', roleId: on.scene.green.id, group: 'Colours' } as const;
      expect((await refusal(on.admin.actions.create(await on.olga(), outside))).message).to.include(
        'not in the role group **Colours**',
      );
    });

    it('TR-35 a group in use is deleted only by force, which switches off what would run without its maximum', async () => {
      const { scene } = on;
      await make();
      await on.action({ name: 'Paint', kind: 'role', roleId: scene.red.id, group: 'Colours' });
      await on.trigger({ name: 'T', action: 'Paint' });
      const { what, message } = await refusal(on.admin.groups.delete(await on.olga(), 'Colours', { force: false }));
      expect(what).to.equal('trigger.in-use');
      expect(message).to.include('**Paint**');
      const plan = await on.admin.groups.planDeletion(scene.guild.id, 'Colours');
      expect(await on.admin.groups.delete(await on.olga(), 'Colours', { force: true })).to.deep.equal(plan);
      expect((await on.admin.actions.show(scene.seen, 'Paint')).action.spec.second).to.deep.equal({
        mode: 'add',
        groupId: null,
      });
      expect((await on.admin.triggers.show(scene.seen, 'T')).trigger.enabled).to.equal(false);
      expect(await on.count('role_groups')).to.equal(0);
    });
  });

  describe('the blacklist', () => {
    beforeEach(async () => {
      on = await AdminScene.set();
    });

    const bar = async (channelId: string | null, lifetime: string | null = null, userId = on.scene.ben.id) =>
      on.admin.blacklist.add(await on.olga(), { userId, channelId, lifetime });

    it('TR-30 who is on it sets nothing off there, until the time is over or they are taken off', async () => {
      const { scene } = on;
      const made = await on.trigger({ cooldowns: { member: 0 } });
      const runs = async () => {
        await scene.says(scene.ben, 'hello');
        return (await scene.history(made))?.runs;
      };
      await bar(scene.rules.id);
      expect(await runs()).to.equal(1);
      await bar(scene.general.id, '1h');
      expect(await runs()).to.equal(1);
      await scene.stage.pass(3600);
      expect(await runs()).to.equal(2);
      await bar(null);
      expect(await runs()).to.equal(2);
      await on.admin.blacklist.remove(await on.olga(), scene.ben.id, null);
      expect(await runs()).to.equal(3);
      expect((await on.admin.blacklist.list(scene.guild.id, 0)).items.map(({ channelId }) => channelId)).to.deep.equal([
        scene.rules.id,
      ]);
      expect((await on.logged()).at(-1)).to.include('anywhere again');
    });

    it('TR-30 another entry for the same member and place takes the place of the first', async () => {
      const { scene } = on;
      await bar(null, '1h');
      const entry = await bar(null, '2h');
      expect((await on.admin.blacklist.list(scene.guild.id, 0)).items).to.deep.equal([entry]);
      expect(await on.count('blacklist')).to.equal(1);
    });

    it('TR-30 there are 500 entries at most, also of two that come at once; what is over makes room', async () => {
      const { scene } = on;
      await bar(null, '1h', '1');
      await scene.rows(
        `insert into trigger_blacklist (guild_id, user_id, channel_id, until, created_by, created_at)
         select ${scene.guild.id}, 1000 + n, null, null, ${scene.olga.id}, now() from generate_series(1, 498) n`,
      );
      await scene.parts.catalogue.renew(scene.guild.id);
      const tries = await Promise.allSettled([bar(null, null, '2'), bar(null, null, '3')]);
      expect(tries.filter(({ status }) => status === 'fulfilled')).to.have.lengthOf(1);
      const { what, message } = await refusal(bar(null, null, '4'));
      expect(what).to.equal('trigger.blacklist-full');
      expect(message).to.include('500 of 500');
      await bar(null, '2h', '1');
      await scene.stage.pass(7200);
      await bar(null, null, '4');
      expect(await on.count('blacklist')).to.equal(500);
    });

    it('TR-30 no time, no place and nobody are refused; who is not on it cannot be taken off', async () => {
      const { scene } = on;
      expect((await refusal(bar(null, 'later'))).message).to.include('duration is not a length of time');
      expect((await refusal(bar(null, '10s'))).message).to.include('duration is too short');
      expect((await refusal(bar('12'))).message).to.include('not a channel of this server');
      expect((await refusal(bar(null, null, 'Ben'))).message).to.include('The member is not something');
      await bar(scene.rules.id);
      const off = on.admin.blacklist.remove(await on.olga(), scene.ben.id, null);
      expect((await refusal(off)).what).to.equal('trigger.not-blacklisted');
    });
  });
});
