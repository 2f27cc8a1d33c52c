import { expect } from 'chai';
import { withHiding, withLock } from '../../../../plugins/hub/domain/admission.js';
import * as bits from '../../../../plugins/hub/domain/bits.js';
import {
  overwriteChange,
  overwriteSteps,
  sameOverwrites,
  withHandEdits,
} from '../../../../plugins/hub/domain/overwrite-diff.js';
import { textOverwrites, voiceOverwrites } from '../../../../plugins/hub/domain/overwrites.js';
import type { Overwrite, Person, Room, RoomSettings } from '../../../../plugins/hub/domain/room.js';
import { botId, guildId, human, member, members, role, robot, room, roomInGrace, settings } from './room-fixtures.js';

/** Everything that a member may do, as Discord computes it from what @everyone may do in the guild. */
function effective(overwrites: readonly Overwrite[], userId: string, roleIds: readonly string[] = []): bigint {
  const apply = (start: bigint, found: readonly Overwrite[]): bigint => {
    const deny = found.reduce((all, overwrite) => all | overwrite.deny, 0n);
    const allow = found.reduce((all, overwrite) => all | overwrite.allow, 0n);
    return (start & ~deny) | allow;
  };
  const of = (ids: readonly string[]): readonly Overwrite[] => overwrites.filter(({ id }) => ids.includes(id));
  return [[guildId], roleIds, [userId]].reduce((all, ids) => apply(all, of(ids)), bits.ViewChannel | bits.Connect);
}

function may(overwrites: readonly Overwrite[], bit: bigint, userId: string, roleIds?: readonly string[]): boolean {
  return (effective(overwrites, userId, roleIds) & bit) !== 0n;
}

function voice(start: Room, occupants?: readonly Person[], with_: RoomSettings = settings): readonly Overwrite[] {
  return voiceOverwrites(start, occupants ?? start.members.map((row) => human(row.userId)), with_);
}

function byId(overwrites: readonly Overwrite[], id: string): Overwrite | undefined {
  return overwrites.find((overwrite) => overwrite.id === id);
}

const sudo: RoomSettings = { ...settings, sudoRoleIds: ['sudo'] };
const base: readonly Overwrite[] = [
  role(guildId, 1n << 40n, bits.SendMessages),
  role('vip', bits.Connect | bits.MoveMembers),
  role('muted', 0n, bits.Connect),
  member('friend', bits.Connect | bits.ViewChannel),
];

describe('hub voice overwrites', () => {
  it("HB-08 are the base and the bot's own when nothing is locked, hidden or blocked", () => {
    expect(sameOverwrites(voice(room({ baseOverwrites: base })), [...base, member(botId, bits.BotInVoice)])).to.equal(
      true,
    );
  });

  const kept = bits.ViewChannel | bits.Connect | bits.ManageChannels | bits.ManageRoles | bits.MoveMembers;
  for (const [locked, hidden] of [
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ] as const) {
    it(`HB-08 always hold the bot's own (locked ${locked}, hidden ${hidden}), even against a base and a block`, () => {
      const denied = [member(botId, bits.SetVoiceChannelStatus, kept)];
      const overwrites = voice(room({ locked, hidden, baseOverwrites: denied, blockedUserIds: [botId] }));
      expect(byId(overwrites, botId)).to.deep.equal(member(botId, kept | bits.SetVoiceChannelStatus));
    });
  }

  describe('locked', () => {
    const locked = withLock(
      roomInGrace({
        members: members('acting', 'guest'),
        hostIds: ['host'],
        allowedUserIds: ['permitted'],
        allowedRoleIds: ['friends'],
        blockedUserIds: ['foe'],
        baseOverwrites: base,
      }),
      true,
    );
    const overwrites = voice(locked, [human('acting'), human('guest'), robot('music')], sudo);
    const cases: readonly (readonly [string, string, readonly string[], boolean])[] = [
      ['a stranger', 'stranger', [], false],
      ['the owner, who is away', 'owner', [], true],
      ['the acting owner', 'acting', [], true],
      ['an absent host', 'host', [], true],
      ['somebody permitted', 'permitted', [], true],
      ['somebody with a permitted role', 'x', ['friends'], true],
      ['somebody with a sudo role', 'x', ['sudo'], true],
      ['a guest who is present', 'guest', [], true],
      ['a bot that is present', 'music', [], true],
      ['a role with an explicit allow', 'x', ['vip'], false],
      ['a member with an explicit allow', 'friend', [], false],
      ['somebody permitted whose role is denied', 'permitted', ['muted'], true],
      ['somebody blocked', 'foe', ['friends', 'sudo'], false],
    ];
    for (const [who, userId, roleIds, expected] of cases) {
      it(`HB-41 ${expected ? 'let in' : 'keep out'} ${who}`, () => {
        expect(may(overwrites, bits.Connect, userId, roleIds)).to.equal(expected);
        expect(may(overwrites, bits.ViewChannel, userId, roleIds)).to.equal(true);
      });
    }

    it('HB-41 touch no other bit of the base', () => {
      expect(byId(overwrites, guildId)).to.deep.equal(role(guildId, 1n << 40n, bits.SendMessages | bits.Connect));
      expect(byId(overwrites, 'vip')).to.deep.equal(role('vip', bits.MoveMembers, bits.Connect));
    });

    it('HB-41 let a guest who was inside come back after leaving, as long as it is locked', () => {
      const left = { ...locked, members: members('acting') };
      expect(may(voice(left), bits.Connect, 'guest')).to.equal(true);
      expect(sameOverwrites(voice(left), voice(locked))).to.equal(true);
    });

    it('HB-41 are exactly as before once it is unlocked and shown, in either order', () => {
      const start = room({
        members: members('owner', 'a'),
        hostIds: ['h'],
        allowedUserIds: ['p'],
        baseOverwrites: base,
      });
      const sealed = withHiding(withLock(start, true), true);
      expect(sameOverwrites(voice(sealed), voice(start))).to.equal(false);
      expect(voice(withLock(withHiding(sealed, false), false))).to.deep.equal(voice(start));
      expect(voice(withHiding(withLock(sealed, false), false))).to.deep.equal(voice(start));
    });

    it('HB-41 shut out the target role instead of @everyone, and roles that would walk through', () => {
      const target: RoomSettings = { ...sudo, targetRoleId: 'verified' };
      const start = room({
        locked: true,
        baseOverwrites: [role(guildId, 0n, bits.Connect), role('verified', bits.Connect), role('vip', bits.Connect)],
      });
      const result = voice(start, undefined, target);
      expect(byId(result, guildId)).to.deep.equal(role(guildId, 0n, bits.Connect));
      expect(may(result, bits.Connect, 'x', ['verified'])).to.equal(false);
      expect(may(result, bits.Connect, 'x', ['verified', 'vip'])).to.equal(false);
      expect(may(result, bits.Connect, 'x', ['verified', 'sudo'])).to.equal(true);
      expect(may(result, bits.Connect, 'owner', ['verified'])).to.equal(true);
    });

    it('HB-41 leave @everyone alone when there is a target role, even with an explicit allow', () => {
      const start = room({ locked: true, baseOverwrites: [role(guildId, bits.Connect)] });
      const result = voice(start, undefined, { ...settings, targetRoleId: 'verified' });
      expect(byId(result, guildId)).to.deep.equal(role(guildId, bits.Connect));
      expect(may(result, bits.Connect, 'x', ['verified'])).to.equal(false);
    });

    it('HB-41 lock even when the target role is a sudo or a permitted role', () => {
      const target: RoomSettings = { ...settings, sudoRoleIds: ['verified'], targetRoleId: 'verified' };
      const result = voice(room({ locked: true, allowedRoleIds: ['verified'] }), undefined, target);
      expect(may(result, bits.Connect, 'x', ['verified'])).to.equal(false);
    });
  });

  it('HB-41 hide for strangers and not for those inside, without touching Connect', () => {
    const hidden = withHiding(room({ baseOverwrites: base, members: members('owner', 'guest') }), true);
    const overwrites = voice(hidden, undefined, sudo);
    expect(may(overwrites, bits.ViewChannel, 'stranger')).to.equal(false);
    expect(may(overwrites, bits.ViewChannel, 'friend')).to.equal(false);
    for (const [userId, roleIds] of [
      ['owner', []],
      ['guest', []],
      ['x', ['sudo']],
    ] as const) {
      expect(may(overwrites, bits.ViewChannel, userId, roleIds), userId).to.equal(true);
    }
    expect(byId(overwrites, 'guest')).to.deep.equal(member('guest', bits.ViewChannel));
    expect(byId(overwrites, 'vip')).to.deep.equal(byId(base, 'vip'));
  });

  it('HB-41 let the owner and the permitted find a locked room whose hub is private', () => {
    const overwrites = voice(
      room({ locked: true, allowedUserIds: ['p'], baseOverwrites: [role(guildId, 0n, bits.ViewChannel)] }),
    );
    for (const id of ['owner', 'p'])
      expect(may(overwrites, bits.ViewChannel, id) && may(overwrites, bits.Connect, id)).to.equal(true);
  });

  it('HB-42 keep blocked members and roles out of an open room, but never its owner', () => {
    const overwrites = voice(room({ blockedUserIds: ['foe', 'owner'], blockedRoleIds: ['trolls'] }));
    expect(may(overwrites, bits.Connect, 'foe')).to.equal(false);
    expect(may(overwrites, bits.Connect, 'x', ['trolls'])).to.equal(false);
    expect(may(overwrites, bits.Connect, 'owner')).to.equal(true);
  });

  it('HB-42 a blocked role keeps nobody out who runs the room or is permitted by name', () => {
    const chosen = roomInGrace({ hostIds: ['host'], allowedUserIds: ['friend'], blockedUserIds: ['foe'] });
    const overwrites = voice({ ...chosen, blockedRoleIds: ['trolls'] });
    for (const id of ['owner', 'acting', 'host', 'friend'])
      expect(may(overwrites, bits.Connect, id, ['trolls']), id).to.equal(true);
    for (const id of ['foe', 'other']) expect(may(overwrites, bits.Connect, id, ['trolls']), id).to.equal(false);
    expect(byId(voice(chosen), 'friend')).to.equal(undefined);
  });

  it('HB-08 hold each target once and no bit both allowed and denied, for any state', () => {
    for (const [locked, hidden] of [
      [true, false],
      [false, true],
      [true, true],
    ] as const) {
      const start = roomInGrace({
        locked,
        hidden,
        hostIds: ['acting', 'both'],
        allowedUserIds: ['both', 'owner'],
        allowedRoleIds: ['vip', 'muted'],
        blockedUserIds: ['both', 'friend'],
        blockedRoleIds: ['vip'],
        admittedIds: ['both', 'other'],
        baseOverwrites: base,
      });
      const overwrites = voice(start, undefined, { ...settings, sudoRoleIds: ['muted', guildId] });
      expect(new Set(overwrites.map(({ id }) => id)).size).to.equal(overwrites.length);
      for (const { allow, deny } of overwrites) expect(allow & deny).to.equal(0n);
    }
  });
});

describe('hub text overwrites', () => {
  it('HB-07 deny @everyone and let in bot, owner, acting owner, hosts, humans in voice and sudo roles', () => {
    const start = roomInGrace({ hostIds: ['host'], members: members('acting', 'guest'), blockedUserIds: ['foe'] });
    const person = bits.ViewChannel | bits.SendMessages | bits.ReadMessageHistory;
    const expected = [
      role(guildId, 0n, bits.ViewChannel),
      role('sudo', person | bits.ManageMessages),
      ...['owner', 'acting', 'host', 'guest'].map((id) => member(id, person)),
      member(botId, bits.BotInText),
    ];
    const occupants = [human('acting'), human('guest'), robot('music'), human('foe')];
    expect(sameOverwrites(textOverwrites(start, occupants, sudo), expected)).to.equal(true);
  });

  it('HB-33 keep the acting owner who has stepped out', () => {
    expect(
      byId(textOverwrites(roomInGrace({ members: members('other') }), [human('other')], settings), 'acting'),
    ).to.not.equal(undefined);
  });

  const bot = member(botId, bits.BotInText);
  const person = (id: string): Overwrite => member(id, bits.PersonInText);
  const changes: readonly (readonly [string, readonly Overwrite[], readonly Overwrite[], string])[] = [
    ['nothing differs', [bot, person('a')], [person('a'), bot], 'none'],
    ['one joins', [bot], [bot, person('a')], 'put'],
    ['one leaves', [bot, person('a')], [bot], 'delete'],
    ['one gets other rights', [person('a')], [member('a', bits.ViewChannel)], 'put'],
    ['two join', [bot], [bot, person('a'), person('b')], 'patch'],
    ['one joins as another leaves', [bot, person('a')], [bot, person('b')], 'patch'],
    ['an overwrite that says nothing is no difference', [bot, member('a', 0n)], [bot], 'none'],
    ['both empty', [], [], 'none'],
  ];
  for (const [title, current, desired, kind] of changes) {
    it(`HB-07 ${title}: ${kind}`, () => {
      const change = overwriteChange(current, desired);
      expect(change.kind).to.equal(kind);
      if (change.kind === 'patch') expect(change.overwrites).to.equal(desired);
      expect(sameOverwrites(current, desired)).to.equal(kind === 'none');
    });
  }
});

describe('hub overwrites target by target', () => {
  const people = (...ids: readonly string[]) => ids.map((id) => member(id, bits.ViewChannel));

  it('HB-07 what goes comes first, each step says what the channel has then, and the last one is what is desired', () => {
    const [current, desired] = [people('a', 'b', 'c'), [...people('b', 'd'), member('c', bits.Connect)]];
    const steps = overwriteSteps(current, desired);
    expect(steps.map(({ change }) => (change.kind === 'put' ? change.overwrite.id : `-${change.id}`))).to.deep.equal([
      '-a',
      'd',
      'c',
    ]);
    expect(steps.map(({ after }) => after.length)).to.deep.equal([2, 3, 3]);
    expect(sameOverwrites(steps.at(-1)?.after ?? [], desired)).to.equal(true);
  });

  it('HB-07 nothing differs: no step', () => {
    expect(overwriteSteps(people('a'), people('a'))).to.deep.equal([]);
  });
});

describe('hub overwrites edited by hand', () => {
  it('HB-41 become part of the base, so that lock and unlock keep them', () => {
    const start = room({ baseOverwrites: base });
    const live = [...voice(start).filter(({ id }) => id !== 'vip'), role('guests', bits.SendMessages)];
    const edited = withHandEdits(start.baseOverwrites, voice(start), live);
    expect(sameOverwrites(voice({ ...start, baseOverwrites: edited }), live)).to.equal(true);
  });

  it('HB-41 are told from the lock itself, bit by bit', () => {
    const start = withLock(room({ baseOverwrites: base }), true);
    const live = voice(start).map((overwrite) =>
      overwrite.id === guildId ? { ...overwrite, deny: overwrite.deny | bits.ManageMessages } : overwrite,
    );
    const edited = withHandEdits(start.baseOverwrites, voice(start), live);
    expect(byId(edited, guildId)).to.deep.equal(role(guildId, 1n << 40n, bits.SendMessages | bits.ManageMessages));
    expect(byId(edited, 'vip')).to.deep.equal(byId(base, 'vip'));
  });

  it('HB-41 change nothing when nobody edited', () => {
    const start = withLock(room({ baseOverwrites: base }), true);
    expect(withHandEdits(base, voice(start), voice(start).toReversed())).to.deep.equal(base);
  });
});

describe('hub voice overwrites of a room that its hub keeps private', () => {
  const friends = [
    { id: guildId, type: 'role', allow: 0n, deny: bits.Connect | bits.ViewChannel },
    role('friends', bits.Connect | bits.ViewChannel),
  ] as const satisfies readonly Overwrite[];
  const start = room({ baseOverwrites: friends });

  it('HB-42 whoever is permitted gets in although nothing is locked', () => {
    const set = voice({ ...start, allowedUserIds: ['guest'], allowedRoleIds: ['guests'] });
    expect(may(set, bits.Connect, 'guest')).to.equal(true);
    expect(may(set, bits.ViewChannel, 'other', ['guests'])).to.equal(true);
    expect(may(set, bits.Connect, 'stranger')).to.equal(false);
  });

  it('HB-42 a permit changes nothing where the hub is open to all', () => {
    const open = room({ baseOverwrites: [] });
    expect(
      sameOverwrites(voice({ ...open, allowedUserIds: ['guest'], allowedRoleIds: ['guests'] }), voice(open)),
    ).to.equal(true);
  });

  it('HB-42 a role that is blocked keeps no moderator out who has it too', () => {
    const sudo = { ...settings, sudoRoleIds: ['moderators'] };
    const set = voice({ ...room(), blockedRoleIds: ['noisy'] }, undefined, sudo);
    expect(may(set, bits.Connect, 'somebody', ['noisy'])).to.equal(false);
    expect(may(set, bits.Connect, 'moderator', ['noisy', 'moderators'])).to.equal(true);
  });
});
