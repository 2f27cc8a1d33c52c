import { expect } from 'chai';
import { ChannelType, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { Admin, everyone, set, told } from '../admin.js';
import { CREATE, EDIT, HubScene } from '../scene.js';

describe('HB-01 hubs are registered through /sudo', () => {
  let scene: HubScene;
  let admin: Admin;

  beforeEach(async () => {
    scene = await HubScene.set();
    admin = new Admin(scene);
  });
  afterEach(() => scene.stage.strike());

  const hubs = () => scene.parts.hubs.ofGuild(scene.guild.id);

  async function add(channel: Parameters<Admin['pick']>[0], force = false) {
    await admin.hubs();
    await admin.press('Add');
    return admin.pick(channel, force);
  }

  describe('add', () => {
    it('HB-01 an existing voice channel becomes a hub, which gives rooms from then on', async () => {
      const lounge = scene.guild.addChannel({ name: 'Lounge', parent: scene.category, userLimit: 7, bitrate: 32_000 });
      await scene.stage.settle();
      await add(lounge);
      expect(admin.text).to.include(`✅ <#${lounge.id}> is a hub now`);
      expect(hubs().map(({ channelId }) => channelId)).to.deep.equal([scene.joinMe.id, lounge.id]);
      expect(hubs()[1]?.blueprint).to.include({ name: 'Lounge', userLimit: 7, bitrate: 32_000, region: null });
      const [line] = await admin.log();
      expect(line).to.deep.equal({
        actor_id: scene.guild.owner.id,
        action: 'hub.added',
        text: `Hub added: <#${lounge.id}> (Lounge)`,
      });
      await scene.joins(scene.ada, lounge);
      await scene.stage.pass(1);
      expect(scene.stored(lounge).room.ownerId).to.equal(scene.ada.id);
      const next = scene.guild.record.channels.get(hubs()[1]?.channelId ?? '');
      expect(next).to.include({ name: 'Lounge', userLimit: 7, bitrate: 32_000, parentId: scene.category.id });
    });

    it('HB-01 defect 14: a hub keeps its own id while its channel changes hands', async () => {
      const [before] = hubs();
      const room = await scene.roomOf(scene.ada);
      const [after] = hubs();
      expect(after?.id).to.equal(before?.id);
      expect(after?.channelId).to.not.equal(before?.channelId);
      expect(scene.stored(room).room.hubId).to.equal(before?.id);
      expect(after?.id).to.not.equal(room.id);
    });

    it('HB-01 defect 3: permissions, bitrate, limit and region of a hub survive its use, so that a private one stays private', async () => {
      const role = scene.guild.addRole({ name: 'crew' });
      const lounge = scene.guild.addChannel({
        name: 'Crew',
        parent: scene.category,
        userLimit: 4,
        bitrate: 16_000,
        rtcRegion: 'rotterdam',
        overwrites: [
          { id: scene.guild.id, type: 0, allow: 0n, deny: Bits.ViewChannel },
          { id: role.id, type: 0, allow: Bits.ViewChannel | Bits.Connect, deny: 0n },
        ],
      });
      scene.guild.owner.giveRole(scene.ada, role);
      scene.guild.owner.setOverwrite(lounge, scene.guild.bot, { allow: Bits.ViewChannel | Bits.Connect });
      await scene.stage.settle();
      await add(lounge);
      for (let use = 0; use < 2; use += 1) {
        const channel = scene.guild.record.channels.get(hubs()[1]?.channelId ?? '');
        if (!channel) throw new Error('The hub has no channel');
        await scene.joins(scene.ada, channel);
        await scene.stage.pass(1);
        scene.ada.leave();
        await scene.stage.pass(60);
      }
      const last = scene.guild.record.channels.get(hubs()[1]?.channelId ?? '');
      expect(last).to.include({ name: 'Crew', userLimit: 4, bitrate: 16_000, rtcRegion: 'rotterdam' });
      expect(last?.overwrites.find(({ id }) => id === scene.guild.id)).to.include({ deny: Bits.ViewChannel });
      expect(last?.overwrites.find(({ id }) => id === role.id)).to.include({ allow: Bits.ViewChannel | Bits.Connect });
      expect(() => scene.ben.join(last ?? lounge)).to.throw('Cannot join');
    });

    it('HB-01 permissions that the bot lacks are left out of the blueprint, and it says which; the hub works', async () => {
      const role = scene.guild.addRole({ name: 'helpers' });
      const lounge = scene.guild.addChannel({ name: 'Lounge' });
      scene.guild.owner.setOverwrite(lounge, role, { allow: Bits.Connect | Bits.ManageWebhooks });
      await scene.stage.settle();
      await add(lounge);
      expect(admin.text).to.include('⚠️').and.to.include('**Manage Webhooks**');
      const kept = hubs()[1]?.blueprint.overwrites.find(({ id }) => id === role.id);
      expect(kept).to.deep.include({ allow: Bits.Connect, deny: 0n });
      await scene.joins(scene.ada, lounge);
      await scene.stage.pass(1);
      expect(scene.stored(lounge).room.state).to.equal('open');
      expect(lounge.overwrites.find(({ id }) => id === role.id)).to.include({
        allow: Bits.Connect | Bits.ManageWebhooks,
      });
    });

    it('HB-01 whoever sits in the channel already gets a room at once', async () => {
      const lounge = scene.guild.addChannel({ name: 'Lounge' });
      scene.ada.join(lounge);
      await scene.stage.settle();
      await add(lounge);
      await scene.stage.pass(1);
      expect(scene.stored(lounge).room.ownerId).to.equal(scene.ada.id);
    });

    it('HB-01 a hub is not made one twice', async () => {
      const handle = await add(scene.joinMe);
      expect(told(handle)).to.equal(`<#${scene.joinMe.id}> is a hub already. Nothing was changed.`);
      expect(hubs()).to.have.length(1);
    });

    it('HB-01 a room is not made a hub, and the answer says what it is', async () => {
      const room = await scene.roomOf(scene.ada);
      const handle = await add(room);
      expect(told(handle)).to.include(`<#${room.id}> is in use as a room of hub.`);
      expect(hubs()).to.have.length(1);
    });

    it('HB-01 the AFK channel is refused', async () => {
      const afk = scene.guild.addChannel({ name: 'Asleep' });
      scene.guild.owner.editGuild({ afkChannelId: afk.id });
      await scene.stage.settle();
      expect(told(await add(afk))).to.include('is this server’s AFK channel');
      expect(hubs()).to.have.length(1);
    });

    it('FW-44 a channel of another guild is refused', async () => {
      const other = scene.sandbox.addGuild({ name: 'Elsewhere' });
      const foreign = other.addChannel({ name: 'Foreign' });
      await scene.stage.settle();
      const guilds = scene.stage.bot.client?.guilds.cache;
      const [here, channel] = [guilds?.get(scene.guild.id), guilds?.get(other.id)?.channels.cache.get(foreign.id)];
      if (!here || !channel || channel.isThread()) throw new Error('The bot does not see it');
      const refusal = await scene.parts.registration.add(here, channel, scene.guild.owner.id).catch(String);
      expect(refusal).to.include('not part of this server');
      expect(scene.parts.hubs.ofGuild(other.id)).to.be.empty;
    });

    it('HB-01 a stage channel and a text channel are refused when a client sends them', async () => {
      const stage = scene.guild.addChannel({ name: 'Podium', type: ChannelType.GuildStageVoice });
      await scene.stage.settle();
      expect(told(await add(stage, true))).to.include('is a stage channel');
      expect(told(await add(scene.news, true))).to.include('is not a voice channel');
      expect(hubs()).to.have.length(1);
    });

    it('HB-09 missing permissions are listed by place, and nothing is stored', async () => {
      const lounge = scene.guild.addChannel({ name: 'Lounge', parent: scene.category });
      scene.guild.owner.setOverwrite(lounge, scene.guild.bot, { deny: Bits.MoveMembers });
      scene.guild.owner.setOverwrite(scene.category, scene.guild.bot, { deny: Bits.ManageChannels });
      await scene.stage.settle();
      const answer = told(await add(lounge));
      expect(answer).to.include(`- in <#${lounge.id}>: **Move Members**`);
      expect(answer).to.include(`- in <#${scene.category.id}>: **Manage Channels**`);
      expect(hubs()).to.have.length(1);
      expect(scene.calls(EDIT)).to.be.empty;
    });
  });

  describe('create', () => {
    async function create(name: string) {
      await admin.hubs();
      return admin.submit(await admin.press('Create'), { name });
    }

    it('HB-01 a new voice channel is made a hub, with one request', async () => {
      await create('  ➕ New room ');
      const [, made] = hubs();
      const channel = scene.guild.record.channels.get(made?.channelId ?? '');
      expect(channel).to.include({ name: '➕ New room', parentId: null });
      expect(admin.text).to.include(`✅ <#${channel?.id}> was made, and is a hub`);
      expect(scene.calls(CREATE)).to.have.length(1);
      expect((await admin.log()).at(-1)).to.include({ action: 'hub.created', actor_id: scene.guild.owner.id });
      if (channel) await scene.joins(scene.ada, channel);
      await scene.stage.pass(1);
      expect(channel && scene.stored(channel).room.hubId).to.equal(made?.id);
    });

    it('HB-01 it stands in the category that the guild has set, and is as private as that', async () => {
      await set(scene, { category: scene.category.id });
      scene.guild.owner.setOverwrite(scene.category, everyone(scene), {
        deny: Bits.ViewChannel,
      });
      for (const who of [scene.guild.bot, scene.guild.owner]) {
        scene.guild.owner.setOverwrite(scene.category, who, { allow: Bits.ViewChannel | Bits.Connect });
      }
      await scene.stage.settle();
      await create('Hidden');
      const channel = scene.guild.record.channels.get(hubs()[1]?.channelId ?? '');
      expect(channel?.parentId).to.equal(scene.category.id);
      expect(channel?.overwrites.find(({ id }) => id === scene.guild.id)).to.include({ deny: Bits.ViewChannel });
    });

    it('HB-28 a name without a visible character is refused, and nothing is made', async () => {
      const handle = await create('\u200B \u200B');
      expect(told(handle)).to.include('cannot be the name of a hub');
      expect(scene.calls(CREATE)).to.be.empty;
      expect(hubs()).to.have.length(1);
    });

    it('HB-01 when Discord refuses the channel there is no hub, and no row', async () => {
      scene.sandbox.faults.add({ operation: CREATE, answer: { status: 403, code: 50013 } });
      const handle = await create('Never');
      expect(told(handle)).to.include('Discord did not make the channel, so there is no new hub');
      expect(hubs()).to.have.length(1);
      expect(await scene.rows('select from hub_channels')).to.have.length(1);
    });

    it('HB-09 a full category is refused before anything is made', async () => {
      await set(scene, { category: scene.category.id });
      for (let count = 1; count < 50; count += 1) {
        scene.guild.addChannel({ name: `c${count}`, parent: scene.category, type: ChannelType.GuildText });
      }
      await scene.stage.settle();
      const handle = await create('One more');
      expect(told(handle)).to.include(`The category <#${scene.category.id}> has 50 channels`);
      expect(scene.calls(CREATE)).to.be.empty;
    });
  });

  describe('remove', () => {
    async function remove(name = 'Join me') {
      await admin.hubs();
      await admin.press('Remove');
      await admin.choose(name);
      return admin.press('Remove the hub');
    }

    it('HB-01 the channel stays and gives no rooms; the rooms live on, and are deleted when they are empty', async () => {
      const room = await scene.roomOf(scene.ada);
      const channel = scene.hub;
      await remove();
      expect(admin.text).to.include(`✅ <#${channel.id}> is a hub no longer`);
      expect(hubs()).to.be.empty;
      expect(await scene.rows('select from hub_channels')).to.be.empty;
      expect(scene.exists(channel)).to.equal(true);
      await scene.joins(scene.ben, channel);
      expect(() => scene.stored(channel)).to.throw('is not a room');
      scene.ada.leave();
      await scene.stage.pass(60);
      expect(scene.exists(room)).to.equal(false);
      expect((await admin.log()).at(-1)).to.include({ action: 'hub.removed' });
    });

    it('HB-01 it asks first, says how many rooms there are, and can be kept', async () => {
      await scene.roomOf(scene.ada);
      await admin.hubs();
      await admin.press('Remove');
      await admin.choose('Join me');
      expect(admin.text).to.include('Its 1 room lives on.');
      await admin.press('Keep it');
      expect(hubs()).to.have.length(1);
      expect(admin.text).to.match(/^## Hub Channels/);
    });

    it('HB-01 a channel can be a hub again after it was removed', async () => {
      await remove();
      await add(scene.joinMe);
      expect(hubs()).to.have.length(1);
    });
  });

  describe('the blueprint', () => {
    it('HB-02 what admins change of a hub by hand survives its next use', async () => {
      const role = scene.guild.addRole({ name: 'guests' });
      scene.guild.owner.editChannel(scene.joinMe, { name: 'Come in', userLimit: 9, bitrate: 24_000 });
      scene.guild.owner.setOverwrite(scene.joinMe, role, { deny: Bits.Connect });
      await scene.stage.settle();
      await scene.roomOf(scene.ada);
      expect(scene.hub).to.include({ name: 'Come in', userLimit: 9, bitrate: 24_000 });
      expect(scene.hub.overwrites.find(({ id }) => id === role.id)).to.include({ deny: Bits.Connect });
    });

    it('HB-02 so does what they change while the bot is away, but not while it cannot see the channel', async () => {
      await scene.stage.stopBot();
      scene.guild.owner.editChannel(scene.joinMe, { name: 'Away' });
      await scene.stage.startBot();
      expect(hubs()[0]?.blueprint.name).to.equal('Away');
      scene.guild.owner.setOverwrite(scene.joinMe, scene.guild.bot, { deny: Bits.ViewChannel });
      scene.guild.owner.editChannel(scene.joinMe, { name: 'Hidden' });
      await scene.stage.settle();
      expect(hubs()[0]?.blueprint.name).to.equal('Away');
      scene.guild.owner.removeOverwrite(scene.joinMe, scene.guild.bot);
      await scene.stage.settle();
      expect(hubs()[0]?.blueprint).to.deep.include({ name: 'Hidden', overwrites: [] });
    });

    it('HB-02 the edits that make a hub a room do not change it', async () => {
      const [before] = hubs();
      await scene.roomOf(scene.ada);
      await scene.roomOf(scene.ben);
      expect(hubs()[0]?.blueprint.name).to.equal(before?.blueprint.name);
      expect(hubs()[0]?.blueprint.userLimit).to.equal(before?.blueprint.userLimit);
    });
  });
});
