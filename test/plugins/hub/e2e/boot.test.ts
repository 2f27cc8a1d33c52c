import { expect } from 'chai';
import type { ChannelRecord } from 'roomkeeper/sandbox';
import type { FaultAnswer } from '../../../../sandbox/rest/faults.js';
import { disorder } from '../order.js';
import { CREATE, DELETE, DELETE_OVERWRITE, EDIT, HubScene, PUT_OVERWRITE } from '../scene.js';
import { StoredState } from '../stored-state.js';

const LOOK_UP = 'GET /channels/{channel_id}';

describe('hub: boot', () => {
  let scene: HubScene;
  let state: StoredState;
  let room: ChannelRecord;

  beforeEach(async () => {
    scene = await HubScene.set();
    state = await StoredState.open(scene.stage.database.url);
    room = await scene.roomOf(scene.ada);
  });
  afterEach(async () => {
    await state.close();
    await scene.stage.strike();
  });

  /** The bot is down while `meanwhile` happens. Afterwards only the calls since its start are counted. */
  const whileDown = async (meanwhile: () => unknown = () => {}): Promise<void> => {
    await scene.stage.stopBot();
    await meanwhile();
    scene.sandbox.clearCalls();
    await scene.stage.startBot();
    await scene.stage.pass(1);
  };
  /** Time passes while the bot is down. */
  const pass = (seconds: number) => scene.stage.clock.advance(seconds * 1000);
  /** How often guilds and channels were called for; what every start costs (commands, gateway) left out. */
  const guildCalls = (): Record<string, number> => {
    const counts = Object.entries(scene.sandbox.callCounts());
    return Object.fromEntries(counts.filter(([operation]) => / \/(?:guilds|channels)/.test(operation)));
  };
  const faults = () => disorder(scene.guild, state, scene.stage.clock.now());
  const stored = async (channel = room) => {
    const found = (await state.rooms()).find((one) => one.room.voiceChannelId === channel.id);
    return found?.room;
  };

  describe('HB-61 a guild that agrees with what is stored', () => {
    it('HB-61 PF-01 defect 13: costs no call, however many rooms it has', async () => {
      const people = Array.from({ length: 20 }, (_, index) => scene.guild.addMember({ name: `Person ${index}` }));
      const rooms: ChannelRecord[] = [];
      for (const person of people) rooms.push(await scene.roomOf(person));
      expect(await faults()).to.deep.equal([]);
      await whileDown();
      expect(guildCalls()).to.deep.equal({});
      expect(await state.rooms()).to.have.length(21);
      expect(new Set(rooms.map(({ id }) => id)).size).to.equal(20);
      expect(await faults()).to.deep.equal([]);
    });

    it('HB-61 costs no call either when rooms are empty, in grace, locked or hidden', async () => {
      const [bens, cleos] = [await scene.roomOf(scene.ben), await scene.roomOf(scene.cleo)];
      const dora = scene.guild.addMember({ name: 'Dora' });
      await scene.joins(dora, bens);
      await scene.leaves(scene.ben);
      await scene.leaves(scene.ada);
      await scene.stage.pass(2);
      await scene.parts.flow.change(scene.guild.id, cleos.id, (one) => ({
        ...one,
        room: { ...one.room, locked: true, hidden: true, admittedIds: [scene.cleo.id] },
      }));
      await scene.parts.sync.voiceNow(cleos.id);
      await scene.stage.settle();
      await whileDown();
      expect(guildCalls()).to.deep.equal({});
      expect(await faults()).to.deep.equal([]);
    });

    it('HB-61 works on: whoever joins the hub gets a room, and whoever joins a room is a member of it', async () => {
      await whileDown();
      const bens = await scene.roomOf(scene.ben);
      expect(bens.id).to.not.equal(room.id);
      await scene.joins(scene.cleo, room);
      await scene.stage.pass(1);
      expect(guildCalls()).to.deep.equal({ [PUT_OVERWRITE]: 1 });
      expect(await faults()).to.deep.equal([]);
    });
  });

  describe('HB-61 who came and went while the bot was away', () => {
    it('HB-61 occupants are members from now on, and those gone are not; text access follows in one call', async () => {
      await scene.joins(scene.ben, room);
      await scene.stage.pass(1);
      await whileDown(async () => {
        scene.ben.leave();
        scene.cleo.join(room);
        await pass(100);
      });
      expect(guildCalls()).to.deep.equal({ [EDIT]: 1 });
      const members = (await stored())?.members ?? [];
      expect(members.map(({ userId }) => userId)).to.deep.equal([scene.ada.id, scene.cleo.id]);
      expect(members[1]?.joinedAt).to.be.within(scene.stage.clock.now() - 5000, scene.stage.clock.now());
      expect(await faults()).to.deep.equal([]);
    });

    it('HB-61 defect 13: the owner keeps text access when the members of before have left', async () => {
      await scene.joins(scene.ben, room);
      await scene.stage.pass(1);
      await whileDown(() => scene.ben.leave());
      expect(guildCalls()).to.deep.equal({ [DELETE_OVERWRITE]: 1 });
      expect(await faults()).to.deep.equal([]);
    });

    it('HB-61 permissions that cannot be set at the start are set when the bot may again, and the guild is told', async () => {
      await scene.joins(scene.ben, room);
      await scene.stage.pass(1);
      const answer = { status: 403, code: 50013 };
      const allow = scene.sandbox.faults.add({ match: ({ operation }) => operation === DELETE_OVERWRITE, answer });
      await scene.leaves(scene.ben);
      await scene.stage.pass(1);
      await whileDown();
      expect(guildCalls()[DELETE_OVERWRITE]).to.equal(1);
      expect(scene.stage.log.filter(({ level }) => level === 'error')).to.deep.equal([]);
      expect(scene.said(scene.news).filter((line) => line.includes(`<#${room.id}>`))).to.not.deep.equal([]);
      allow();
      await scene.stage.pass(30);
      expect(await faults()).to.deep.equal([]);
    });

    it('HB-61 defect 13: the people who sit in a hub are served, and bots are not', async () => {
      const jukebox = scene.guild.addMember({ name: 'Jukebox', bot: true });
      const { hub } = scene;
      await whileDown(() => {
        jukebox.join(hub);
        scene.ben.join(hub);
        scene.cleo.join(hub);
      });
      expect(guildCalls()).to.deep.equal({ [EDIT]: 1, [CREATE]: 2 });
      const made = await stored(hub);
      expect(made?.ownerId).to.equal(scene.ben.id);
      expect(made?.members.map(({ userId }) => userId)).to.have.members([scene.ben.id, scene.cleo.id]);
      expect(await faults()).to.deep.equal([]);
    });

    it('HB-61 a hub in which only a bot sits stays a hub', async () => {
      const jukebox = scene.guild.addMember({ name: 'Jukebox', bot: true });
      const { hub } = scene;
      await whileDown(() => jukebox.join(hub));
      expect(guildCalls()).to.deep.equal({});
    });
  });

  describe('HB-61 empty rooms', () => {
    it('HB-61 one whose deadline is stored gets the rest of it', async () => {
      await scene.leaves(scene.ada);
      await whileDown(() => pass(20));
      await scene.stage.pass(8);
      expect(scene.exists(room)).to.equal(true);
      await scene.stage.pass(2);
      expect(scene.exists(room)).to.equal(false);
      expect(guildCalls()).to.deep.equal({ [DELETE]: 2 });
      expect(await faults()).to.deep.equal([]);
    });

    it('HB-61 one whose deadline has passed goes at once', async () => {
      await scene.leaves(scene.ada);
      await whileDown(() => pass(3600));
      expect(guildCalls()).to.deep.equal({ [DELETE]: 2 });
      expect(await stored()).to.equal(undefined);
      expect(await faults()).to.deep.equal([]);
    });

    it('HB-61 one that became empty while the bot was away gets the whole delay from now on', async () => {
      await whileDown(async () => {
        scene.ada.leave();
        await pass(3600);
      });
      await scene.stage.pass(28);
      expect(scene.exists(room)).to.equal(true);
      await scene.stage.pass(2);
      expect(scene.exists(room)).to.equal(false);
      expect(guildCalls()).to.deep.equal({ [DELETE]: 2 });
    });

    it('HB-61 one in which only a bot sits counts as empty', async () => {
      const jukebox = scene.guild.addMember({ name: 'Jukebox', bot: true });
      await whileDown(() => {
        jukebox.join(room);
        scene.ada.leave();
      });
      expect((await stored())?.deleteAt).to.be.a('number');
      await scene.stage.pass(30);
      expect(scene.exists(room)).to.equal(false);
    });

    it('HB-61 one that somebody entered stays, though its deadline has passed', async () => {
      await scene.leaves(scene.ada);
      await whileDown(async () => {
        scene.ben.join(room);
        await pass(3600);
      });
      await scene.stage.pass(3600);
      expect((await stored())?.ownerId).to.equal(scene.ben.id);
      expect(await faults()).to.deep.equal([]);
    });
  });

  describe('HB-62 channels that were deleted while the bot was away', () => {
    const deleteHubWhileDown = async (): Promise<void> => {
      const { hub } = scene;
      await whileDown(() => scene.guild.owner.deleteChannel(hub));
    };

    it('HB-62 the voice channel of a room: its text channel and its row go', async () => {
      const text = scene.textOf(room);
      await whileDown(() => scene.guild.owner.deleteChannel(room));
      expect(guildCalls()).to.deep.equal({ [LOOK_UP]: 1, [DELETE]: 1 });
      expect([scene.exists(text), await stored()]).to.deep.equal([false, undefined]);
      expect(await faults()).to.deep.equal([]);
    });

    it('HB-62 the text channel of a room: its voice channel and its row go', async () => {
      const text = scene.textOf(room);
      await whileDown(() => scene.guild.owner.deleteChannel(text));
      expect(guildCalls()).to.deep.equal({ [LOOK_UP]: 1, [DELETE]: 1 });
      expect([scene.exists(room), await stored()]).to.deep.equal([false, undefined]);
      expect(scene.ada.voiceChannel).to.equal(null);
    });

    it('HB-62 both channels of a room: its row goes', async () => {
      const text = scene.textOf(room);
      await whileDown(() => {
        scene.guild.owner.deleteChannel(text);
        scene.guild.owner.deleteChannel(room);
      });
      expect(guildCalls()).to.deep.equal({ [LOOK_UP]: 2 });
      expect(await stored()).to.equal(undefined);
    });

    it('HB-62 a hub is made anew once, where its rooms are, and the guild’s log says so', async () => {
      await deleteHubWhileDown();
      expect(guildCalls()[CREATE]).to.equal(1);
      expect([scene.hub.name, scene.hub.parentId]).to.deep.equal(['Join me', scene.category.id]);
      const log = await scene.rows<{ action: string; text: string }>('select action, text from core_log');
      expect(log.filter(({ action }) => action === 'hub.recreated').map(({ text }) => text)).to.have.length(1);
      expect(scene.said(scene.news).join()).to.include('Join me').and.to.include('anew');
      expect(await faults()).to.deep.equal([]);
      await whileDown();
      expect(guildCalls()).to.deep.equal({});
    });

    it('HB-62 a hub that is deleted a second time is a hub no longer, and its rooms live on', async () => {
      await deleteHubWhileDown();
      await deleteHubWhileDown();
      expect(await state.hubs()).to.deep.equal([]);
      expect(guildCalls()[CREATE]).to.equal(undefined);
      expect(scene.exists(room)).to.equal(true);
      expect(await faults()).to.deep.equal([]);
      await scene.leaves(scene.ada);
      await scene.stage.pass(30);
      expect(scene.exists(room)).to.equal(false);
    });

    const unclear: [string, FaultAnswer][] = [
      ['403 (50001)', { status: 403, code: 50001 }],
      ['500', { status: 500 }],
      ['404 with another code', { status: 404, code: 0 }],
      ['a broken connection', 'drop'],
    ];
    for (const [title, answer] of unclear) {
      it(`HB-62 nothing goes as long as Discord answers ${title}, and all goes when the answer is clear`, async () => {
        const text = scene.textOf(room);
        const before = await state.rooms();
        await whileDown(() => {
          scene.guild.owner.deleteChannel(room);
          scene.sandbox.faults.add({ operation: LOOK_UP, answer });
        });
        expect(await state.rooms()).to.deep.equal(before);
        expect(scene.exists(text)).to.equal(true);
        await whileDown(() => scene.sandbox.faults.clear());
        expect([await state.rooms(), scene.exists(text)]).to.deep.equal([[], false]);
      });
    }

    it('HB-62 a hub of which Discord says nothing clear stays a hub', async () => {
      const before = await state.hubs();
      const { hub } = scene;
      await whileDown(() => {
        scene.guild.owner.deleteChannel(hub);
        scene.sandbox.faults.add({ operation: LOOK_UP, answer: { status: 403, code: 50001 } });
      });
      expect(await state.hubs()).to.deep.equal(before);
      expect(guildCalls()[CREATE]).to.equal(undefined);
    });
  });

  it('HB-61 a hub’s channel that has become something else while hub was off is left alone, and the bot starts', async () => {
    const other = scene.guild.addChannel({ name: 'Other hub', parent: scene.category });
    await scene.stage.settle();
    await scene.register(other);
    const { hub } = scene;
    await scene.stage.stopBot();
    await scene.stage.startBot({ plugins: ['autochannel'] });
    await (await scene.guild.owner.slash('autochannel enable', { voice_channel: hub })).response();
    await scene.stage.stopBot();
    await scene.stage.startBot({ plugins: ['autochannel', 'hub'] });
    await scene.joins(scene.ben, hub);
    expect(scene.ben.voiceChannel?.name).to.equal('Join me #2');
    await scene.joins(scene.cleo, other);
    expect(scene.stored(other).room.ownerId).to.equal(scene.cleo.id);
    expect(await state.hubs()).to.have.length(2);
  });

  describe('HB-61 guilds that are not there', () => {
    it('HB-61 one in an outage at boot is not touched, and is brought in order when it comes back', async function () {
      // discord.js waits some real seconds for guilds that do not come.
      this.timeout(60_000);
      const bens = await scene.roomOf(scene.ben);
      await scene.leaves(scene.ada);
      const before = await state.rooms();
      await whileDown(() => scene.guild.outage(true));
      await scene.stage.pass(3600);
      expect(guildCalls()).to.deep.equal({});
      expect(await state.rooms()).to.deep.equal(before);
      scene.cleo.join(bens);
      scene.guild.outage(false);
      await scene.stage.settle();
      await scene.stage.pass(1);
      expect(scene.exists(room), 'the overdue room').to.equal(false);
      expect((await stored(bens))?.members.map(({ userId }) => userId)).to.deep.equal([scene.ben.id, scene.cleo.id]);
      expect(await faults()).to.deep.equal([]);
    });

    it('HB-61 an outage while the bot runs deletes nothing, and deadlines go on afterwards', async () => {
      await scene.leaves(scene.ada);
      scene.guild.outage(true);
      await scene.stage.settle();
      scene.sandbox.clearCalls();
      await scene.stage.pass(3600);
      expect(guildCalls()).to.deep.equal({});
      expect(await state.rooms()).to.have.length(1);
      scene.guild.outage(false);
      await scene.stage.settle();
      expect(scene.exists(room)).to.equal(false);
      expect(await faults()).to.deep.equal([]);
    });

    it('HB-61 rows of a guild that the bot has left are left alone, and are good when it is invited again', async () => {
      await whileDown(() => scene.guild.removeBot());
      await scene.stage.pass(3600);
      expect(guildCalls()).to.deep.equal({});
      expect(await state.rooms()).to.have.length(1);
      scene.guild.inviteBot();
      await scene.stage.settle();
      await scene.leaves(scene.ada);
      await scene.stage.pass(30);
      expect(scene.exists(room)).to.equal(false);
    });
  });
});
