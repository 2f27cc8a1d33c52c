import { expect } from 'chai';
import type { MikroORM } from '@mikro-orm/postgresql';
import { Client } from 'pg';
import type { Hub } from '../../../plugins/hub/domain/room.js';
import { hub as plugin } from '../../../plugins/hub/plugin.js';
import { Doubts } from '../../../plugins/hub/services/store/doubts.js';
import { Hubs } from '../../../plugins/hub/services/store/hubs.js';
import { overdueRooms } from '../../../plugins/hub/services/boot/overdue.js';
import { Rooms, type StoredRoom } from '../../../plugins/hub/services/store/rooms.js';
import { core } from '../../../src/core/plugin.js';
import { migrate } from '../../../src/database/migrate.js';
import { openOrm, type Schema } from '../../../src/database/orm.js';
import { gatherEntities, gatherMigrations } from '../../../src/plugins/gather.js';
import { ChannelRoles, ChannelRoleTakenError } from '../../../src/voice/channel-roles.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { silentLogger } from '../../support/logger.js';
import { hub as plainHub, room as plainRoom } from './domain/room-fixtures.js';
import { statementsOf } from '../../support/statements.js';

const schema: Schema = {
  entities: gatherEntities([core, plugin]),
  migrations: gatherMigrations([core, plugin]),
};

/** Ids beyond what a JavaScript number holds: the least that Discord gives. */
const id = (count: number): string => String(18_014_398_509_481_985n + BigInt(count));
const MOMENT = Date.UTC(2026, 10, 21, 12, 0, 0, 123);
const GUILD = id(1);
const VOICE = id(2);
const TEXT = id(3);
const ADA = id(10);
const BEN = id(11);
const CLEO = id(12);
/** The highest bit that Discord uses is beyond what a JavaScript number holds. */
const BITS = (1n << 53n) | (1n << 20n) | 1n;

/** A room with nothing but what every room has. */
const bare = (changes: Partial<StoredRoom['room']> = {}): StoredRoom => ({
  room: plainRoom({
    guildId: GUILD,
    hubId: '7',
    voiceChannelId: VOICE,
    textChannelId: null,
    createdAt: MOMENT,
    ownerId: ADA,
    members: [],
    naming: { autoName: false, template: 'stealth', fallbackName: null },
    ...changes,
  }),
  names: { stamps: [], wish: null, textStamps: [], at: null, status: null },
  controlPanelMessageId: null,
});

/** A room in which every column holds something of its own. */
const full: StoredRoom = {
  room: {
    guildId: GUILD,
    hubId: '7',
    voiceChannelId: VOICE,
    textChannelId: TEXT,
    pendingText: { name: 'комната', parentId: id(4), since: MOMENT + 1 },
    pendingName: 'Комната №1 🎲',
    state: 'deleting',
    createdAt: MOMENT + 2,
    ownerId: ADA,
    hostIds: [CLEO, BEN],
    actingOwnerId: CLEO,
    graceExpiresAt: MOMENT + 3,
    actingExpiresAt: MOMENT + 4,
    claimableAt: MOMENT + 5,
    members: [
      { userId: BEN, joinedAt: MOMENT + 6 },
      { userId: CLEO, joinedAt: MOMENT + 7 },
    ],
    deleteAt: MOMENT + 8,
    locked: true,
    hidden: true,
    admittedIds: [id(20), id(21)],
    allowedUserIds: [id(22)],
    allowedRoleIds: [id(23)],
    blockedUserIds: [id(24)],
    blockedRoleIds: [id(25)],
    baseOverwrites: [
      { id: GUILD, type: 'role', allow: 0n, deny: BITS },
      { id: ADA, type: 'member', allow: BITS, deny: 0n },
    ],
    userLimit: 99,
    naming: { autoName: true, template: 'party', fallbackName: `O'Neill's "quoted" \\ {name}, null` },
  },
  names: {
    stamps: [MOMENT + 9, MOMENT + 10],
    wish: {
      name: '[2/5]',
      by: 'human',
      at: MOMENT + 11,
      before: { autoName: true, template: 'counter', fallbackName: null },
    },
    textStamps: [MOMENT + 12],
    at: MOMENT + 13,
    status: '(2) 原神',
  },
  controlPanelMessageId: id(30),
};

const bareHub: Omit<Hub, 'id'> = { ...plainHub({ guildId: GUILD, channelId: VOICE }) };

const fullHub: Omit<Hub, 'id'> = {
  guildId: GUILD,
  channelId: VOICE,
  pending: { name: 'Join me', parentId: null, since: MOMENT },
  blueprint: {
    name: '➕ Присоединиться',
    overwrites: [{ id: GUILD, type: 'role', allow: 0n, deny: BITS }],
    bitrate: 384_000,
    userLimit: 12,
    region: 'rotterdam',
    position: 17,
  },
  defaults: { template: 'squad', manualName: "{member}'s", userLimit: 5 },
  lockdownUntil: MOMENT,
  lockdownPrevious: [{ id: GUILD, type: 'role', allow: BITS, deny: 1n, changed: BITS | 1n, existed: true }],
  recreated: true,
};

describe('HB-60 the tables of hub', () => {
  let database: TestDatabase;
  let orm: MikroORM;
  let client: Client;
  let roles: ChannelRoles;
  let rooms: Rooms;
  let hubs: Hubs;

  before(async () => {
    database = await testDatabase();
    orm = await openOrm(database.url, schema);
    await migrate({ orm, url: database.url, schema, when: 'boot', log: silentLogger });
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  beforeEach(async () => {
    await client.query('truncate hub_channels, auto_channels, auto_channel_members restart identity');
    roles = new ChannelRoles();
    rooms = new Rooms(orm, roles);
    hubs = new Hubs(orm, roles);
  });
  after(async () => {
    await client.end();
    await orm.close(true);
    await database.drop();
  });

  /** The rooms as the next start of the bot reads them. */
  const reloaded = async (): Promise<Rooms> => {
    const next = new Rooms(orm, new ChannelRoles());
    await next.load();
    return next;
  };
  const reloadedHubs = async (): Promise<Hubs> => {
    const next = new Hubs(orm, new ChannelRoles());
    await next.load();
    return next;
  };
  const rows = async (sql: string): Promise<Record<string, unknown>[]> =>
    (await client.query<Record<string, unknown>>(sql)).rows;

  it('HB-60 after the migrations the entities want nothing to be changed', async () => {
    expect(await orm.schema.getUpdateSchemaSQL({ safe: false, dropTables: false })).to.equal('');
  });

  it('HB-60 the migrations can be undone and done again', async () => {
    const names = schema.migrations.map(({ name }) => name).filter((name) => name.startsWith('hub/'));
    for (const name of names.toReversed()) await orm.migrator.down(name);
    expect(await rows(`select to_regclass('auto_channels') as name`)).to.deep.equal([{ name: null }]);
    await orm.migrator.up();
    await rooms.save(bare());
    expect(await rows('select 1 from auto_channels')).to.have.length(1);
  });

  describe('rooms', () => {
    for (const [title, stored] of [
      ['with something in every column', full],
      ['with nothing that may be missing', bare()],
    ] as const) {
      it(`HB-60 a room ${title} comes back as it was stored, when it is new and when it is changed`, async () => {
        await rooms.save(stored);
        expect((await reloaded()).all()).to.deep.equal([stored]);
        await rooms.save({ ...bare({ textChannelId: id(40) }), controlPanelMessageId: id(41) });
        await rooms.save(stored);
        expect((await reloaded()).all()).to.deep.equal([stored]);
      });
    }

    it('HB-60 what is missing is null in the table, so that deadlines can be searched by SQL', async () => {
      await rooms.save(bare());
      await rooms.save(full);
      await rooms.save(bare());
      const [row = {}] = await rows('select * from auto_channels');
      const empty = Object.keys(row).filter((column) => row[column] === null);
      expect(empty.toSorted()).to.deep.equal([
        'acting_expires_at',
        'acting_owner_user_id',
        'claimable_at',
        'cleanup_at',
        'control_panel_message_id',
        'fallback_name',
        'owner_grace_expires_at',
        'pending_name',
        'pending_text',
        'rename_at',
        'rename_wish',
        'text_channel_id',
        'voice_status',
      ]);
    });

    it('HB-60 the columns that the source names hold what it says', async () => {
      await rooms.save(full);
      const sql = `select voice_channel_id, text_channel_id, guild_id, source_hub_id, owner_user_id, host_user_ids,
        acting_owner_user_id, owner_grace_expires_at, locked, hidden, allowed_user_ids, allowed_role_ids, user_limit,
        auto_name_enabled, name_template, fallback_name, control_panel_message_id from auto_channels`;
      expect(await rows(sql)).to.deep.equal([
        {
          voice_channel_id: VOICE,
          text_channel_id: TEXT,
          guild_id: GUILD,
          source_hub_id: 7,
          owner_user_id: ADA,
          host_user_ids: [CLEO, BEN],
          acting_owner_user_id: CLEO,
          owner_grace_expires_at: new Date(MOMENT + 3),
          locked: true,
          hidden: true,
          allowed_user_ids: [id(22)],
          allowed_role_ids: [id(23)],
          user_limit: 99,
          auto_name_enabled: true,
          name_template: 'party',
          fallback_name: `O'Neill's "quoted" \\ {name}, null`,
          control_panel_message_id: id(30),
        },
      ]);
    });

    it('HB-60 members who come are added, who leave are removed, and who stays keeps the time of joining', async () => {
      const at = (userId: string, joinedAt: number) => ({ userId, joinedAt });
      const members = () => rows('select user_id, joined_at from auto_channel_members order by joined_at');
      await rooms.save(bare({ members: [at(ADA, MOMENT), at(BEN, MOMENT + 1)] }));
      await rooms.save(bare({ members: [at(ADA, MOMENT), at(CLEO, MOMENT + 2)] }));
      expect(await members()).to.deep.equal([
        { user_id: ADA, joined_at: new Date(MOMENT) },
        { user_id: CLEO, joined_at: new Date(MOMENT + 2) },
      ]);
      await rooms.save(bare({ members: [at(ADA, MOMENT + 3)] }));
      expect(await members(), 'left and came back').to.deep.equal([{ user_id: ADA, joined_at: new Date(MOMENT + 3) }]);
      await rooms.save(bare({ members: [] }));
      expect(await members()).to.deep.equal([]);
    });

    it('HB-60 members come back in the order in which they joined', async () => {
      const members = [CLEO, ADA, BEN].map((userId, index) => ({ userId, joinedAt: MOMENT + index }));
      await rooms.save(bare({ members: members.slice(1) }));
      await rooms.save(bare({ members }));
      expect((await reloaded()).get(VOICE)?.room.members).to.deep.equal(members);
    });

    it('HB-60 a change that the database refuses changes nothing, neither there nor in memory', async () => {
      await rooms.save(bare());
      const members = [{ userId: 'nobody', joinedAt: MOMENT }];
      const refused = await rooms.save(bare({ locked: true, members })).then(
        () => false,
        () => true,
      );
      expect(refused).to.equal(true);
      expect(rooms.get(VOICE)).to.deep.equal(bare());
      expect((await reloaded()).all()).to.deep.equal([bare()]);
    });

    it('HB-60 a room and its hub are stored together or not at all', async () => {
      const hub = await hubs.insert(bareHub, MOMENT);
      const waiting = { ...hub, channelId: null, pending: { name: 'Join me', parentId: null, since: MOMENT } };
      const attempt = (userId: string): Promise<void> =>
        rooms.writeNew(bare({ members: [{ userId, joinedAt: MOMENT }] }), (em) => hubs.statement(em, waiting));
      const refused = await attempt('nobody').then(
        () => false,
        () => true,
      );
      expect(refused).to.equal(true);
      expect((await reloadedHubs()).all()).to.deep.equal([hub]);
      expect((await reloaded()).all()).to.deep.equal([]);
      expect(await statementsOf(() => attempt(ADA))).to.have.length(1);
      expect((await reloadedHubs()).all()).to.deep.equal([waiting]);
      expect((await reloaded()).all()).to.have.length(1);
    });

    it('HB-60 a room that goes takes its members and the roles of its channels with it', async () => {
      await rooms.save(full);
      await rooms.save(bare({ voiceChannelId: id(50), members: [{ userId: ADA, joinedAt: MOMENT }] }));
      await rooms.remove({ guildId: GUILD, voiceChannelId: VOICE });
      expect(await rows('select voice_channel_id from auto_channel_members')).to.deep.equal([
        { voice_channel_id: id(50) },
      ]);
      expect((await reloaded()).all().map(({ room }) => room.voiceChannelId)).to.deep.equal([id(50)]);
      expect([roles.get(VOICE), roles.get(TEXT)]).to.deep.equal([undefined, undefined]);
      expect([rooms.get(VOICE), rooms.byText(TEXT)]).to.deep.equal([undefined, undefined]);
      expect(rooms.ofGuild(GUILD)).to.have.length(1);
    });

    it('HB-60 rooms are found by voice channel, text channel and guild, also after a start', async () => {
      const other = bare({ voiceChannelId: id(50), textChannelId: id(51), guildId: id(52) });
      for (const stored of [full, other]) await rooms.save(stored);
      for (const store of [rooms, await reloaded()]) {
        expect(store.get(VOICE)).to.deep.equal(full);
        expect(store.byText(id(51))).to.deep.equal(other);
        expect([store.ofGuild(GUILD), store.ofGuild(id(52)), store.ofGuild(id(53))]).to.deep.equal([
          [full],
          [other],
          [],
        ]);
      }
    });

    it('HB-60 the text channel of before has no role any more when a room gets another one', async () => {
      await rooms.save(bare({ textChannelId: TEXT }));
      await rooms.save(bare({ textChannelId: id(51) }));
      expect([rooms.byText(TEXT), roles.get(TEXT)]).to.deep.equal([undefined, undefined]);
      expect(rooms.byText(id(51))?.room.voiceChannelId).to.equal(VOICE);
      await rooms.save(bare());
      expect(roles.get(id(51))).to.equal(undefined);
    });
  });

  describe('deadlines that no job has woken', () => {
    const all = (_guildId: string): boolean => true;
    const overdue = (before: number, limit = 10, isAvailable = all) =>
      overdueRooms(rooms, isAvailable, { before: new Date(before), limit }).map(({ key, at }) => [key, at.getTime()]);

    it('HB-61 every column with a deadline is one, the longest overdue first', async () => {
      await rooms.save(full);
      await rooms.save(bare({ voiceChannelId: id(50), deleteAt: MOMENT + 5 }));
      expect(overdue(MOMENT + 100)).to.deep.equal([
        [`${VOICE}.grace`, MOMENT + 3],
        [`${VOICE}.acting-window`, MOMENT + 4],
        [`${id(50)}.deletion`, MOMENT + 5],
        [`${VOICE}.deletion`, MOMENT + 8],
        [`${VOICE}.names`, MOMENT + 13],
      ]);
      expect(overdue(MOMENT + 100, 1)).to.deep.equal([[`${VOICE}.grace`, MOMENT + 3]]);
      expect(overdue(MOMENT + 4)).to.deep.equal([[`${VOICE}.grace`, MOMENT + 3]]);
    });

    it('HB-61 rooms of guilds that are not there wait, and hide nobody else’s', async () => {
      await rooms.save(full);
      await rooms.save(bare({ voiceChannelId: id(50), guildId: id(51), deleteAt: MOMENT + 50 }));
      expect(overdue(MOMENT + 100, 1, (guildId) => guildId !== GUILD)).to.deep.equal([
        [`${id(50)}.deletion`, MOMENT + 50],
      ]);
    });
  });

  describe('hubs', () => {
    for (const [title, given] of [
      ['with something in every column', fullHub],
      ['with nothing that may be missing', bareHub],
    ] as const) {
      it(`HB-60 a hub ${title} comes back as it was stored, when it is new and when it is changed`, async () => {
        const hub = await hubs.insert(given, MOMENT);
        expect(hub).to.deep.equal({ ...given, id: hub.id });
        expect((await reloadedHubs()).all()).to.deep.equal([hub]);
        await hubs.save({ ...bareHub, id: hub.id, channelId: null });
        await hubs.save(hub);
        expect((await reloadedHubs()).all()).to.deep.equal([hub]);
      });
    }

    it('HB-60 what is missing is null in the table', async () => {
      const { id: hubId } = await hubs.insert(fullHub, MOMENT);
      await hubs.save({ ...bareHub, id: hubId, channelId: null });
      const [row = {}] = await rows('select * from hub_channels');
      const empty = Object.keys(row).filter((column) => row[column] === null);
      expect(empty.toSorted()).to.deep.equal([
        'channel_id',
        'default_manual_name',
        'default_template_key',
        'default_user_limit',
        'lockdown_previous',
        'lockdown_until',
        'pending',
        'region',
      ]);
    });

    it('HB-60 defect 14: a hub has an id of its own, which is not its channel’s and is never given twice', async () => {
      const first = await hubs.insert(bareHub, MOMENT);
      await hubs.remove(first);
      const second = await hubs.insert(bareHub, MOMENT);
      expect(second.id).not.to.equal(first.id);
      expect([first.id, second.id]).not.to.include(VOICE);
    });

    it('HB-60 a hub’s channel becomes a room: the role of the channel changes hands, and back', async () => {
      const hub = await hubs.insert(bareHub, MOMENT);
      expect(roles.get(VOICE)?.role).to.equal('hub');
      await hubs.save({ ...hub, channelId: null });
      await rooms.save(bare());
      expect(roles.get(VOICE)?.role).to.equal('room');
      expect(hubs.byChannel(VOICE)).to.equal(undefined);
      await hubs.save({ ...hub, channelId: id(60) });
      expect(hubs.byChannel(id(60))?.id).to.equal(hub.id);
      await rooms.remove({ guildId: GUILD, voiceChannelId: VOICE });
      await hubs.save(hub);
      expect([roles.get(VOICE)?.role, roles.get(id(60))]).to.deep.equal(['hub', undefined]);
    });

    describe('HB-63 the answer of a write was lost', () => {
      let doubts: Doubts;
      beforeEach(() => (doubts = new Doubts()));

      /** What another process would write: the copy in memory hears nothing of it. */
      const unheard = () => ({ rooms: new Rooms(orm, new ChannelRoles()), hubs: new Hubs(orm, new ChannelRoles()) });
      const settled = async (): Promise<void> => {
        const lost = doubts.watch(GUILD, () => Promise.reject(new Error('The connection broke')));
        await lost.catch((error: unknown) => error);
        await doubts.settle(GUILD, { hubs, rooms });
      };

      it('HB-63 a hub whose channel has become a room is known as that', async () => {
        const hub = await hubs.insert(bareHub, MOMENT);
        const other = unheard();
        await other.hubs.save({ ...hub, channelId: null });
        await other.rooms.save(bare());
        await settled();
        expect(rooms.all()).to.deep.equal((await reloaded()).all());
        expect(hubs.all()).to.deep.equal((await reloadedHubs()).all());
        expect(roles.get(VOICE)?.role).to.equal('room');
      });

      it('HB-63 a room that is the hub again is known as that', async () => {
        const hub = await hubs.insert(bareHub, MOMENT);
        await hubs.save({ ...hub, channelId: null });
        await rooms.save(bare({ state: 'pending' }));
        const other = unheard();
        await other.rooms.remove({ guildId: GUILD, voiceChannelId: VOICE });
        await other.hubs.save(hub);
        await settled();
        expect([rooms.all(), hubs.all()]).to.deep.equal([[], [hub]]);
        expect(roles.get(VOICE)?.role).to.equal('hub');
      });

      it('HB-63 a hub that was removed is one no longer, and an open room stays until others have heard of its end', async () => {
        const hub = await hubs.insert({ ...bareHub, channelId: id(60) }, MOMENT);
        await rooms.save(bare({ state: 'open' }));
        const other = unheard();
        await other.hubs.remove(hub);
        await other.rooms.remove({ guildId: GUILD, voiceChannelId: VOICE });
        await settled();
        expect(hubs.all()).to.deep.equal([]);
        expect(roles.get(id(60))).to.equal(undefined);
        expect(rooms.get(VOICE)?.room.state).to.equal('open');
      });

      it('HB-63 as long as the rows cannot be read, the doubt stays', async () => {
        const closed = new Rooms(await openOrm('postgres://nobody@127.0.0.1:1/none', schema), roles);
        await doubts.watch(GUILD, () => Promise.reject(new Error('lost'))).catch((error: unknown) => error);
        const refused = await doubts.settle(GUILD, { hubs, rooms: closed }).catch((error: unknown) => error);
        expect(refused).to.be.instanceOf(Error);
        expect([...doubts.guildIds]).to.deep.equal([GUILD]);
        await doubts.settle(GUILD, { hubs, rooms });
        expect([...doubts.guildIds]).to.deep.equal([]);
      });
    });

    it('HB-60 a channel that is something else already cannot be a hub, and nothing is stored', async () => {
      roles.claim(VOICE, { guildId: GUILD, plugin: 'autochannel', role: 'source' });
      const error: unknown = await hubs.insert(bareHub, MOMENT).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(ChannelRoleTakenError);
      expect(await rows('select 1 from hub_channels')).to.deep.equal([]);
      expect(hubs.all()).to.deep.equal([]);
    });

    it('HB-60 a hub that the database refuses leaves its channel free', async () => {
      const first = await hubs.insert({ ...bareHub, channelId: id(70) }, MOMENT);
      const second = new Hubs(orm, roles);
      roles.release(id(70), 'hub');
      const refused = await second.insert({ ...bareHub, channelId: id(70) }, MOMENT).then(
        () => false,
        () => true,
      );
      expect(refused).to.equal(true);
      expect([roles.get(id(70)), second.all()]).to.deep.equal([undefined, []]);
      expect(first.channelId).to.equal(id(70));
    });

    it('HB-60 hubs are found by channel and guild, in the order in which they were registered', async () => {
      const ids: string[] = [];
      for (const channelId of [id(82), id(81), id(80)]) ids.push((await hubs.insert({ ...bareHub, channelId }, 0)).id);
      await hubs.insert({ ...bareHub, channelId: id(83), guildId: id(90) }, 0);
      await hubs.save({ ...bareHub, channelId: id(82), id: ids[0] ?? '', recreated: true });
      for (const store of [hubs, await reloadedHubs()]) {
        expect(store.ofGuild(GUILD).map((hub) => hub.id)).to.deep.equal(ids);
        expect(store.byChannel(id(80))?.id).to.equal(ids[2]);
      }
    });

    it('HB-60 lockdowns that have ended are listed, the longest overdue first', async () => {
      const ids: string[] = [];
      for (const [index, lockdownUntil] of [MOMENT + 2, MOMENT + 1, null, MOMENT + 3].entries())
        ids.push((await hubs.insert({ ...bareHub, channelId: id(80 + index), lockdownUntil }, 0)).id);
      const overdue = async (before: number, limit: number) =>
        (await hubs.overdue(new Date(before), limit)).map((hub) => hub.id);
      expect(await overdue(MOMENT + 3, 10)).to.deep.equal([ids[1], ids[0]]);
      expect(await overdue(MOMENT + 3, 1)).to.deep.equal([ids[1]]);
      expect(await overdue(MOMENT, 10)).to.deep.equal([]);
    });
  });
});
