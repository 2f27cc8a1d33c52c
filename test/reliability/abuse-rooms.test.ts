import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord.js';
import type { InteractionHandle, MessageRecord, Person } from 'roomkeeper/sandbox';
import { GUILD_LOCKDOWN_MINUTES } from '../../plugins/hub/domain/lockdown.js';
import { Admin, controlsOf, everyone, set } from '../plugins/hub/admin.js';
import { CREATE as CREATE_ROOM, HubScene } from '../plugins/hub/scene.js';
import { PanelScene } from '../plugins/panel/scene.js';
import { CREATE, DELETE, SourceScene } from '../support/source-scene.js';

describe('RL-06 abuse of rooms', () => {
  describe('join storms', () => {
    it('RL-06 a join storm: who comes and goes without end gets few channels, and none is left behind', async () => {
      const scene = await SourceScene.set({ grace: 1 });
      const { stage, ada, general } = scene;
      for (let time = 0; time < 30; time += 1) {
        ada.join(general);
        await stage.sandbox.settled();
        ada.leave();
        await stage.pass(0.1);
      }
      await stage.settle();
      expect(stage.sandbox.calls(CREATE).length).to.be.at.most(6);
      await stage.pass(40);
      expect(scene.breakouts).to.deep.equal([]);
      expect(stage.sandbox.calls(CREATE)).to.have.length(stage.sandbox.calls(DELETE).length);
      await stage.strike();
    });

    it('RL-06 a join storm of a hundred and twenty in one server does not reach another one', async () => {
      const scene = await SourceScene.set();
      const { stage, guild, general } = scene;
      const other = stage.sandbox.addGuild({ name: 'Other' });
      const lounge = other.addChannel({ name: 'Lounge' });
      const bo = other.addMember({ name: 'Bo' });
      await stage.settle();
      await (await other.owner.slash('autochannel enable', { voice_channel: lounge })).response();
      await stage.settle();
      stage.sandbox.clearCalls();
      const crowd = Array.from({ length: 120 }, (_, index) => guild.addMember({ name: `P${index}` }));
      for (const person of crowd) person.join(general);
      bo.join(lounge);
      await stage.settle();
      const inGuild = stage.sandbox.calls(CREATE).filter(({ params }) => params['guild_id'] === guild.id);
      expect(inGuild.length).to.be.at.most(100);
      expect(bo.voiceChannel?.name).to.equal('Lounge #2');
      await stage.strike();
    });

    it('RL-06 a join storm at a hub: who comes and goes without end gets few rooms', async () => {
      const scene = await HubScene.set();
      for (let time = 0; time < 30; time += 1) {
        scene.ada.join(scene.hub);
        await scene.stage.settle();
        scene.ada.leave();
        await scene.stage.pass(0.1);
      }
      // A hub and a text channel for each room.
      expect(scene.calls(CREATE_ROOM).length).to.be.at.most(12);
      await scene.stage.pass(300);
      expect(await scene.rows('select 1 from auto_channels')).to.deep.equal([]);
      await scene.stage.strike();
    });
  });

  describe('texts', () => {
    it('RL-06 mention injection: a room called @everyone pings nobody, in its panel, its notices and its answers', async () => {
      const panel = await PanelScene.set({ botPermissions: Bits.Administrator });
      const { hub } = panel;
      const text = `@everyone @here <@${hub.ben.id}>`;
      const room = await panel.room(hub.ada);
      const form = await panel.press(hub.ada, panel.panel(room), 'Rename');
      await panel.sends(hub.ada, form, { name: text });
      await panel.comes(hub.ben, room);
      await panel.pass(5);
      await hub.ada.slash('voice', {}, { channel: hub.news });
      await hub.stage.settle();
      const messages = [...hub.guild.record.channels.values()].flatMap((channel) => [...channel.messages.values()]);
      const own = messages.filter(({ api }) => api.author.id === hub.guild.bot.id);
      expect(own.length).to.be.above(1);
      for (const { api } of own)
        expect(api).to.deep.include({ mention_everyone: false, mentions: [], mention_roles: [] });
      await panel.strike();
    });

    it('RL-06 template recursion: a member called {name}{n}{user} gets a channel of just that name', async () => {
      const scene = await SourceScene.set();
      const { stage, guild } = scene;
      const lounge = guild.addChannel({ name: 'Lounge {user}' });
      const mallory = guild.addMember({ name: 'Mallory', nick: '{name}{n}{user}' });
      await stage.settle();
      await (
        await guild.owner.slash('autochannel enable', { voice_channel: lounge, naming_pattern: '{user} @ {name}' })
      ).response();
      await stage.settle();
      mallory.join(lounge);
      await stage.settle();
      expect(mallory.voiceChannel?.name).to.equal('{name}{n}{user} @ Lounge {user}');
      await stage.strike();
    });

    it('RL-06 template recursion: the name of a hub’s rooms is filled once', async () => {
      const scene = await HubScene.set({ defaults: { manualName: 'of {member}' } });
      const mallory = scene.guild.addMember({ name: 'Mallory', nick: '{member}{member}' });
      await scene.stage.settle();
      const room = await scene.roomOf(mallory);
      expect(room.name).to.equal('of {member}{member}');
      await scene.stage.strike();
    });
  });

  describe('lockdown by non-owners', () => {
    let scene: HubScene;

    beforeEach(async () => {
      scene = await HubScene.set();
    });
    afterEach(() => scene.stage.strike());

    const state = async () => ({
      overwrites: scene.hub.overwrites.map(({ ...one }) => one),
      hubs: await scene.rows('select lockdown_until, lockdown_previous from hub_channels order by id'),
      settings: await scene.rows("select key, value::text from core_settings where key like '%lockdown%' order by key"),
    });

    async function forge(who: Person, message: MessageRecord, customId: string, value?: string): Promise<void> {
      const handle: InteractionHandle =
        value === undefined
          ? await who.click(message, customId, { force: true })
          : await who.select(message, customId, [value], { force: true });
      await handle.response();
      await scene.stage.settle();
    }

    it('RL-06 lockdown: sudo who do not own the bot lock no server, with whatever custom id', async () => {
      const admin = await new Admin(scene).panel();
      const before = await state();
      for (const argument of [0, ...GUILD_LOCKDOWN_MINUTES, 999_999, -1, 1e9, NaN, '']) {
        await forge(scene.guild.owner, admin.page, `hub:lockdown-guild:${argument}`);
      }
      expect(await state()).to.deep.equal(before);
    });

    it('RL-06 lockdown: every control of an owner’s panel is refused to everybody else', async () => {
      const owner = Admin.botOwner(scene);
      await owner.panel();
      const [hub] = scene.parts.hubs.ofGuild(scene.guild.id);
      const before = await state();
      const controls = controlsOf(owner.page);
      expect(controls.length).to.be.above(3);
      for (const { custom_id: customId, options } of controls) {
        if (options === undefined) await forge(scene.ben, owner.page, customId);
        else for (const { value } of options) await forge(scene.ben, owner.page, customId, value);
      }
      await forge(scene.ben, owner.page, 'hub:lockdown-lock', hub?.id);
      await forge(scene.ben, owner.page, 'hub:lockdown-lift', hub?.id);
      expect(await state()).to.deep.equal(before);
    });

    it('RL-06 lockdown: a stale panel of somebody who is sudo no more does nothing', async () => {
      const sudo = scene.guild.addRole({ name: 'sudo' });
      const { guild, cleo } = scene;
      guild.owner.giveRole(cleo, guild.addRole({ name: 'managers', permissions: Bits.ManageGuild }));
      await scene.stage.settle();
      const admin = await new Admin(scene, cleo).panel();
      for (const id of cleo.member.roles) {
        const role = guild.record.roles.get(id);
        if (role && role.id !== everyone(scene).id) guild.owner.takeRole(cleo, role);
      }
      await scene.stage.settle();
      expect(sudo.id).to.be.a('string');
      const before = await state();
      for (const { custom_id: customId, options } of controlsOf(admin.page)) {
        if (options === undefined) await forge(cleo, admin.page, customId);
        else for (const { value } of options) await forge(cleo, admin.page, customId, value);
      }
      expect(await state()).to.deep.equal(before);
    });

    it('RL-06 a room is locked down, hidden, renamed, handed over or deleted by nobody who has no right to it', async () => {
      await set(scene, {});
      const room = await scene.roomOf(scene.ada);
      const before = scene.stored(room);
      const [message] = [...scene.textOf(room).messages.values()];
      const said = message ?? scene.ben.say(scene.news, 'x');
      for (const action of ['lock', 'hide', 'claim', 'delete', 'delete-confirmed', 'rename', 'transfer', 'kick']) {
        await forge(scene.ben, said, `panel:${action}:${room.id}:on`);
      }
      expect(scene.stored(room)).to.deep.equal(before);
      expect(scene.exists(room)).to.equal(true);
    });
  });
});
