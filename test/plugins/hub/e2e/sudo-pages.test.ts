import { expect } from 'chai';
import { core, use } from 'roomkeeper';
import type { ChannelRecord, Person } from 'roomkeeper/sandbox';
import { generalSettings } from '../../../../src/core/settings.js';
import { Admin, controlsOf, set as setVoice, told } from '../admin.js';
import { CREATE, EDIT, HubScene } from '../scene.js';

describe('the pages of /sudo about hubs', () => {
  let scene: HubScene;
  let admin: Admin;

  async function set(options: Parameters<typeof HubScene.set>[0] = {}): Promise<void> {
    scene = await HubScene.set(options);
    admin = new Admin(scene);
  }
  afterEach(() => scene.stage.strike());

  const hubs = () => scene.parts.hubs.ofGuild(scene.guild.id);

  async function moreHubs(count: number): Promise<ChannelRecord[]> {
    const channels = Array.from({ length: count }, (_, index) => scene.guild.addChannel({ name: `Hub ${index + 1}` }));
    await scene.stage.settle();
    for (const channel of channels) await scene.register(channel);
    return channels;
  }

  describe('Hub Channels', () => {
    it('HB-01 is an entry of Settings, lists each hub with rooms, defaults and lock, and leads back', async () => {
      await set({ defaults: { template: 'squad', userLimit: 4 } });
      await scene.roomOf(scene.ada);
      await admin.open('Settings');
      expect(admin.options().map(({ label }) => label)).to.include('Hub Channels');
      await admin.choose('Hub Channels');
      const line = `- <#${scene.hub.id}> · 1 room · template squad, name of its own, limit 4`;
      expect(admin.text.split('\n')).to.include(line);
      expect(admin.buttons).to.deep.equal([
        'Add',
        'Create',
        'Remove',
        'Edit defaults',
        '🚨 Lockdown',
        'Back to Settings',
      ]);
      for (const way of ['Add', 'Remove', 'Edit defaults', '🚨 Lockdown']) {
        await admin.press(way);
        await admin.press('Back to the hubs');
        expect(admin.text, way).to.match(/^## Hub Channels/);
      }
      await admin.press('Back to Settings');
      expect(admin.options().map(({ label }) => label)).to.include('Voice');
    });

    it('HB-01 without hubs it says what to do next, and offers nothing that needs one', async () => {
      await set();
      const [hub] = hubs();
      if (hub) await scene.parts.hubs.remove(hub);
      await admin.hubs();
      expect(admin.text).to.include('This server has no hubs yet').and.to.include('**Add** makes one of your voice');
      expect(admin.buttons).to.deep.equal(['Add', 'Create', 'Back to Settings']);
    });

    it('HB-01 more hubs than a page holds are paged, in the list, in the choices, and in the lockdown panel', async () => {
      await set();
      await moreHubs(30);
      await admin.hubs();
      expect(admin.text).to.include('-# Page 1 of 4');
      for (let page = 2; page <= 4; page += 1) await admin.press('Next');
      expect(admin.text).to.include('-# Page 4 of 4');
      expect(admin.buttons).to.not.include('Next');
      await admin.press('Remove');
      expect(admin.options()).to.have.length(25);
      await admin.press('Next');
      expect(admin.options().map(({ label }) => label)).to.deep.equal([
        'Hub 25',
        'Hub 26',
        'Hub 27',
        'Hub 28',
        'Hub 29',
        'Hub 30',
      ]);
      await admin.choose('Hub 30');
      await admin.press('Remove the hub');
      expect(hubs()).to.have.length(30);
      await admin.press('🚨 Lockdown');
      await admin.press('Next');
      expect(admin.options().map(({ label }) => label)).to.include('Hub 29');
      await admin.click('hub:hubs:999999', true);
      expect(admin.text).to.include('-# Page 3 of 3');
    });

    it('HB-01 names that people chose are shown as they were typed, and a list of the longest ones fits', async () => {
      await set({ hubChannel: { name: '**bold** @everyone' }, defaults: { manualName: `${'_'.repeat(99)}x` } });
      for (const channel of await moreHubs(10)) {
        const hub = scene.parts.hubs.byChannel(channel.id);
        if (hub) await scene.parts.hubs.save({ ...hub, defaults: { ...hub.defaults, manualName: '*'.repeat(100) } });
      }
      await admin.hubs();
      expect(admin.text.length).to.be.at.most(2000);
      expect(admin.text).to.include(String.raw`“\_\_\_`);
      await admin.press('Remove');
      expect(admin.options()[0]?.label).to.equal('**bold** @everyone');
    });

    it('HB-50 defect 15: a join at the very moment in which hubs are edited is not lost', async () => {
      await set();
      const guild = scene.stage.bot.client?.guilds.cache.get(scene.guild.id);
      const [hub] = hubs();
      if (!guild || !hub) throw new Error('There is no hub');
      const typed = { template: '', manualName: 'Den', userLimit: '' };
      const edits = Array.from({ length: 5 }, () => scene.parts.defaults.edit(guild, hub.id, typed, scene.ben.id));
      scene.ada.join(scene.joinMe);
      await Promise.all(edits);
      await scene.stage.settle();
      await scene.stage.pass(1);
      expect(scene.stored(scene.joinMe).room).to.include({ ownerId: scene.ada.id, state: 'open' });
    });
  });

  describe('rights', () => {
    /** Every control of every page, as an ordinary client would send it. */
    const buttons = ['hub:hubs:0', 'hub:hubs-choose:remove:0', 'hub:hubs-add', 'hub:hubs-create', 'hub:hubs-removed:1'];
    const more = ['hub:lockdown:0', 'hub:lockdown-guild:15', 'hub:lockdown-guild:0', 'hub:force-rooms:0'];
    const selects = ['hub:hubs-chosen:remove', 'hub:hubs-chosen:defaults', 'hub:lockdown-lock', 'hub:lockdown-lift'];

    it('FW-42 each click is checked anew: who has lost sudo changes nothing any more', async () => {
      await set();
      const role = scene.guild.addRole({ name: 'sudo' });
      scene.guild.owner.giveRole(scene.ada, role);
      await use(core).settings.set(scene.guild.id, generalSettings, { sudo_roles: [role.id] }, null);
      await scene.stage.settle();
      const ada = await new Admin(scene, scene.ada).hubs();
      await ada.press('Remove');
      const [hub] = hubs();
      scene.guild.owner.takeRole(scene.ada, role);
      await scene.stage.settle();
      for (const id of [...buttons, ...more]) {
        expect(told(await ada.click(id, true)), id).to.match(/^Only sudo may do this/);
      }
      for (const id of [...selects, 'hub:force-room']) {
        expect(told(await ada.select(id, [hub?.id ?? ''], true)), id).to.match(/^Only sudo may do this/);
      }
      expect(hubs()).to.deep.equal([hub]);
      expect(scene.calls(EDIT)).to.be.empty;
      expect(scene.calls(CREATE)).to.be.empty;
    });

    it('FW-42 a form that was opened with sudo and is sent without it changes nothing', async () => {
      await set();
      const role = scene.guild.addRole({ name: 'manager', permissions: 1n << 5n });
      scene.guild.owner.giveRole(scene.ada, role);
      await scene.stage.settle();
      const ada = await new Admin(scene, scene.ada).hubs();
      const create = await ada.press('Create');
      await ada.panel();
      const lock = await ada.choose('Join me', 'Lock an individual hub…');
      scene.guild.owner.takeRole(scene.ada, role);
      await scene.stage.settle();
      expect(told(await ada.submit(create, { name: 'Mine' }))).to.match(/^Only sudo may do this/);
      expect(told(await ada.submit(lock, { minutes: '5' }))).to.match(/^Only sudo may do this/);
      expect(hubs()).to.have.length(1);
      expect(hubs()[0]?.lockdownUntil).to.equal(null);
    });

    it('FW-44 a hub of another guild, or none at all, is not found: nothing is changed or told of it', async () => {
      await set();
      const other = scene.sandbox.addGuild({ name: 'Elsewhere' });
      const secret = other.addChannel({ name: 'Secret' });
      await scene.stage.settle();
      const guild = scene.stage.bot.client?.guilds.cache.get(other.id);
      const channel = guild?.channels.cache.get(secret.id);
      if (!guild || !channel || channel.isThread()) throw new Error('The bot does not see it');
      const { hub: foreign } = await scene.parts.registration.add(guild, channel, null);
      await admin.hubs();
      for (const id of [foreign.id, '999', 'x', '']) {
        for (const select of selects) {
          await admin.press('Remove');
          expect(told(await admin.select(select, [id], true)), `${select} ${id}`).to.match(
            /This hub is no longer one|no longer works/,
          );
          await admin.hubs();
        }
        expect(told(await admin.click(`hub:hubs-removed:${id}`, true))).to.include('This hub is no longer one');
      }
      expect(scene.parts.hubs.get(foreign.id)).to.deep.equal(foreign);
    });

    it('FW-44 custom ids that make no sense are answered', async () => {
      await set();
      await admin.hubs();
      for (const id of ['hub:hubs:-1', 'hub:hubs:x', 'hub:hubs', 'hub:hubs-choose:dance:0', 'hub:lockdown:x']) {
        const handle = await admin.click(id, true);
        expect(handle.acknowledged, id).to.equal(true);
      }
      expect(told(await admin.click('hub:nothing', true))).to.include('This control no longer works');
      expect(told(await admin.click('hub:hubs-added', true))).to.include('This control no longer works');
    });
  });

  describe('Force owner transfer', () => {
    async function choose(room: string): Promise<void> {
      await admin.force();
      await admin.choose(room);
    }

    it('HB-37 gives a room to a member who is not in it, at once, and it is in the log and told', async () => {
      await set();
      const room = await scene.roomOf(scene.ada);
      await admin.open();
      expect(admin.options().map(({ label }) => label)).to.include('Force owner transfer');
      await choose(room.name);
      expect(admin.text).to.include(`<#${room.id}> is owned by <@${scene.ada.id}>`);
      await admin.pick(scene.cleo.user);
      expect(admin.text).to.include(
        `✅ <#${room.id}> belongs to <@${scene.cleo.id}> now; before, it was <@${scene.ada.id}>’s.`,
      );
      expect(scene.stored(room).room.ownerId).to.equal(scene.cleo.id);
      const line = `Force owner transfer: vc=<#${room.id}> <@${scene.ada.id}> → <@${scene.cleo.id}> (by sudo <@${scene.guild.owner.id}>)`;
      expect((await admin.log()).at(-1)).to.deep.equal({
        actor_id: scene.guild.owner.id,
        action: 'hub.force-transfer',
        text: line,
      });
      expect(scene.said(scene.news)).to.deep.equal([line]);
    });

    it('HB-37 each transfer is told, also the next one within the hour', async () => {
      await set();
      const room = await scene.roomOf(scene.ada);
      for (const to of [scene.ben, scene.cleo, scene.ben]) {
        await choose(room.name);
        await admin.pick(to.user);
      }
      expect(scene.said(scene.news)).to.have.length(3);
    });

    it('PF-01 a forced transfer takes five calls at most, with the panel and the notice', async () => {
      await set({ config: { plugins: ['hub', 'panel'] } });
      const room = await scene.roomOf(scene.ada);
      await scene.joins(scene.ben, room);
      await scene.stage.pass(10);
      await admin.force();
      await admin.choose(room.name);
      await admin.pick(scene.cleo.user);
      await scene.stage.pass(10);
      expect(scene.stored(room).room.ownerId).to.equal(scene.cleo.id);
      expect(scene.operations.length, scene.operations.join('\n')).to.be.at.most(5);
    });

    it('HB-37 bots, strangers and the owner are refused, and nothing changes', async () => {
      await set();
      const robot = scene.guild.addMember({ name: 'Robot', bot: true });
      const room = await scene.roomOf(scene.ada);
      await choose(room.name);
      expect(told(await admin.pick(robot.user))).to.include('A bot cannot own a room');
      expect(told(await admin.pick(scene.ada.user)))
        .to.include('owns')
        .and.to.include('already');
      const stranger = scene.sandbox.addGuild({ name: 'Elsewhere' }).addMember({ name: 'Stranger' });
      await scene.stage.settle();
      const answer = await admin.pick(stranger.user, true).then(told, String);
      expect(answer).to.not.include('✅');
      expect(scene.stored(room).room.ownerId).to.equal(scene.ada.id);
    });

    it('HB-37 the owner who is away gets the room for good: the grace ends, and it cannot be claimed at once', async () => {
      await set();
      const room = await scene.roomOf(scene.ada);
      await scene.joins(scene.ben, room);
      await scene.leaves(scene.ada);
      expect(scene.stored(room).room.actingOwnerId).to.equal(scene.ben.id);
      await choose(room.name);
      await admin.pick(scene.ada.user);
      expect(admin.text).to.include(`✅ <#${room.id}> stays <@${scene.ada.id}>’s`);
      expect(scene.stored(room).room).to.deep.include({
        ownerId: scene.ada.id,
        actingOwnerId: null,
        graceExpiresAt: null,
        claimableAt: scene.stage.clock.now() + 300_000,
      });
    });

    it('HB-37 a room that has gone meanwhile is said to have gone', async () => {
      await set();
      const room = await scene.roomOf(scene.ada);
      await choose(room.name);
      scene.ada.leave();
      await scene.stage.pass(60);
      expect(told(await admin.pick(scene.ben.user))).to.include('This room is gone.');
      await admin.press('Another room');
      expect(admin.text).to.include('There are no rooms at the moment');
    });

    it('FW-44 a room of another guild cannot be chosen', async () => {
      await set();
      const room = await scene.roomOf(scene.ada);
      const other = scene.sandbox.addGuild({ name: 'Elsewhere' });
      const text = other.addChannel({ name: 'text', type: 0 });
      await scene.stage.settle();
      expect(text.guildId).to.equal(other.id);
      const slash = await other.owner.slash('sudo', {}, { force: true });
      await slash.response();
      await scene.stage.settle();
      const [page] = slash.replies;
      if (!page) throw new Error('No page was shown');
      const handle = await other.owner.select(page, 'hub:force-room', [room.id], { force: true });
      await handle.response();
      await scene.stage.settle();
      expect(told(handle)).to.include('This room is gone.');
    });

    it('HB-37 more rooms than a menu holds are paged, each with its name and its owner', async () => {
      await set();
      await setVoice(scene, { text: 'none' });
      const people: Person[] = Array.from({ length: 27 }, (_, index) => scene.guild.addMember({ name: `P${index}` }));
      for (const person of people) await scene.roomOf(person);
      await admin.force();
      expect(admin.options()).to.have.length(25);
      expect(admin.options()[0]?.description).to.equal('Owned by P0');
      await admin.press('Next');
      expect(admin.options().map(({ description }) => description)).to.deep.equal(['Owned by P25', 'Owned by P26']);
      expect(controlsOf(admin.page).some(({ label }) => label === 'Previous')).to.equal(true);
    });
  });
});
