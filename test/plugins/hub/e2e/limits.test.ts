import { expect } from 'chai';
import { ChannelType, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { usualBotPermissions } from '../../../../sandbox/store/bot-membership.js';
import { A_MOMENT, CREATE, EDIT, HubScene, SAY } from '../scene.js';

describe('hub: when there can be no room', () => {
  let scene: HubScene;

  afterEach(() => scene.stage.strike());

  const expectNothingMade = (): void => {
    expect(scene.calls(CREATE)).to.deep.equal([]);
    expect(scene.calls(EDIT)).to.deep.equal([]);
    expect(scene.hub).to.equal(scene.joinMe);
    expect(scene.ada.voiceChannel).to.equal(scene.joinMe);
  };

  describe('HB-09 creation limits', () => {
    beforeEach(async () => {
      const creation = { perUser: { capacity: 2, refillSeconds: 60 }, perGuild: { capacity: 4, refillSeconds: 30 } };
      scene = await HubScene.set({ config: { hub: { creation } } });
    });

    /** Leaves the room to somebody else, so that the next one is new. */
    const another = async (): Promise<void> => {
      await scene.joins(scene.ada, scene.hub);
      const room = scene.ada.voiceChannel;
      if (room) await scene.joins(scene.guild.addMember({ name: 'Guest' }), room);
    };

    it('HB-09 a member who makes one room after the other is held back, told once, and served in time', async () => {
      await another();
      await another();
      scene.sandbox.clearCalls();
      const hub = scene.hub;
      await scene.joins(scene.ada, hub);
      await scene.leaves(scene.ada);
      await scene.joins(scene.ada, hub);
      expect(scene.calls(CREATE)).to.deep.equal([]);
      expect(scene.said(hub)).to.have.length(1);
      expect(scene.said(hub)[0])
        .to.contain(`<@${scene.ada.id}>`)
        .and.match(/<t:\d+:R>/);
      await scene.stage.pass(61);
      expect(scene.stored(hub).room).to.include({ state: 'open', ownerId: scene.ada.id });
    });

    it('HB-09 coming back into the own empty room costs nothing of the limit', async () => {
      const room = await scene.roomOf(scene.ada);
      for (let times = 0; times < 6; times += 1) {
        await scene.leaves(scene.ada);
        await scene.joins(scene.ada, scene.hub);
        expect(scene.ada.voiceChannel).to.equal(room);
      }
      expect(scene.calls(CREATE)).to.deep.equal([]);
    });

    it('HB-09 a guild makes only so many rooms at a time', async () => {
      const people = Array.from({ length: 5 }, (_, index) => scene.guild.addMember({ name: `P${index}` }));
      for (const person of people) await scene.joins(person, scene.hub);
      const states = () => scene.parts.rooms.ofGuild(scene.guild.id).length;
      expect(states()).to.equal(4);
      expect(scene.said(scene.hub)).to.have.length(1);
      await scene.stage.pass(31);
      expect(states()).to.equal(5);
    });
  });

  describe('HB-09 space', () => {
    const fill = (count: number, inCategory: boolean): void => {
      for (let index = 0; index < count; index += 1) {
        scene.guild.addChannel({
          name: `c${index}`,
          type: ChannelType.GuildText,
          parent: inCategory ? scene.category : null,
        });
      }
    };

    beforeEach(async () => {
      scene = await HubScene.set();
    });

    for (const [text, free] of [
      ['channel', 1],
      ['voice-chat', 0],
    ] as const) {
      it(`HB-09 a category with ${free} free places, text: ${text}: the hub stays a hub, the member and the guild are told`, async () => {
        await scene.settings({ text });
        fill(50 - 1 - free, true);
        await scene.stage.settle();
        await scene.joins(scene.ada, scene.joinMe);
        expectNothingMade();
        expect(scene.said(scene.joinMe)).to.have.length(1);
        expect(scene.said(scene.joinMe)[0]).to.contain('category is full');
        expect(scene.said(scene.news)).to.have.length(1);
      });
    }

    it('HB-09 exactly enough places are enough', async () => {
      fill(50 - 1 - 2, true);
      await scene.stage.settle();
      await scene.joins(scene.ada, scene.joinMe);
      expect(scene.stored(scene.joinMe).room.state).to.equal('open');
      await scene.joins(scene.ben, scene.hub);
      expect(scene.said(scene.hub)).to.have.length(1);
    });

    it('HB-09 a full guild: the hub stays a hub', async () => {
      fill(497, false);
      await scene.stage.settle();
      await scene.joins(scene.ada, scene.joinMe);
      expectNothingMade();
      expect(scene.said(scene.joinMe)[0]).to.contain('server is full');
    });

    it('HB-09 Discord counts more than the bot sees and refuses the new hub: the room opens, the hub follows when there is room', async () => {
      const end = scene.sandbox.faults.add({
        operation: CREATE,
        match: ({ body }) => (body as { type?: number }).type === ChannelType.GuildVoice,
        answer: { status: 400, code: 30013 },
      });
      await scene.joins(scene.ada, scene.joinMe);
      await scene.stage.pass(A_MOMENT);
      expect(scene.stored(scene.joinMe).room).to.include({ state: 'open', ownerId: scene.ada.id });
      expect(scene.parts.hubs.ofGuild(scene.guild.id)[0]).to.include({ channelId: null });
      expect(scene.said(scene.news)).to.have.length(1);
      end();
      const spare = scene.guild.addChannel({ name: 'spare' });
      await scene.stage.settle();
      scene.guild.owner.deleteChannel(spare);
      await scene.stage.settle();
      expect(scene.hub.name).to.equal('Join me');
      await scene.joins(scene.ben, scene.hub);
      expect(scene.calls(CREATE).length).to.be.at.least(4);
    });

    it('HB-09 without any news the waiting hub is tried again by itself', async () => {
      scene.sandbox.faults.add({
        operation: CREATE,
        match: ({ body }) => (body as { type?: number }).type === ChannelType.GuildVoice,
        times: 2,
        answer: { status: 403, code: 50013 },
      });
      await scene.joins(scene.ada, scene.joinMe);
      await scene.stage.pass(31);
      await scene.stage.pass(121);
      expect(scene.hub.name).to.equal('Join me');
      expect(scene.hub).to.not.equal(scene.joinMe);
    });

    it('HB-09 the text channel is refused: the room works without it, and the guild is told once', async () => {
      scene.sandbox.faults.add({
        operation: CREATE,
        match: ({ body }) => (body as { type?: number }).type === ChannelType.GuildText,
        answer: { status: 400, code: 30013 },
      });
      const first = await scene.roomOf(scene.ada);
      const second = await scene.roomOf(scene.ben);
      for (const room of [first, second]) {
        expect(scene.stored(room).room).to.include({ state: 'open', textChannelId: null, pendingText: null });
      }
      expect(scene.said(scene.news)).to.have.length(1);
      await scene.joins(scene.cleo, first);
      await scene.leaves(scene.cleo);
      await scene.leaves(scene.ada);
      await scene.stage.pass(31);
      expect(scene.exists(first)).to.equal(false);
    });
  });

  describe('HB-09 permissions', () => {
    for (const [name, bit] of [
      ['Manage Channels', Bits.ManageChannels],
      ['Move Members', Bits.MoveMembers],
      ['Manage Roles', Bits.ManageRoles],
      ['Manage Messages', Bits.ManageMessages],
    ] as const) {
      it(`HB-09 without ${name} nothing is begun: the member is told, and the guild once, by name`, async () => {
        scene = await HubScene.set({ botPermissions: usualBotPermissions & ~bit });
        await scene.joins(scene.ada, scene.joinMe);
        expectNothingMade();
        await scene.joins(scene.ben, scene.joinMe);
        expect(scene.said(scene.news)).to.have.length(1);
        expect(scene.said(scene.news)[0]).to.contain(`**${name}**`);
        expect(scene.said(scene.joinMe)).to.have.length(2);
      });
    }

    it('HB-09 what is denied in the category counts', async () => {
      scene = await HubScene.set();
      scene.guild.owner.setOverwrite(scene.category, scene.guild.bot, { deny: Bits.ManageChannels });
      await scene.stage.settle();
      await scene.joins(scene.ada, scene.joinMe);
      expectNothingMade();
    });

    it('HB-09 AC-17 who waits in the hub gets a room as soon as the bot may make one: by an overwrite, or by a role', async () => {
      scene = await HubScene.set();
      scene.guild.owner.setOverwrite(scene.category, scene.guild.bot, { deny: Bits.ManageChannels });
      await scene.stage.settle();
      await scene.joins(scene.ada, scene.joinMe);
      expectNothingMade();
      scene.guild.owner.setOverwrite(scene.category, scene.guild.bot, {});
      await scene.stage.settle();
      expect(scene.stored(scene.joinMe).room).to.include({ state: 'open', ownerId: scene.ada.id });
      await scene.stage.strike();

      scene = await HubScene.set({ botPermissions: usualBotPermissions & ~Bits.MoveMembers });
      await scene.joins(scene.ada, scene.joinMe);
      expectNothingMade();
      const movers = scene.guild.addRole({ name: 'Movers', permissions: Bits.MoveMembers });
      scene.guild.owner.giveRole(scene.guild.bot, movers);
      await scene.stage.settle();
      expect(scene.stored(scene.joinMe).room).to.include({ state: 'open', ownerId: scene.ada.id });
    });

    it('HB-09 who joins over and over is told once a minute, and never that they opened rooms', async () => {
      scene = await HubScene.set({ botPermissions: usualBotPermissions & ~Bits.MoveMembers });
      for (let times = 0; times < 8; times += 1) {
        await scene.joins(scene.ada, scene.joinMe);
        await scene.leaves(scene.ada);
      }
      expect(scene.said(scene.joinMe)).to.have.length(1);
      expect(scene.said(scene.joinMe)[0]).to.contain('could not give you a room');
      await scene.stage.pass(61);
      await scene.joins(scene.ada, scene.joinMe);
      expect(scene.said(scene.joinMe)).to.have.length(2);
    });

    it('HB-09 the messages are the only calls', async () => {
      scene = await HubScene.set({ botPermissions: usualBotPermissions & ~Bits.MoveMembers });
      await scene.joins(scene.ada, scene.joinMe);
      expect(new Set(scene.operations)).to.deep.equal(new Set([SAY]));
    });

    it('HB-02 Discord refuses the PATCH: the channel is the hub again, what was made is taken away, nobody is stranded', async () => {
      scene = await HubScene.set();
      scene.sandbox.faults.add({ operation: EDIT, times: 1, answer: { status: 403, code: 50013 } });
      await scene.joins(scene.ada, scene.joinMe);
      expect(scene.hub).to.equal(scene.joinMe);
      expect(scene.joinMe.name).to.equal('Join me');
      const names = [...scene.guild.record.channels.values()].map(({ name }) => name);
      expect(names.toSorted()).to.deep.equal(['Join me', 'Rooms', 'news']);
      expect(await scene.rows('select * from auto_channels')).to.deep.equal([]);
      expect(scene.said(scene.joinMe)).to.have.length(1);
      expect(scene.said(scene.news)).to.have.length(1);
      await scene.joins(scene.ben, scene.joinMe);
      expect(scene.stored(scene.joinMe).room).to.include({ state: 'open', ownerId: scene.ben.id });
      expect((await scene.memberRows(scene.joinMe)).toSorted()).to.deep.equal([scene.ada.id, scene.ben.id].toSorted());
    });
  });
});
