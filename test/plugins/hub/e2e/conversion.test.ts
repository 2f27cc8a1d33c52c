import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { A_MOMENT, CREATE, EDIT, HubScene, MOVE } from '../scene.js';

describe('hub: a room in place of the hub', () => {
  let scene: HubScene;

  afterEach(() => scene.stage.strike());

  describe('of an ordinary hub', () => {
    beforeEach(async () => {
      scene = await HubScene.set();
    });

    it('HB-02 PF-01 the hub’s channel becomes the room, a new hub takes its place, and there is a text channel: 3 calls', async () => {
      await scene.joins(scene.ada, scene.joinMe);
      await scene.stage.pass(A_MOMENT);
      expect(scene.operations.toSorted()).to.deep.equal([EDIT, CREATE, CREATE].toSorted());
      expect(scene.ada.voiceChannel).to.equal(scene.joinMe);
      expect(scene.joinMe.name).to.not.equal('Join me');
      expect(scene.hub).to.not.equal(scene.joinMe);
      expect(scene.hub.name).to.equal('Join me');
      expect(scene.hub.parentId).to.equal(scene.category.id);
      expect(scene.textOf(scene.joinMe).parentId).to.equal(scene.category.id);
      expect(scene.stored(scene.joinMe).room).to.include({ state: 'open', ownerId: scene.ada.id });
    });

    it('HB-02 one PATCH holds the final name, the limit and all overwrites, and no position', async () => {
      await scene.joins(scene.ada, scene.joinMe);
      const [edit] = scene.calls(EDIT);
      expect(edit?.body).to.have.all.keys('name', 'user_limit', 'permission_overwrites');
      const { fallbackName } = scene.stored(scene.joinMe).room.naming;
      expect(scene.joinMe.name).to.equal(fallbackName);
      expect(scene.stored(scene.joinMe).names.stamps).to.deep.equal([scene.stage.clock.now()]);
    });

    it('HB-01 the hub keeps its id while its channel changes hands', async () => {
      const [before] = scene.parts.hubs.ofGuild(scene.guild.id);
      await scene.roomOf(scene.ada);
      await scene.roomOf(scene.ben);
      const [after] = scene.parts.hubs.ofGuild(scene.guild.id);
      expect(after?.id).to.equal(before?.id);
      expect(scene.stored(scene.joinMe).room.hubId).to.equal(before?.id);
    });

    it('HB-02 the new hub works like the old one, again and again', async () => {
      const rooms = [await scene.roomOf(scene.ada), await scene.roomOf(scene.ben), await scene.roomOf(scene.cleo)];
      expect(new Set(rooms).size).to.equal(3);
      const owners = rooms.map((room) => scene.stored(room).room.ownerId);
      expect(owners).to.deep.equal([scene.ada.id, scene.ben.id, scene.cleo.id]);
    });

    it('HB-08 the bot holds View, Connect, Manage Channels, Manage Roles and Move Members in the room by its own overwrite', async () => {
      await scene.roomOf(scene.ada);
      const own = scene.joinMe.overwrites.find(({ id }) => id === scene.guild.bot.id);
      const all = Bits.ViewChannel | Bits.Connect | Bits.ManageChannels | Bits.ManageRoles | Bits.MoveMembers;
      expect((own?.allow ?? 0n) & all).to.equal(all);
    });

    it('HB-02 a bot that joins the hub gets no room', async () => {
      const music = scene.guild.addMember({ name: 'Music', bot: true });
      await scene.joins(music, scene.joinMe);
      expect(scene.calls()).to.deep.equal([]);
      expect(scene.hub).to.equal(scene.joinMe);
    });

    it('HB-02 whoever leaves the hub at once leaves nothing behind for long', async () => {
      scene.ada.join(scene.joinMe);
      scene.ada.leave();
      await scene.stage.settle();
      await scene.stage.pass(31);
      expect(await scene.rows('select * from auto_channels')).to.deep.equal([]);
      const names = [...scene.guild.record.channels.values()].map(({ name }) => name);
      expect(names.toSorted()).to.deep.equal(['Join me', 'Rooms', 'news']);
    });

    it('HB-09 PF-01 back in the hub while an empty room of theirs waits, they are moved there: 1 call', async () => {
      const room = await scene.roomOf(scene.ada);
      await scene.leaves(scene.ada);
      await scene.joins(scene.ada, scene.hub);
      await scene.stage.pass(A_MOMENT);
      expect(scene.operations).to.deep.equal([MOVE]);
      expect(scene.ada.voiceChannel).to.equal(room);
      await scene.stage.pass(60);
      expect(scene.exists(room)).to.equal(true);
    });

    it('HB-09 a member who cannot be moved back gets another room', async () => {
      const room = await scene.roomOf(scene.ada);
      await scene.leaves(scene.ada);
      scene.sandbox.faults.add({ operation: MOVE, answer: { status: 403, code: 50013 } });
      await scene.joins(scene.ada, scene.hub);
      expect(scene.ada.voiceChannel).to.not.equal(room);
      expect(scene.stored(scene.ada.voiceChannel ?? room).room).to.include({ state: 'open', ownerId: scene.ada.id });
    });
  });

  describe('by its blueprint and defaults', () => {
    it('HB-02 the new hub has name, overwrites, bitrate, limit and region of the blueprint', async () => {
      scene = await HubScene.set({
        hubChannel: { name: '➕ Join', bitrate: 96_000, userLimit: 7, rtcRegion: 'rotterdam', position: 4 },
      });
      await scene.joins(scene.ada, scene.joinMe);
      const { name, bitrate, userLimit, rtcRegion, position } = scene.hub;
      expect({ name, bitrate, userLimit, rtcRegion, position }).to.deep.equal({
        name: '➕ Join',
        bitrate: 96_000,
        userLimit: 7,
        rtcRegion: 'rotterdam',
        position: 4,
      });
    });

    it('HB-20 the hub’s manual name and limit are those of the room', async () => {
      scene = await HubScene.set({ defaults: { manualName: '{member}’s place', userLimit: 5 } });
      await scene.joins(scene.ada, scene.joinMe);
      expect(scene.joinMe).to.include({ name: 'Ada’s place', userLimit: 5 });
      expect(scene.textOf(scene.joinMe).name).to.equal('adas-place');
      expect(scene.stored(scene.joinMe).room.naming).to.include({ autoName: false, fallbackName: 'Ada’s place' });
    });

    it('HB-02 an overwrite of a role that was deleted since stands in nobody’s way', async () => {
      scene = await HubScene.set({ withoutBot: true });
      const role = scene.guild.addRole({ name: 'Old guard' });
      scene.guild.owner.setOverwrite(scene.joinMe, role, { allow: Bits.Connect });
      await scene.stage.startBot();
      await scene.register(scene.joinMe);
      scene.guild.owner.deleteRole(role);
      await scene.stage.settle();
      await scene.joins(scene.ada, scene.joinMe);
      expect(scene.stored(scene.joinMe).room.state).to.equal('open');
      expect(scene.hub).to.not.equal(scene.joinMe);
    });
  });

  describe('with its text elsewhere', () => {
    beforeEach(async () => {
      scene = await HubScene.set();
    });

    for (const text of ['voice-chat', 'none'] as const) {
      it(`HB-04 PF-01 text: ${text} makes no text channel: 2 calls, and the room is open`, async () => {
        await scene.settings({ text });
        await scene.joins(scene.ada, scene.joinMe);
        await scene.stage.pass(A_MOMENT);
        expect(scene.operations.toSorted()).to.deep.equal([EDIT, CREATE].toSorted());
        expect(scene.stored(scene.joinMe).room).to.include({ state: 'open', textChannelId: null });
        expect(await scene.rows('select pending_text from auto_channels')).to.deep.equal([{ pending_text: null }]);
      });
    }
  });

  describe('joined by several at once', () => {
    beforeEach(async () => {
      scene = await HubScene.set();
    });

    it('HB-03 PF-01 two at one instant share the room of the first: 3 calls, and one for the second’s text access at most', async () => {
      scene.ada.join(scene.joinMe);
      scene.ben.join(scene.joinMe);
      await scene.stage.settle();
      await scene.stage.pass(A_MOMENT);
      expect(scene.calls(CREATE)).to.have.length(2);
      expect(scene.calls(EDIT)).to.have.length(1);
      expect(scene.calls().length).to.be.at.most(4);
      expect(scene.stored(scene.joinMe).room.ownerId).to.equal(scene.ada.id);
      expect((await scene.memberRows(scene.joinMe)).toSorted()).to.deep.equal([scene.ada.id, scene.ben.id].toSorted());
      expect(scene.may(scene.ben, scene.textOf(scene.joinMe), Bits.ViewChannel | Bits.SendMessages)).to.equal(true);
    });

    it('HB-03 ten at one instant share one room', async () => {
      const people = Array.from({ length: 10 }, (_, index) => scene.guild.addMember({ name: `P${index}` }));
      for (const person of people) person.join(scene.joinMe);
      await scene.stage.settle();
      await scene.stage.pass(A_MOMENT);
      expect(scene.calls(CREATE)).to.have.length(2);
      expect(await scene.memberRows(scene.joinMe)).to.have.length(10);
      const text = scene.textOf(scene.joinMe);
      expect(people.every((person) => scene.may(person, text, Bits.ViewChannel))).to.equal(true);
    });

    it('HB-02 people who find the new hub before the bot knows of it are served there', async () => {
      scene.sandbox.faults.add({
        operation: CREATE,
        match: ({ body }) => (body as { name: string }).name === 'Join me',
        answer: 'lose-answer',
      });
      scene.ada.join(scene.joinMe);
      const fresh = () =>
        [...scene.guild.record.channels.values()].find((c) => c.name === 'Join me' && c !== scene.joinMe);
      await scene.sandbox.until(() => fresh() !== undefined, { describe: 'a new hub' });
      const early = fresh();
      if (!early) throw new Error('There is no new hub');
      scene.ben.join(early);
      scene.sandbox.faults.clear();
      await scene.sandbox.settled();
      await scene.stage.clock.advance(2000, () => scene.sandbox.settled());
      await scene.stage.settle();
      expect(scene.stored(early).room).to.include({ state: 'open', ownerId: scene.ben.id });
      expect(scene.hub.name).to.equal('Join me');
    });
  });
});
