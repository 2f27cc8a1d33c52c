import { expect } from 'chai';
import {
  MessageFlags,
  PermissionFlagsBits as Bits,
  TeamMemberMembershipState,
  TeamMemberRole,
} from 'discord-api-types/v10';
import { Client } from 'pg';
import { Person } from 'roomkeeper/sandbox';
import { projectUser } from '../../../sandbox/store/project-user.js';
import { generalSettings } from '../../../src/core/settings.js';
import { use } from '../../../src/plugins/registry.js';
import tuner from '../../fixtures/tuner/plugin.js';
import { controls, labels, optionsOf, said, SudoScene } from './sudo-scene.js';

describe('FW-50 /sudo', () => {
  let scene: SudoScene;

  beforeEach(async () => {
    scene = await SudoScene.set();
  });
  afterEach(() => scene.stage.strike());

  const TUNING = ['Settings', 'Tuning'] as const;

  /** A member who is sudo by a role, and that role. */
  async function sudoByRole() {
    const role = scene.guild.addRole({ name: 'sudo' });
    const bea = scene.guild.addMember({ name: 'Bea', roles: [role] });
    await scene.settings.set(scene.guild.id, generalSettings, { sudo_roles: [role.id] }, null);
    await scene.stage.settle();
    return { role, bea };
  }

  describe('the way', () => {
    it('FW-50 the menu has the settings, the pages of plugins and the log, and is seen by nobody else', async () => {
      const message = await scene.sudo();
      expect(optionsOf(message)).to.deep.equal(['Settings', 'Tune up', 'Fancy', 'Log']);
      expect((message.api.flags ?? 0) & MessageFlags.Ephemeral).to.not.equal(0);
      expect(scene.ada.sees(message)).to.equal(false);
    });

    it('FW-50 Settings has General first, then the sections and pages of plugins, each with its description', async () => {
      const message = await scene.walk('Settings');
      expect(optionsOf(message)).to.deep.equal(['General', 'Tuning', 'Knobs', 'Slow']);
      const [menu] = controls(message);
      expect(menu?.options?.map(({ description }) => description)).to.deep.equal([
        'Who may use /sudo, and where notices go.',
        'How the tuner tunes.',
        'The knobs of the tuner.',
        'Takes its time.',
      ]);
    });

    it('FW-50 a section shows each setting with its value in words, and none that commands set', async () => {
      const message = await scene.walk(...TUNING);
      expect(message.api.content.split('\n').slice(1)).to.deep.equal([
        'How the tuner tunes.',
        '- **Delay**: 30 seconds (default)',
        '- **Times**: 1 (default)',
        '- **Tone**: Plain (default)',
        '- **Loud**: on (default)',
        '- **Role**: none',
        '- **Listeners**: none',
        '- **Stage**: none',
        '- **Words**: none',
        '- **Motto**: `La` (default)',
      ]);
      const shown = ['Delay', 'Times', 'Tone', 'Loud', 'Role', 'Listeners', 'Stage', 'Words', 'Motto'];
      expect(optionsOf(message)).to.deep.equal(shown);
    });

    it('FW-50 there is a way back from everywhere', async () => {
      const message = await scene.walk(...TUNING);
      await scene.choose(message, scene.menu(message, 'Tone'), 'Tone');
      expect(message.api.content).to.match(/^## Tuning › Tone\nHow it sounds.\nAt present: Plain/);
      await scene.press(message, 'Back');
      expect(message.api.content).to.match(/^## Tuning\n/);
      await scene.press(message, 'Back to Settings');
      expect(optionsOf(message)).to.include('Knobs');
      await scene.press(message, 'Back');
      expect(optionsOf(message)).to.include('Log');
      await scene.choose(message, scene.menu(message, 'Log'), 'Log');
      await scene.press(message, 'Back');
      expect(optionsOf(message)).to.include('Settings');
    });

    it('FW-50 a page of a plugin takes the place of the menu, with a way back, also after its own buttons', async () => {
      const message = await scene.walk('Settings', 'Knobs');
      expect(message.api.content).to.equal('The knobs of Home');
      expect(labels(message)).to.deep.equal(['Turn', 'Back to Settings']);
      await scene.press(message, 'Turn');
      expect(message.api.content).to.equal('Turned in Home');
      await scene.press(message, 'Knobs');
      expect(message.api.content).to.equal('The knobs of Home');
      await scene.press(message, 'Back to Settings');
      expect(optionsOf(message)).to.deep.equal(['General', 'Tuning', 'Knobs', 'Slow']);
    });

    it('FW-50 a page of plain text leaves no select menu behind', async () => {
      const message = await scene.walk('Tune up');
      expect(message.api.content).to.match(/^Tuned up for/);
      expect(labels(message)).to.deep.equal(['Back']);
      expect(optionsOf(message)).to.be.empty;
      await scene.press(message, 'Back');
      expect(optionsOf(message)).to.include('Tune up');
    });

    it('FW-50 a page of Components V2 comes as a message of its own, and the menu stays', async () => {
      const message = await scene.sudo();
      const handle = await scene.choose(message, scene.menu(message, 'Fancy'), 'Fancy');
      const fancy = handle.replies.at(-1);
      expect(fancy).to.not.equal(message);
      expect(JSON.stringify(fancy?.api.components)).to.include('"Fancy"');
      expect((fancy?.api.flags ?? 0) & MessageFlags.Ephemeral).to.not.equal(0);
      expect(optionsOf(message)).to.include('Fancy');
    });
  });

  describe('changes', () => {
    it('FW-50 a toggle', async () => {
      const message = await scene.walk(...TUNING);
      await scene.choose(message, scene.menu(message, 'Loud'), 'Loud');
      expect(scene.menu(message, 'On').options?.map((option) => option.default ?? false)).to.deep.equal([true, false]);
      await scene.choose(message, scene.menu(message, 'Off'), 'Off');
      expect(scene.tuned().loud).to.equal(false);
      expect(message.api.content).to.match(/^✅ \*\*Loud\*\* was on and is now off. This holds at once.\n## Tuning\n/);
      expect(message.api.content).to.include('- **Loud**: off\n');
      await scene.choose(message, scene.menu(message, 'Loud'), 'Loud');
      expect(scene.menu(message, 'On').options?.map((option) => option.default ?? false)).to.deep.equal([false, true]);
    });

    it('FW-50 a choice', async () => {
      const message = await scene.walk(...TUNING);
      await scene.choose(message, scene.menu(message, 'Tone'), 'Tone');
      await scene.choose(message, scene.menu(message, 'Warm'), 'Warm');
      expect(scene.tuned().tone).to.equal('warm');
      expect(message.api.content).to.match(/^✅ \*\*Tone\*\* was Plain and is now Warm/);
    });

    it('FW-50 a role, which is chosen already the next time, and none again', async () => {
      const role = scene.guild.addRole({ name: 'ears' });
      await scene.stage.settle();
      const message = await scene.walk(...TUNING);
      await scene.choose(message, scene.menu(message, 'Role'), 'Role');
      await scene.select(message, 'core:sudo-value:tuning:role', [role]);
      expect(scene.tuned().role).to.equal(role.id);
      expect(message.api.content).to.include(`- **Role**: <@&${role.id}>\n`);
      await scene.choose(message, scene.menu(message, 'Role'), 'Role');
      expect(controls(message)[0]?.default_values?.map(({ id }) => id)).to.deep.equal([role.id]);
      await scene.select(message, 'core:sudo-value:tuning:role', []);
      expect(scene.tuned().role).to.equal(null);
    });

    it('FW-50 several roles; one that is gone meanwhile does not keep the menu from opening', async () => {
      const [one, two] = [scene.guild.addRole({ name: 'one' }), scene.guild.addRole({ name: 'two' })];
      await scene.stage.settle();
      const message = await scene.walk(...TUNING);
      await scene.choose(message, scene.menu(message, 'Listeners'), 'Listeners');
      await scene.select(message, 'core:sudo-value:tuning:roles', [two, one]);
      expect(scene.tuned().roles).to.have.members([one.id, two.id]);
      scene.guild.owner.deleteRole(one);
      await scene.stage.settle();
      await scene.choose(message, scene.menu(message, 'Listeners'), 'Listeners');
      expect(controls(message)[0]?.default_values?.map(({ id }) => id)).to.deep.equal([two.id]);
    });

    it('FW-50 a channel', async () => {
      const message = await scene.walk(...TUNING);
      await scene.choose(message, scene.menu(message, 'Stage'), 'Stage');
      await scene.select(message, 'core:sudo-value:tuning:channel', [scene.text]);
      expect(scene.tuned().channel).to.equal(scene.text.id);
      expect(message.api.content).to.include(`- **Stage**: <#${scene.text.id}>\n`);
    });

    it('FW-50 a duration, from a form that holds the present one; empty is the default', async () => {
      const message = await scene.walk(...TUNING);
      await scene.type(message, 'Delay', { value: '1h' });
      expect(scene.tuned().delay).to.equal(3_600_000);
      expect(message.api.content).to.match(/^✅ \*\*Delay\*\* was 30 seconds and is now 1 hour/);
      const { modal } = await scene.choose(message, scene.menu(message, 'Delay'), 'Delay');
      expect(JSON.stringify(modal?.data.components)).to.include('"value":"1h"').and.include('How long.');
      await scene.type(message, 'Delay', { value: '' });
      expect(scene.tuned().delay).to.equal(30_000);
    });

    it('FW-50 a whole number, and a list of words', async () => {
      const message = await scene.walk(...TUNING);
      await scene.type(message, 'Times', { value: ' 99 ' });
      await scene.type(message, 'Words', { value: 'fudge,  oh dear\nfudge\n' });
      expect(scene.tuned()).to.deep.include({ times: 99, words: ['fudge', 'oh dear'] });
      expect(message.api.content).to.include('- **Words**: `fudge`, `oh dear`');
      await scene.type(message, 'Words', { value: '' });
      expect(scene.tuned().words).to.deep.equal([]);
    });

    it('FW-50 a short text, of which blanks around it are no part; empty is the default', async () => {
      const message = await scene.walk(...TUNING);
      await scene.type(message, 'Motto', { value: ' Lo li ' });
      expect(scene.tuned().motto).to.equal('Lo li');
      expect(message.api.content).to.include('- **Motto**: `Lo li`');
      const { modal } = await scene.choose(message, scene.menu(message, 'Motto'), 'Motto');
      expect(JSON.stringify(modal?.data.components)).to.include('"value":"Lo li"').and.include('What is sung.');
      await scene.type(message, 'Motto', { value: ' ' });
      expect(scene.tuned().motto).to.equal('La');
    });

    it('FW-50 back to the default, by the button and from the list of what differs from it', async () => {
      const message = await scene.walk(...TUNING);
      await scene.choose(message, scene.menu(message, 'Loud'), 'Loud');
      await scene.choose(message, scene.menu(message, 'Off'), 'Off');
      await scene.type(message, 'Times', { value: '5' });
      await scene.choose(message, scene.menu(message, 'Loud'), 'Loud');
      await scene.press(message, 'Back to the default (on)');
      expect(scene.tuned()).to.deep.include({ loud: true, times: 5 });
      const [, differing] = controls(message);
      expect(differing?.options?.map(({ label, description }) => [label, description])).to.deep.equal([
        ['Times', 'Default: 1'],
      ]);
      await scene.select(message, 'core:sudo-reset:tuning', ['times']);
      expect(scene.tuned().times).to.equal(1);
      expect(message.api.content).to.match(/^✅ \*\*Times\*\* was 5 and is now 1/);
      expect(controls(message).some(({ custom_id }) => custom_id === 'core:sudo-reset:tuning')).to.equal(false);
    });

    it('FW-50 what is so already is said, and not logged', async () => {
      const message = await scene.walk(...TUNING);
      await scene.type(message, 'Times', { value: '1' });
      expect(message.api.content).to.match(/^\*\*Times\*\* is 1 already. Nothing was changed.\n/);
      expect(await scene.logged()).to.be.empty;
    });

    it('FW-50 a change takes effect at once: who gets a sudo role is sudo', async () => {
      const role = scene.guild.addRole({ name: 'staff' });
      scene.guild.owner.giveRole(scene.ada, role);
      await scene.stage.settle();
      const before = await scene.answered(await scene.ada.slash('sudo', {}, { force: true }));
      expect(said(before)).to.match(/^Only sudo/);
      const message = await scene.walk('Settings', 'General');
      await scene.choose(message, scene.menu(message, 'Sudo roles'), 'Sudo roles');
      await scene.select(message, 'core:sudo-value:core:sudo_roles', [role]);
      expect(optionsOf(await scene.sudo(scene.ada))).to.include('Settings');
    });

    it('FW-50 two admins at once: each is told what their own change was, as the log has it', async () => {
      const { bea } = await sudoByRole();
      const mine = await scene.walk(...TUNING);
      const hers = await scene.sudo(bea);
      await scene.choose(hers, scene.menu(hers, 'Settings'), 'Settings', bea);
      await scene.choose(hers, scene.menu(hers, 'Tuning'), 'Tuning', bea);
      const forms = [
        await scene.choose(mine, scene.menu(mine, 'Times'), 'Times'),
        await scene.choose(hers, scene.menu(hers, 'Times'), 'Times', bea),
      ].map(({ modal }) => modal);
      const [one, other] = forms;
      if (!one || !other) return expect.fail('no form');
      const [first, second] = [
        await scene.guild.owner.submit(one, { value: '7' }),
        await bea.submit(other, { value: '1' }),
      ];
      await Promise.all([scene.answered(first), scene.answered(second)]);
      expect(mine.api.content).to.match(/^✅ \*\*Times\*\* was 1 and is now 7/);
      expect(hers.api.content).to.match(/^✅ \*\*Times\*\* was 7 and is now 1/);
      const lines = (await scene.logged()).map(({ text }) => text).slice(-2);
      expect(lines).to.deep.equal(['Tuning › Times: 1 → 7', 'Tuning › Times: 7 → 1']);
    });

    it('FW-51 a change holds for its guild only', async () => {
      const message = await scene.walk(...TUNING);
      await scene.type(message, 'Times', { value: '7' });
      expect(scene.tuned().times).to.equal(7);
      expect(scene.tuned(scene.other).times).to.equal(1);
      expect(await scene.logged(scene.other)).to.be.empty;
    });

    it('FW-50 holds after a restart, and is in the log with who did it', async () => {
      const message = await scene.walk(...TUNING);
      await scene.type(message, 'Delay', { value: '90' });
      expect(await scene.logged()).to.deep.equal([
        {
          actor_id: scene.guild.owner.id,
          action: 'core.setting-changed',
          text: 'Tuning › Delay: 30 seconds → 1 minute 30 seconds',
        },
      ]);
      await scene.stage.stopBot();
      await scene.stage.startBot();
      expect(scene.tuned().delay).to.equal(90_000);
    });
  });

  describe('what cannot be', () => {
    const refused: readonly (readonly [string, string, RegExp])[] = [
      [
        'Delay',
        '5 parsecs',
        /^\*\*Delay\*\* takes 1 second to 1 hour. You gave `5 parsecs`, so nothing was changed. Write/,
      ],
      ['Delay', '0', /^\*\*Delay\*\* takes 1 second to 1 hour. You gave `0`/],
      ['Delay', '2h', /^\*\*Delay\*\* takes 1 second to 1 hour. You gave `2h`/],
      ['Times', '100', /^\*\*Times\*\* takes a whole number from 0 to 99. You gave `100`, so nothing was changed.$/],
      ['Times', '-1', /You gave `-1`/],
      ['Times', '1.5', /You gave `1.5`/],
      ['Times', '`@everyone`', /You gave `ˋ@everyoneˋ`/],
      ['Words', 'a, b, c, d', /^\*\*Words\*\* takes up to 3 entries of 1 to 100 characters each.*`a, b, c, d`/],
      ['Motto', 'la la la la', /^\*\*Motto\*\* takes 1 to 10 characters on one line. You gave `la la la la`/],
      ['Words', 'x'.repeat(101), /^\*\*Words\*\* takes up to 3 entries/],
    ];
    for (const [label, typed, expected] of refused) {
      it(`FW-50 ${label} refuses ${typed.slice(0, 20)}, and says what it takes`, async () => {
        const message = await scene.walk(...TUNING);
        const before = message.api.content;
        await scene.type(message, label, { value: typed });
        const [warning = '', ...section] = message.api.content.split('\n');
        expect(warning.replace('⚠️ ', '')).to.match(expected);
        expect(section.join('\n')).to.equal(before);
        expect(scene.tuned()).to.deep.include({ delay: 30_000, times: 1, words: [] });
        expect(await scene.logged()).to.be.empty;
      });
    }

    it('FW-50 @everyone is no role to be chosen', async () => {
      const message = await scene.walk('Settings', 'General');
      await scene.choose(message, scene.menu(message, 'Sudo roles'), 'Sudo roles');
      const everyone = scene.guild.record.roles.get(scene.guild.id);
      if (!everyone) return expect.fail('no role');
      const handle = await scene.select(message, 'core:sudo-value:core:sudo_roles', [everyone]);
      expect(said(handle)).to.match(/^\*\*Sudo roles\*\* cannot be @everyone/);
      expect(scene.settings.of(scene.guild.id, generalSettings).sudo_roles).to.be.empty;
    });

    it('FW-44 a role or channel of another guild, or a channel of another kind, is refused', async () => {
      const foreign = scene.other.addRole({ name: 'foreign' });
      const [foreignChannel] = scene.other.record.channels.values();
      if (!foreignChannel) return expect.fail('no channel');
      await scene.stage.settle();
      const message = await scene.walk(...TUNING);
      const forged = [
        ['role', foreign.id],
        ['roles', foreign.id],
        ['channel', foreignChannel.id],
        ['channel', scene.voice.id],
        ['channel', '1'],
      ] as const;
      for (const [name, id] of forged) {
        const customId = `core:sudo-value:tuning:${name}`;
        const handle = await scene.select(message, customId, [id], scene.guild.owner, true);
        expect(said(handle), `${name} ${id}`).to.match(/takes what is there on this server/);
      }
      expect(scene.tuned()).to.deep.include({ role: null, roles: [], channel: null });
    });

    it('FW-50 made-up values, settings, sections, pages and places are answered, and change nothing', async () => {
      const message = await scene.walk(...TUNING);
      const select = (id: string, value: string) => scene.select(message, id, [value], scene.guild.owner, true);
      const gone = /^This entry of `\/sudo` is not there any more/;
      expect(said(await select('core:sudo-value:tuning:tone', 'loud'))).to.match(
        /^\*\*Tone\*\* takes one of: Plain, Warm/,
      );
      expect(said(await select('core:sudo-value:tuning:loud', 'maybe'))).to.match(/^\*\*Loud\*\* takes on or off/);
      expect(said(await select('core:sudo-value:tuning:nothing', 'on'))).to.match(gone);
      expect(said(await select('core:sudo-value:tuning:constructor', 'on'))).to.match(gone);
      expect(said(await select('core:sudo-value:tuning:quiet_until', '5'))).to.match(gone);
      expect(said(await select('core:sudo-value:tuning:delay', '5'))).to.match(gone);
      expect(said(await select('core:sudo-reset:tuning', 'quiet_until'))).to.match(gone);
      expect(said(await select('core:sudo-field:nothing', 'tone'))).to.match(gone);
      expect(said(await select('core:sudo-choose', 'section.nothing'))).to.match(gone);
      expect(said(await select('core:sudo-choose', 'page.nothing'))).to.match(gone);
      expect(said(await select('core:sudo-choose', 'settings.9'))).to.match(/^There is no such page any more/);
      expect(said(await select('core:sudo-choose', 'nowhere'))).to.match(/^This control no longer works/);
      const past = await scene.click(message, 'core:sudo-go:log.7', scene.guild.owner, true);
      expect(said(past)).to.match(/^There is no such page any more/);
      expect(await scene.logged()).to.be.empty;
    });

    it('FW-42 whoever is not sudo gets no further than the first click', async () => {
      const message = await scene.walk(...TUNING);
      await scene.choose(message, scene.menu(message, 'Loud'), 'Loud');
      const attempts: (() => Promise<string>)[] = [
        async () => said(await scene.ada.slash('sudo', {}, { force: true }).then((handle) => scene.answered(handle))),
        async () => said(await scene.select(message, 'core:sudo-value:tuning:loud', ['off'], scene.ada, true)),
        async () => said(await scene.select(message, 'core:sudo-choose', ['log.0'], scene.ada, true)),
        async () => said(await scene.select(message, 'core:sudo-field:tuning', ['delay'], scene.ada, true)),
        async () => said(await scene.click(message, 'core:sudo-reset:tuning:loud', scene.ada, true)),
        async () => said(await scene.click(message, 'core:sudo-go:page.tune-up', scene.ada, true)),
        async () => said(await scene.click(message, 'tuner:turn', scene.ada, true)),
      ];
      for (const attempt of attempts) expect(await attempt()).to.match(/^Only sudo may do this/);
      expect(scene.tuned().loud).to.equal(true);
    });

    it('FW-42 whoever loses sudo while the form is open changes nothing', async () => {
      const { role, bea } = await sudoByRole();
      const message = await scene.sudo(bea);
      await scene.choose(message, scene.menu(message, 'Settings'), 'Settings', bea);
      await scene.choose(message, scene.menu(message, 'Tuning'), 'Tuning', bea);
      const { modal } = await scene.choose(message, scene.menu(message, 'Times'), 'Times', bea);
      if (!modal) return expect.fail('no form');
      scene.guild.owner.takeRole(bea, role);
      await scene.stage.settle();
      const handle = await scene.answered(await bea.submit(modal, { value: '9' }));
      expect(said(handle)).to.match(/^Only sudo may do this/);
      expect(scene.tuned().times).to.equal(1);
    });

    it('FW-50 a form that outlives its plugin is answered', async () => {
      const message = await scene.walk(...TUNING);
      const { modal } = await scene.choose(message, scene.menu(message, 'Times'), 'Times');
      if (!modal) return expect.fail('no form');
      await scene.stage.stopBot();
      await scene.stage.startBot({ plugins: [] });
      const handle = await scene.answered(await scene.guild.owner.submit(modal, { value: '9' }));
      expect(said(handle)).to.match(/^This entry of `\/sudo` is not there any more/);
    });

    it('FW-42 /sudo is offered to those with Manage Server only, and not in direct messages', async () => {
      const { commands } = scene.stage.sandbox.world.application;
      const command = [...commands.values()].find(({ name }) => name === 'sudo');
      expect(command?.default_member_permissions).to.equal(String(Bits.ManageGuild));
      expect(command?.contexts).to.deep.equal([0]);
    });
  });

  describe('a slow database or Discord', () => {
    it('FW-40 a form that waits for the database is acknowledged, and the section drawn when that comes back', async () => {
      const message = await scene.walk(...TUNING);
      const { modal } = await scene.choose(message, scene.menu(message, 'Times'), 'Times');
      if (!modal) return expect.fail('no form');
      const client = new Client({ connectionString: scene.stage.database.url });
      await client.connect();
      await client.query('begin');
      await client.query('lock table core_settings in access exclusive mode');
      const handle = await scene.guild.owner.submit(modal, { value: '9' });
      await scene.stage.sandbox.settled();
      await scene.stage.clock.advance(1500, () => scene.stage.sandbox.settled());
      expect(handle.acknowledged).to.equal(true);
      await client.query('commit');
      await client.end();
      await scene.stage.sandbox.until(() => message.api.content.startsWith('✅'));
      expect(scene.tuned().times).to.equal(9);
      expect(message.api.content).to.match(/^✅ \*\*Times\*\* was 1 and is now 9/);
    });

    it('FW-40 a page that takes its time is acknowledged, and takes its place later', async () => {
      const message = await scene.walk('Settings');
      const handle = await scene.guild.owner.select(message, 'core:sudo-choose', ['page.slow']);
      await scene.stage.settle();
      await scene.stage.pass(1.5);
      expect(handle.acknowledged).to.equal(true);
      await scene.stage.pass(0.5);
      expect(message.api.content).to.equal('Slow, but here');
      expect(labels(message)).to.deep.equal(['Back to Settings']);
    });
  });

  describe('the owner of the bot', () => {
    it('FW-42 what is for the owner of the bot only is asked of Discord at each click', async () => {
      const { application, users } = scene.stage.sandbox.world;
      const developer = users.get(application.ownerId);
      if (!developer) return expect.fail('no developer');
      const message = await scene.walk('Settings', 'Knobs');
      const click = async (who: Person) => said(await scene.click(message, 'tuner:own', who, true));
      const owner = scene.guild.addMember(new Person(scene.stage.sandbox.world, scene.guild.record, developer));
      await scene.stage.settle();
      expect(await click(scene.guild.owner)).to.match(/^Only the owner of this bot may do this/);
      expect(await click(owner)).to.equal('Owned');
      const member = (person: Person, state: TeamMemberMembershipState) => ({
        membership_state: state,
        permissions: ['*'] as ['*'],
        team_id: '77',
        role: TeamMemberRole.Developer,
        user: projectUser(person.user),
      });
      application.team = {
        id: '77',
        name: 'Team',
        icon: null,
        owner_user_id: developer.id,
        members: [
          member(scene.ada, TeamMemberMembershipState.Accepted),
          member(scene.guild.owner, TeamMemberMembershipState.Invited),
        ],
      };
      expect(await click(scene.ada)).to.equal('Owned');
      expect(await click(scene.guild.owner)).to.match(/^Only the owner of this bot may do this/);
    });
  });

  describe('the log', () => {
    it('FW-50 an empty log says so', async () => {
      const message = await scene.walk('Log');
      expect(message.api.content).to.match(/^## Log\nNothing has been logged/);
    });

    it('FW-50 shows who, when and what, newest first, a page at a time', async () => {
      const message = await scene.walk(...TUNING);
      for (let times = 2; times <= 10; times += 1) {
        await scene.type(message, 'Times', { value: String(times) });
        await scene.stage.pass(60);
      }
      const log = await scene.walk('Log');
      const [heading, ...lines] = log.api.content.split('\n');
      expect(heading).to.equal('## Log, page 1 of 2');
      expect(lines).to.have.lengthOf(8);
      const at = Math.floor(scene.stage.clock.now() / 1000) - 60;
      expect(lines[0]).to.equal(`- <t:${at}:R> <@${scene.guild.owner.id}>: Tuning › Times: 9 → 10`);
      await scene.press(log, 'Next page');
      expect(log.api.content.split('\n').slice(1)).to.have.lengthOf(1);
      expect(log.api.content).to.include('Times: 1 → 2');
      await scene.press(log, 'Previous page');
      expect(log.api.content).to.include('page 1 of 2');
    });

    it('FW-50 long lines are cut between words, and notify nobody', async () => {
      const { guildLog } = use(tuner).context;
      const text = '<@123456789012345678> '.repeat(30);
      for (let line = 0; line < 8; line += 1) {
        await guildLog.write({ guildId: scene.guild.id, actorId: null, action: 'tuner.test', text });
      }
      const log = await scene.walk('Log');
      const [, first = ''] = log.api.content.split('\n');
      expect(first).to.match(/the bot: (?:<@123456789012345678> )*<@123456789012345678>…$/);
      const [call] = scene.stage.sandbox
        .calls('POST /interactions/{interaction_id}/{interaction_token}/callback')
        .slice(-1);
      expect(JSON.stringify(call?.body)).to.include('"allowed_mentions":{"parse":[]}');
    });

    it('FW-51 shows nothing of another guild', async () => {
      const message = await scene.walk(...TUNING);
      await scene.type(message, 'Times', { value: '7' });
      const elsewhere = await scene.sudo(scene.other.owner);
      await scene.choose(elsewhere, scene.menu(elsewhere, 'Log'), 'Log', scene.other.owner);
      expect(elsewhere.api.content).to.include('Nothing has been logged');
    });
  });
});
