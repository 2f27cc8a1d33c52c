import { expect } from 'chai';
import { BotInHub, BotInText, Connect, ViewChannel } from '../../../../plugins/hub/domain/bits.js';
import type { LiveChannel } from '../../../../plugins/hub/domain/fingerprints.js';
import type { LiveGuild } from '../../../../plugins/hub/domain/live-guild.js';
import { lockedDown } from '../../../../plugins/hub/domain/lockdown.js';
import { textOverwrites, voiceOverwrites } from '../../../../plugins/hub/domain/overwrites.js';
import type { ReconcileAction } from '../../../../plugins/hub/domain/reconcile-actions.js';
import { reconcile } from '../../../../plugins/hub/domain/reconcile.js';
import type { Hub, Person, Room, RoomSettings } from '../../../../plugins/hub/domain/room.js';
import {
  botId,
  guildId,
  hub,
  human,
  member,
  members,
  minute,
  now,
  playing,
  robot,
  role,
  room,
  roomInGrace,
  settings,
} from './room-fixtures.js';

const bot = member(botId, BotInHub);

function channel(id: string, changes: Partial<LiveChannel> = {}): LiveChannel {
  return { id, type: 'voice', name: 'Join me', parentId: '50', createdAt: now, overwrites: [bot], ...changes };
}

function live(channels: readonly LiveChannel[], changes: Partial<LiveGuild> = {}): LiveGuild {
  return {
    available: true,
    channels: new Map(channels.map((found) => [found.id, found])),
    gone: new Set(),
    voice: new Map(),
    unwelcome: new Map(),
    playing: new Map(),
    trackedElsewhere: new Set(),
    guildLockdownUntil: null,
    ...changes,
  };
}

/** The channels of a room as they should be, with its members inside. */
function channelsOf(start: Room, name = 'Quantum Socket'): readonly LiveChannel[] {
  const occupants = present(start);
  return [
    channel(start.voiceChannelId, { name, overwrites: voiceOverwrites(start, occupants, settings) }),
    channel('201', { type: 'text', name: 'quantum-socket', overwrites: textOverwrites(start, occupants, settings) }),
  ];
}

function present(start: Room): readonly Person[] {
  return start.members.map((row) => human(row.userId));
}

function voiceOf(start: Room): LiveGuild['voice'] {
  return new Map([[start.voiceChannelId, present(start)]]);
}

function actions(
  hubs: readonly Hub[],
  rooms: readonly Room[],
  guild: LiveGuild,
  with_: RoomSettings = settings,
): readonly ReconcileAction[] {
  return reconcile({ hubs, rooms }, guild, with_, now);
}

function kinds(found: readonly ReconcileAction[]): readonly string[] {
  return found.map((action) => action.kind);
}

describe('hub reconciliation', () => {
  describe('of a consistent guild', () => {
    const sound: Record<string, Room> = {
      'a room': room(),
      'a room of several': room({ members: members('owner', 'a', 'b'), hostIds: ['away'] }),
      'a locked, hidden room with blocks': room({
        locked: true,
        hidden: true,
        admittedIds: ['owner'],
        blockedUserIds: ['foe'],
        allowedRoleIds: ['r'],
      }),
      'a room without an owner inside': room({ members: members('a') }),
    };
    for (const [title, start] of Object.entries(sound)) {
      it(`HB-61 does nothing: ${title}`, () => {
        expect(
          actions([hub()], [start], live([channel('300'), ...channelsOf(start)], { voice: voiceOf(start) })),
        ).to.deep.equal([]);
      });
    }

    it('HB-61 only arms what still lies ahead', () => {
      const graced = roomInGrace();
      const stepped = roomInGrace({ members: members('other'), actingExpiresAt: now + 9000 });
      const empty = room({ members: [], deleteAt: now + 1000 });
      const armed = [graced, stepped, empty].map((start) =>
        actions([], [start], live(channelsOf(start), { voice: voiceOf(start) })).map((action) =>
          action.kind === 'arm' ? [action.deadline, action.at - now] : action.kind,
        ),
      );
      expect(armed).to.deep.equal([
        [['grace', 4 * minute]],
        [
          ['grace', 4 * minute],
          ['acting-window', 9000],
        ],
        [['deletion', 1000]],
      ]);
    });

    it('HB-61 only arms the end of a lockdown whose denials are there', () => {
      const { overwrites, previous } = lockedDown([bot], null, guildId, botId);
      const locked = hub({ lockdownUntil: now + minute, lockdownPrevious: previous });
      expect(actions([locked], [], live([channel('300', { overwrites })]))).to.deep.equal([
        { kind: 'arm-lockdown', hub: locked, at: now + minute },
      ]);
    });
  });

  describe('of rooms', () => {
    it('HB-61 catches up with who came and went, and gives text access in one step', () => {
      const start = room({ members: members('owner', 'gone') });
      const voice = new Map([['200', [human('owner'), human('new'), robot('music')]]]);
      const found = actions([], [start], live(channelsOf(start), { voice }));
      expect(kinds(found)).to.deep.equal(['save-room', 'text-overwrites']);
      const [saved, text] = found;
      expect(saved?.kind === 'save-room' && saved.room.members.map((row) => row.userId)).to.deep.equal([
        'owner',
        'new',
      ]);
      expect(text?.kind === 'text-overwrites' && text.change.kind).to.equal('patch');
    });

    it('HB-61 decides an overdue grace now', () => {
      const start = roomInGrace({ graceExpiresAt: now - 1 });
      const [saved] = actions([], [start], live(channelsOf(start), { voice: voiceOf(start) }));
      expect(saved?.kind === 'save-room' && saved.room.ownerId).to.equal('acting');
    });

    it('HB-61 starts the deletion of a room that emptied unseen, with the whole delay', () => {
      const found = actions([], [room()], live(channelsOf(room())));
      expect(kinds(found)).to.deep.equal(['save-room']);
      const [saved] = found;
      expect(saved?.kind === 'save-room' && saved.room.deleteAt).to.equal(now + 30_000);
    });

    it('HB-61 deletes at once what is overdue and empty, and keeps it when somebody is back', () => {
      const start = room({ members: [], deleteAt: now - 1 });
      const [deletion] = actions([], [start], live(channelsOf(start)));
      expect(deletion).to.deep.include({ kind: 'delete-room', channelIds: ['200', '201'] });
      const back = actions([], [start], live(channelsOf(start), { voice: new Map([['200', [human('owner')]]]) }));
      expect(kinds(back)).to.not.include('delete-room');
    });

    it('HB-61 recomputes the name of a room with presence naming, from any member', () => {
      const start = room({ members: members('owner', 'a') });
      const guild = live(channelsOf(start), { voice: voiceOf(start), playing: new Map([['a', [playing('Chess')]]]) });
      const found = actions([], [start], guild);
      expect(found.map((action) => 'name' in action && [action.kind, action.name])).to.deep.equal([
        ['rename', 'Chess'],
        ['rename-text', 'chess'],
      ]);
      const manual = { ...start, naming: { ...start.naming, autoName: false, fallbackName: 'Edited by hand since' } };
      expect(actions([], [manual], guild)).to.deep.equal([]);
    });

    it('HB-61 finishes the rename of the text channel that a crash cut off', () => {
      const start = room();
      const guild = live(channelsOf(start, 'Chess'), {
        voice: voiceOf(start),
        playing: new Map([['owner', [playing('Chess')]]]),
      });
      expect(kinds(actions([], [start], guild))).to.deep.equal(['rename-text']);
    });

    it('HB-63 applies a lock that a crash cut off, and lifts one that should not be there', () => {
      const start = room();
      const locked = { ...start, locked: true, admittedIds: ['owner'] };
      const voice = voiceOf(start);
      expect(kinds(actions([], [locked], live(channelsOf(start), { voice })))).to.deep.equal(['voice-overwrites']);
      const [unlock] = actions([], [start], live(channelsOf(locked), { voice }));
      expect(unlock?.kind === 'voice-overwrites' && unlock.overwrites).to.deep.equal(
        voiceOverwrites(start, present(start), settings),
      );
    });

    it('HB-42 disconnects somebody blocked who is still inside', () => {
      const start = room({ members: members('owner', 'foe'), blockedUserIds: ['foe'] });
      const unwelcome = new Map([['200', ['foe']]]);
      const found = actions([], [start], live(channelsOf(start), { voice: voiceOf(start), unwelcome }));
      const without = { ...start, members: members('owner') };
      expect(found[0]).to.deep.include({ kind: 'save-room', room: without });
      expect(found).to.deep.include({ kind: 'disconnect', room: without, userIds: ['foe'] });
    });

    it('HB-42 who got in although a role of theirs is blocked never counts as having come', () => {
      const start = room({ members: [], deleteAt: now + minute, blockedRoleIds: ['trolls'] });
      const [voice] = channelsOf(start);
      if (voice === undefined) throw new Error('A room has a voice channel.');
      const inside = new Map([['200', [human('troll')]]]);
      const found = actions([], [start], live([voice], { voice: inside, unwelcome: new Map([['200', ['troll']]]) }));
      expect(kinds(found)).to.deep.equal(['arm', 'disconnect']);
      expect(found[1]).to.deep.include({ kind: 'disconnect', userIds: ['troll'] });
    });

    it('HB-62 takes the other channel and the row when one was deleted by hand', () => {
      const start = room();
      const [voice, text] = channelsOf(start);
      if (voice === undefined || text === undefined) throw new Error('A room has two channels.');
      const cases = [
        [live([text], { gone: new Set(['200']) }), ['201']],
        [live([voice], { gone: new Set(['201']), voice: voiceOf(start) }), ['200']],
        [live([], { gone: new Set(['200', '201']) }), []],
      ] as const;
      for (const [guild, channelIds] of cases) {
        expect(actions([], [start], guild)).to.deep.equal([{ kind: 'delete-room', room: start, channelIds }]);
      }
    });

    it('HB-62 concludes nothing from a channel that is not seen, or from an outage', () => {
      const start = room({ members: [], deleteAt: now - 1 });
      expect(actions([hub()], [start], live([]))).to.deep.equal([]);
      expect(actions([hub()], [start], live([], { available: false, gone: new Set(['200', '300']) }))).to.deep.equal(
        [],
      );
      const [voice] = channelsOf(room());
      expect(actions([], [room()], live(voice ? [voice] : [], { voice: voiceOf(room()) }))).to.deep.equal([]);
    });

    it('HB-63 goes on with a deletion, also when only the row is left', () => {
      const doomed = room({ state: 'deleting', members: [] });
      const [voice, text] = channelsOf(doomed);
      expect(actions([], [doomed], live(voice && text ? [voice, text] : []))).to.deep.include({
        kind: 'delete-room',
        room: doomed,
        channelIds: ['200', '201'],
      });
      expect(actions([], [doomed], live([], { gone: new Set(['200', '201']) }))).to.deep.include({
        kind: 'delete-room',
        room: doomed,
        channelIds: [],
      });
    });

    it('HB-63 never deletes a room that somebody entered after it was found empty, unless a person wants it deleted', () => {
      const voice = new Map([['200', [human('a')]]]);
      const expired = room({ state: 'deleting', members: [], deleteAt: now - 1 });
      expect(kinds(actions([], [expired], live(channelsOf(expired), { voice })))).to.not.include('delete-room');
      const wanted = room({ state: 'deleting', members: members('a'), deleteAt: null });
      expect(kinds(actions([], [wanted], live(channelsOf(wanted), { voice })))).to.deep.equal(['delete-room']);
    });
  });

  describe('of a conversion that was cut off', () => {
    const pendingRoom = room({
      voiceChannelId: '300',
      textChannelId: null,
      pendingText: { name: 'overwatch', parentId: '50', since: now - 2000 },
      pendingName: 'Overwatch',
      state: 'pending',
    });
    const waiting = hub({ channelId: null, pending: { name: 'Join me', parentId: '50', since: now - 2000 } });
    const unpatched = channel('300', { createdAt: now - minute });
    const patched = channel('300', { name: 'Overwatch', createdAt: now - minute });
    const replacement = channel('301', { createdAt: now - 1000 });
    const text = channel('302', {
      type: 'text',
      name: 'overwatch',
      createdAt: now - 1000,
      overwrites: [member(botId, BotInText)],
    });
    const occupied = { voice: new Map([['300', [human('owner')]]]) };

    const steps: readonly (readonly [string, readonly LiveChannel[], boolean, object])[] = [
      ['before any call', [unpatched], true, { kind: 'create' }],
      ['after the PATCH', [patched], false, { kind: 'create' }],
      ['after the hub', [unpatched, replacement], true, { kind: 'create' }],
      ['after the text channel', [unpatched, text], true, { kind: 'adopt', channelId: '302' }],
      ['after all calls', [patched, replacement, text], false, { kind: 'adopt', channelId: '302' }],
    ];
    for (const [title, channels, patch, textStep] of steps) {
      it(`HB-63 is finished ${title}`, () => {
        const found = actions([waiting], [pendingRoom], live(channels, occupied));
        const hasHub = channels.includes(replacement);
        expect(kinds(found)).to.deep.equal(['finish-room', hasHub ? 'adopt-hub' : 'create-hub']);
        expect(found[0]).to.deep.include({ patch, text: textStep });
        if (hasHub) expect(found[1]).to.deep.include({ channelId: '301' });
      });
    }

    it('HB-63 is undone when the member has gone and nothing was made yet', () => {
      expect(actions([waiting], [pendingRoom], live([unpatched]))).to.deep.include({
        kind: 'give-back',
        room: { ...pendingRoom, members: [], deleteAt: now + 30_000 },
        hub: { ...waiting, channelId: '300', pending: null },
      });
      expect(kinds(actions([waiting], [pendingRoom], live([unpatched])))).to.deep.equal(['give-back']);
    });

    for (const [title, channels, ids] of [
      ['PATCH', [patched], ['300']],
      ['hub', [unpatched, replacement], ['300']],
      ['text channel', [unpatched, text], ['300', '302']],
    ] as const) {
      it(`HB-63 deletes an abandoned room once the ${title} was made, and leaves one hub`, () => {
        const found = actions([waiting], [pendingRoom], live(channels));
        expect(found[0]).to.deep.include({ kind: 'delete-room', channelIds: ids });
        expect(kinds(found.slice(1))).to.deep.equal([
          channels.some((made) => made.id === '301') ? 'adopt-hub' : 'create-hub',
        ]);
      });
    }

    it('HB-63 counts a bot as nobody, and whoever else sits there as a member', () => {
      const bots = live([unpatched], { voice: new Map([['300', [robot('music')]]]) });
      expect(kinds(actions([waiting], [pendingRoom], bots))).to.deep.equal(['give-back']);
      const [saved, finish] = actions(
        [waiting],
        [pendingRoom],
        live([patched], { voice: new Map([['300', [human('owner'), human('b')]]]) }),
      );
      expect([saved?.kind, finish?.kind]).to.deep.equal(['save-room', 'finish-room']);
    });

    it('HB-63 makes the text channel that an open room still lacks, while somebody is there', () => {
      const start = room({ textChannelId: null, pendingText: pendingRoom.pendingText });
      const voice = channel('200', {
        name: 'Quantum Socket',
        overwrites: voiceOverwrites(start, present(start), settings),
      });
      expect(kinds(actions([], [start], live([voice], { voice: voiceOf(start) })))).to.deep.equal(['finish-room']);
      const empty = { ...start, members: [], deleteAt: now + 1000 };
      expect(kinds(actions([], [empty], live([voice])))).to.deep.equal(['arm']);
      expect(kinds(actions([], [empty], live([voice, text])))).to.deep.equal(['arm', 'finish-room']);
    });

    const strangers: Record<string, Partial<LiveChannel>> = {
      'another name': { name: 'Join us' },
      'another category': { parentId: '51' },
      'another type': { type: 'text' },
      'made before the intent': { createdAt: now - minute },
      "without the bot's own overwrite": { overwrites: [role(botId, BotInHub), member('other', BotInHub)] },
    };
    for (const [title, changes] of Object.entries(strangers)) {
      it(`HB-63 never takes a channel of people for its own: ${title}`, () => {
        const guild = live([patched, text, channel('301', { createdAt: now - 1000, ...changes })], occupied);
        expect(kinds(actions([waiting], [pendingRoom], guild))).to.deep.equal(['finish-room', 'create-hub']);
      });
    }

    it('HB-63 never takes a channel that is tracked, here or by another feature', () => {
      const other = hub({ id: 'hub-2', channelId: '301' });
      expect(kinds(actions([waiting, other], [], live([replacement])))).to.deep.equal(['create-hub']);
      const elsewhere = live([replacement], { trackedElsewhere: new Set(['301']) });
      expect(kinds(actions([waiting], [], elsewhere))).to.deep.equal(['create-hub']);
    });

    it('HB-63 gives two waiting hubs of one name a channel each', () => {
      const twin = { ...waiting, id: 'hub-2' };
      const found = actions([waiting, twin], [], live([channel('303', { createdAt: now }), replacement]));
      expect(found.map((action) => action.kind === 'adopt-hub' && [action.hub.id, action.channelId])).to.deep.equal([
        ['hub-1', '301'],
        ['hub-2', '303'],
      ]);
    });

    it('HB-63 deletes the second channel of a creation that was sent twice, unless somebody is in it', () => {
      const twice = [replacement, channel('303')];
      expect(actions([waiting], [], live(twice)).at(-1)).to.deep.equal({ kind: 'delete-stray', channelId: '303' });
      const inUse = live(twice, { voice: new Map([['303', [human('a')]]]) });
      expect(kinds(actions([waiting], [], inUse))).to.deep.equal(['adopt-hub']);
    });

    it('HB-63 finds the text channel although Discord has rewritten its name', () => {
      const odd = { ...pendingRoom, pendingText: { name: 'o-v--w', parentId: '50', since: now } };
      const found = actions([waiting], [odd], live([patched, channel('302', { ...text, name: 'O-v-w' })], occupied));
      expect(found[0]).to.deep.include({ text: { kind: 'adopt', channelId: '302' } });
    });
  });

  describe('of hubs', () => {
    it('HB-61 serves the people who sit in a hub, and no bots', () => {
      const guild = live([channel('300')], { voice: new Map([['300', [robot('music'), human('a'), human('b')]]]) });
      expect(actions([hub()], [], guild)).to.deep.equal([{ kind: 'serve-hub', hub: hub(), userIds: ['a', 'b'] }]);
      const bots = live([channel('300')], { voice: new Map([['300', [robot('music')]]]) });
      expect(actions([hub()], [], bots)).to.deep.equal([]);
    });

    for (const [onHubDeleted, recreated, kind] of [
      ['recreate', false, 'recreate-hub'],
      ['recreate', true, 'unregister-hub'],
      ['unregister', false, 'unregister-hub'],
    ] as const) {
      it(`HB-62 ${kind} when the setting is ${onHubDeleted} and it was ${recreated ? '' : 'not '}made anew before`, () => {
        const start = hub({ recreated });
        const guild = live([], { gone: new Set(['300']) });
        const expected = kind === 'recreate-hub' ? hub({ channelId: null, recreated: true }) : start;
        expect(actions([start], [], guild, { ...settings, onHubDeleted })).to.deep.equal([{ kind, hub: expected }]);
      });
    }

    it('HB-53 lifts both kinds of expired locks, and forgets the one of the guild last', () => {
      const before = [role('vip', Connect | ViewChannel), bot];
      const { overwrites, previous } = lockedDown(before, null, guildId, botId);
      const start = hub({ lockdownUntil: now - 1, lockdownPrevious: previous });
      const found = actions([start], [], live([channel('300', { overwrites })], { guildLockdownUntil: now }));
      expect(found).to.deep.equal([
        { kind: 'hub-lockdown', hub: start, lockdownUntil: null, change: { overwrites: before, previous: null } },
        { kind: 'clear-guild-lockdown' },
      ]);
    });

    it('HB-52 makes a missing replacement anew, and arms the end of its lock', () => {
      const waiting = hub({ channelId: null, lockdownUntil: now + minute });
      expect(actions([waiting], [], live([]))).to.deep.equal([
        { kind: 'create-hub', hub: waiting },
        { kind: 'arm-lockdown', hub: waiting, at: now + minute },
      ]);
      const expired = { ...waiting, lockdownUntil: now - 1 };
      expect(actions([expired], [], live([]))).to.deep.equal([
        { kind: 'create-hub', hub: { ...waiting, lockdownUntil: null } },
      ]);
    });

    it('HB-53 denies again what is missing, also on a replacement that was just found', () => {
      const waiting = hub({ channelId: null, pending: { name: 'Join me', parentId: '50', since: now } });
      const found = actions([waiting], [], live([channel('301')], { guildLockdownUntil: now + minute }));
      expect(kinds(found)).to.deep.equal(['adopt-hub', 'hub-lockdown', 'arm-lockdown']);
    });
  });
});
