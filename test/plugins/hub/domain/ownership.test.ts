import { expect } from 'chai';
import type { Effect } from '../../../../plugins/hub/domain/ownership-effects.js';
import type { OwnershipEvent } from '../../../../plugins/hub/domain/ownership-events.js';
import { ownership } from '../../../../plugins/hub/domain/ownership.js';
import type { Room } from '../../../../plugins/hub/domain/room.js';
import { claimRefusal } from '../../../../plugins/hub/domain/succession.js';
import { human, members, minute, now, robot, room, roomInGrace, settings } from './room-fixtures.js';

function after(start: Room, event: OwnershipEvent, at = now, with_ = settings): Room {
  return ownership(start, event, at, with_).room;
}

function kinds(effects: readonly Effect[]): readonly string[] {
  return effects.map((effect) => ('deadline' in effect ? `${effect.kind} ${effect.deadline}` : effect.kind));
}

const away = { kind: 'left', userId: 'owner' } as const;

describe('hub ownership', () => {
  describe('the settings change', () => {
    const changed = { kind: 'settings-changed' } as const;

    it('FW-50 waits that run are shortened to what holds now, and none is put off', () => {
      const start = roomInGrace();
      const graceExpiresAt = start.graceExpiresAt ?? now;
      const shorter = ownership(start, changed, now, { ...settings, graceMs: minute });
      expect(shorter.room.graceExpiresAt).to.equal(now + minute);
      expect(kinds(shorter.effects)).to.deep.equal(['arm grace', 'resync']);
      const longer = ownership(start, changed, now, { ...settings, graceMs: 60 * minute });
      expect(longer).to.deep.equal({ room: start, effects: [] });
      expect(start.graceExpiresAt).to.equal(graceExpiresAt);
    });

    it('FW-50 HB-30 a grace of 0 passes rooms on that wait for their owner', () => {
      const start = roomInGrace();
      const next = after(start, changed, now, { ...settings, graceMs: 0 });
      expect(next).to.include({ ownerId: start.actingOwnerId, graceExpiresAt: null, actingOwnerId: null });
    });

    it('FW-50 HB-05 an empty room goes when it would go if it was left now', () => {
      const start = room({ members: [], deleteAt: now + 60 * minute });
      const { room: next, effects } = ownership(start, changed, now, settings);
      expect(next.deleteAt).to.equal(now + settings.cleanupDelayMs);
      expect(kinds(effects)).to.deep.equal(['arm deletion']);
    });

    it('FW-50 nothing happens where nothing is waited for', () => {
      expect(ownership(room(), changed, now, settings).effects).to.be.empty;
    });
  });

  describe('the owner leaves', () => {
    it('HB-30 opens a grace that keeps the owner, with the first present host in host order as acting owner', () => {
      const start = room({ members: members('oldest', 'owner', 'b', 'a'), hostIds: ['gone', 'a', 'b'] });
      const { room: next, effects } = ownership(start, away, now, settings);
      expect(next).to.include({ ownerId: 'owner', actingOwnerId: 'a', graceExpiresAt: now + 5 * minute });
      expect(kinds(effects)).to.deep.equal(['grace-opened', 'arm grace', 'resync']);
    });

    it('HB-30 takes the longest-tenured human when no host is present, whatever the order of the rows', () => {
      const [first, second] = members('first', 'second');
      const start = room({ members: [...members('owner'), ...[second, first].filter((row) => row !== undefined)] });
      expect(after(start, away).actingOwnerId).to.equal('first');
    });

    it('HB-30 decides between humans who came at the same instant by their ids, always the same way', () => {
      const rows = ['90', '100', '91'].map((userId) => ({ userId, joinedAt: now }));
      const one = after(room({ members: [...members('owner'), ...rows] }), away);
      const other = after(room({ members: [...rows.toReversed(), ...members('owner')] }), away);
      expect([one.actingOwnerId, other.actingOwnerId]).to.deep.equal(['90', '90']);
    });

    it('HB-30 passes over somebody blocked who is still there, unless nobody else is', () => {
      const start = room({ members: members('foe', 'owner', 'b'), blockedUserIds: ['foe'] });
      expect(after(start, away).actingOwnerId).to.equal('b');
      expect(after({ ...start, members: members('foe', 'owner') }, away).actingOwnerId).to.equal('foe');
    });

    it('HB-30 passes ownership at once when the grace is 0, and opens no grace', () => {
      const next = after(room({ members: members('owner', 'next'), hostIds: ['next'] }), away, now, {
        ...settings,
        graceMs: 0,
      });
      expect(next).to.include({ ownerId: 'next', actingOwnerId: null, graceExpiresAt: null });
      expect(next.hostIds).to.deep.equal([]);
    });

    it('HB-30 opens no second grace when the same leave is reported twice', () => {
      const once = after(room({ members: members('owner', 'next') }), away);
      expect(ownership(once, away, now + minute, settings)).to.deep.equal({ room: once, effects: [] });
    });
  });

  describe('during the grace', () => {
    it('HB-32 restores the owner who comes back in the last millisecond', () => {
      const { room: next, effects } = ownership(
        roomInGrace(),
        { kind: 'joined', user: human('owner') },
        now + 4 * minute - 1,
        settings,
      );
      expect(next).to.include({ ownerId: 'owner', actingOwnerId: null, graceExpiresAt: null });
      expect(kinds(effects)).to.deep.equal(['grace-ended', 'cancel grace', 'resync']);
    });

    it('HB-32 promotes the acting owner when the grace expires, and strips the old owner of host rank', () => {
      const start = roomInGrace({ hostIds: ['owner', 'acting', 'other'] });
      const next = after(start, { kind: 'grace-expired' }, now + 4 * minute);
      expect(next).to.include({ ownerId: 'acting', actingOwnerId: null, graceExpiresAt: null });
      expect(next.hostIds).to.deep.equal(['other']);
    });

    it('HB-32 changes nothing when the deadline comes early, and arms it again', () => {
      const start = roomInGrace();
      const { room: next, effects } = ownership(start, { kind: 'grace-expired' }, now, settings);
      expect(next).to.deep.equal(start);
      expect(effects).to.deep.equal([{ kind: 'arm', deadline: 'grace', at: now + 4 * minute }]);
    });

    it('HB-32 changes nothing when the deadline comes twice, or after the grace is over', () => {
      const promoted = after(roomInGrace(), { kind: 'grace-expired' }, now + 4 * minute);
      expect(ownership(promoted, { kind: 'grace-expired' }, now + 9 * minute, settings).effects).to.deep.equal([]);
    });

    it('HB-32 treats a grace that ran out as over, although its job never came: the late owner is a guest', () => {
      const next = after(roomInGrace(), { kind: 'joined', user: human('owner') }, now + 4 * minute);
      expect(next).to.include({ ownerId: 'acting', graceExpiresAt: null });
      expect(next.members.map((row) => row.userId)).to.deep.equal(['acting', 'other', 'owner']);
    });

    it('HB-33 leaves an acting owner who steps out 15 s to come back, while the grace goes on', () => {
      const out = after(roomInGrace(), { kind: 'left', userId: 'acting' });
      expect(out).to.include({ actingOwnerId: 'acting', actingExpiresAt: now + 15_000, ownerId: 'owner' });
      const back = after(out, { kind: 'joined', user: human('acting') }, now + 14_999);
      expect(back).to.include({ actingOwnerId: 'acting', actingExpiresAt: null, graceExpiresAt: now + 4 * minute });
    });

    it('HB-33 breaks the chain after 15 s: the first host present owns the room for good, the owner forfeits', () => {
      const start = roomInGrace({ members: members('acting', 'old', 'host'), hostIds: ['host'] });
      const out = after(start, { kind: 'left', userId: 'acting' });
      const next = after(out, { kind: 'acting-window-expired' }, now + 15_000);
      expect(next).to.include({ ownerId: 'host', actingOwnerId: null, graceExpiresAt: null, actingExpiresAt: null });
      expect(after(next, { kind: 'joined', user: human('owner') }, now + 16_000).ownerId).to.equal('host');
    });

    it('HB-33 a grace that ends within those 15 s wakes nobody again: the end of the 15 s does', () => {
      const out = after(roomInGrace({ graceExpiresAt: now + 5000 }), { kind: 'left', userId: 'acting' });
      expect(ownership(out, { kind: 'grace-expired' }, now + 5000, settings).effects).to.deep.equal([]);
    });

    it('HB-33 restores the owner who returns within those 15 s, even if the grace ends in between', () => {
      const out = after(roomInGrace({ graceExpiresAt: now + 5000 }), { kind: 'left', userId: 'acting' });
      expect(after(out, { kind: 'grace-expired' }, now + 5000).ownerId).to.equal('owner');
      expect(after(out, { kind: 'joined', user: human('owner') }, now + 14_000)).to.include({
        ownerId: 'owner',
        graceExpiresAt: null,
      });
    });

    it('HB-33 promotes an acting owner who steps back in after the grace has run out, within the 15 s', () => {
      const out = after(roomInGrace({ graceExpiresAt: now + 5000 }), { kind: 'left', userId: 'acting' });
      expect(after(out, { kind: 'joined', user: human('acting') }, now + 14_000)).to.include({
        ownerId: 'acting',
        graceExpiresAt: null,
      });
    });

    it('HB-33 passes ownership at once when the window is 0', () => {
      const next = after(roomInGrace(), { kind: 'left', userId: 'acting' }, now, { ...settings, actingWindowMs: 0 });
      expect(next).to.include({ ownerId: 'other', graceExpiresAt: null });
    });

    it('HB-34 clears grace and acting owner together when the room empties, and sets the deletion', () => {
      const start = roomInGrace({ members: members('acting') });
      const { room: next, effects } = ownership(start, { kind: 'left', userId: 'acting' }, now, settings);
      expect(next).to.include({ actingOwnerId: null, graceExpiresAt: null, actingExpiresAt: null });
      expect(next).to.include({ ownerId: 'owner', deleteAt: now + 30_000 });
      expect(kinds(effects)).to.deep.equal(['grace-ended', 'cancel grace', 'arm deletion', 'resync']);
    });
  });

  describe('an empty room', () => {
    const empty = room({ members: [], deleteAt: now + 30_000 });

    it('HB-34 goes on under its owner when the owner is the next to enter', () => {
      expect(after(empty, { kind: 'joined', user: human('owner') })).to.include({ ownerId: 'owner', deleteAt: null });
    });

    it('HB-34 passes to whoever else enters next', () => {
      expect(after(empty, { kind: 'joined', user: human('guest') })).to.include({ ownerId: 'guest', deleteAt: null });
    });

    it('HB-05 is deleted when the delay is over, and not a millisecond earlier', () => {
      const early = ownership(empty, { kind: 'deletion-due' }, now + 29_999, settings);
      expect(early.room.state).to.equal('open');
      expect(kinds(early.effects)).to.deep.equal(['arm deletion']);
      const due = ownership(empty, { kind: 'deletion-due' }, now + 30_000, settings);
      expect(due.room.state).to.equal('deleting');
      expect(kinds(due.effects)).to.include('delete-channels');
    });

    it('HB-05 is not deleted when somebody is back, although the job still comes', () => {
      const back = after(empty, { kind: 'joined', user: human('owner') }, now + 29_999);
      expect(ownership(back, { kind: 'deletion-due' }, now + 30_000, settings).effects).to.deep.equal([]);
    });

    it('HB-05 lives on when somebody enters late, as long as it still exists', () => {
      const doomed = after(empty, { kind: 'deletion-due' }, now + 30_000);
      expect(after(doomed, { kind: 'joined', user: human('owner') }, now + 31_000)).to.include({
        state: 'open',
        deleteAt: null,
      });
    });

    it('HB-05 keeps its deadline when it is reported empty again', () => {
      expect(ownership(empty, { kind: 'emptied' }, now + 20_000, settings).effects).to.deep.equal([]);
    });

    it('HB-05 is neither kept alive nor owned by a bot', () => {
      const next = ownership(empty, { kind: 'joined', user: robot('music') }, now, settings);
      expect(next).to.deep.equal({ room: empty, effects: [] });
      const last = after(room(), { kind: 'occupants', present: [robot('music')] });
      expect(last).to.include({ deleteAt: now + 30_000, ownerId: 'owner' });
    });
  });

  describe('claim', () => {
    const orphan = room({ members: members('a', 'b') });
    const cases: readonly (readonly [string, Room, string, ReturnType<typeof claimRefusal>])[] = [
      ['anybody inside may when the owner is out and no grace runs', orphan, 'b', null],
      ['nobody outside may', orphan, 'stranger', { reason: 'not-in-room' }],
      [
        'nobody may while the owner is there',
        room({ members: members('owner', 'a') }),
        'a',
        { reason: 'owner-present' },
      ],
      ['the owner need not', room(), 'owner', { reason: 'already-owner' }],
      ['the absent owner need not', orphan, 'owner', { reason: 'already-owner' }],
      ['nobody may during the grace', roomInGrace(), 'other', { reason: 'grace', until: now + 4 * minute }],
      ['the acting owner may not either', roomInGrace(), 'acting', { reason: 'grace', until: now + 4 * minute }],
      [
        'nobody may while the acting owner, who left, may step back in',
        { ...roomInGrace(), actingExpiresAt: now + 15_000 },
        'other',
        { reason: 'grace', until: now + 15_000 },
      ],
      [
        'a grace that has run out gives the room to the acting owner',
        roomInGrace({ graceExpiresAt: now }),
        'other',
        { reason: 'owner-present' },
      ],
      [
        'nobody may under protection',
        { ...orphan, claimableAt: now + 1 },
        'a',
        { reason: 'claim-protected', until: now + 1 },
      ],
      ['protection ends on time', { ...orphan, claimableAt: now }, 'a', null],
    ];
    for (const [title, start, userId, refusal] of cases) {
      it(`HB-35 ${title}`, () => {
        expect(claimRefusal(start, userId, now)).to.deep.equal(refusal);
        const next = after(start, { kind: 'claim', userId });
        expect(next.ownerId === userId && start.ownerId !== userId).to.equal(refusal === null);
      });
    }
  });

  describe('transfer', () => {
    it('HB-36 gives the room to a human who is present, ends the grace and resyncs', () => {
      const { room: next, effects } = ownership(
        roomInGrace({ hostIds: ['other'] }),
        { kind: 'transfer', toId: 'other' },
        now,
        settings,
      );
      expect(next).to.deep.include({ ownerId: 'other', graceExpiresAt: null, hostIds: [] });
      expect(kinds(effects)).to.deep.equal(['owner-changed', 'grace-ended', 'cancel grace', 'resync']);
    });

    it('HB-36 does nothing for somebody absent, for a bot (who is never a member) and for the owner', () => {
      for (const toId of ['stranger', 'music', 'owner']) {
        expect(ownership(room(), { kind: 'transfer', toId }, now, settings).effects).to.deep.equal([]);
      }
    });

    it('HB-36 opens a new grace when the new owner leaves in turn', () => {
      const next = after(room({ members: members('owner', 'b') }), { kind: 'transfer', toId: 'b' });
      expect(after(next, { kind: 'left', userId: 'b' })).to.include({ ownerId: 'b', actingOwnerId: 'owner' });
    });
  });

  describe('forced transfer', () => {
    const force = (id: string): OwnershipEvent => ({ kind: 'force-transfer', to: human(id), byId: 'sudo' });

    it('HB-37 gives the room to an absent member at once, ends the grace, removes host rank and is logged', () => {
      const { room: next, effects } = ownership(
        roomInGrace({ hostIds: ['absent', 'x'] }),
        force('absent'),
        now,
        settings,
      );
      expect(next).to.include({ ownerId: 'absent', actingOwnerId: null, graceExpiresAt: null });
      expect(next.hostIds).to.deep.equal(['x']);
      expect(effects).to.deep.include({ kind: 'log-force-transfer', from: 'owner', to: 'absent', byId: 'sudo' });
    });

    it('HB-35 protects it from claims for 5 minutes, also from leaving and entering the emptied room', () => {
      const forced = after(room({ members: members('a') }), force('absent'));
      expect(forced.claimableAt).to.equal(now + 5 * minute);
      const emptied = after(forced, { kind: 'left', userId: 'a' }, now + 1000);
      const back = after(emptied, { kind: 'joined', user: human('a') }, now + 2000);
      expect(back.ownerId).to.equal('absent');
      expect(after(back, { kind: 'claim', userId: 'a' }, now + 3000).ownerId).to.equal('absent');
      expect(after(back, { kind: 'claim', userId: 'a' }, now + 5 * minute).ownerId).to.equal('a');
    });

    it('HB-35 ends the protection on time for whoever enters the emptied room', () => {
      const empty = room({ ownerId: 'absent', members: [], deleteAt: now, claimableAt: now + 1 });
      const enter = { kind: 'joined', user: human('a') } as const;
      expect(after(empty, enter, now).ownerId).to.equal('absent');
      expect(after(empty, enter, now + 1).ownerId).to.equal('a');
    });

    it('HB-35 ends the protection with the first visit of the new owner, or with another transfer', () => {
      const forced = after(room({ members: members('a') }), force('absent'));
      expect(after(forced, { kind: 'joined', user: human('absent') }).claimableAt).to.equal(null);
      expect(after(forced, { kind: 'transfer', toId: 'a' })).to.include({ ownerId: 'a', claimableAt: null });
    });

    it('HB-37 protects nothing when the new owner is there', () => {
      expect(after(room({ members: members('owner', 'b') }), force('b'))).to.include({
        ownerId: 'b',
        claimableAt: null,
      });
    });

    it('HB-37 ends the block of the new owner', () => {
      expect(after(room({ blockedUserIds: ['b', 'c'] }), force('b')).blockedUserIds).to.deep.equal(['c']);
    });

    it('HB-37 never makes a bot the owner', () => {
      const event = { kind: 'force-transfer', to: robot('music'), byId: 'sudo' } as const;
      expect(ownership(room(), event, now, settings)).to.deep.equal({ room: room(), effects: [] });
    });

    it('HB-37 ends the grace of the owner when it is forced to the owner', () => {
      const next = after(roomInGrace(), force('owner'));
      expect(next).to.include({ ownerId: 'owner', graceExpiresAt: null, claimableAt: now + 5 * minute });
    });
  });

  describe('hosts', () => {
    it('HB-36 adds a host once, at the end of the order, and resyncs', () => {
      const add = { kind: 'host-added', user: human('b') } as const;
      const { room: next, effects } = ownership(room({ hostIds: ['a'] }), add, now, settings);
      expect(next.hostIds).to.deep.equal(['a', 'b']);
      expect(kinds(effects)).to.deep.equal(['resync']);
      expect(ownership(next, add, now, settings).effects).to.deep.equal([]);
    });

    it('HB-36 never makes the owner, a bot or somebody blocked a host', () => {
      const start = room({ blockedUserIds: ['blocked'] });
      for (const user of [human('owner'), robot('music'), human('blocked')]) {
        expect(ownership(start, { kind: 'host-added', user }, now, settings).effects).to.deep.equal([]);
      }
    });

    it('HB-36 leaves the acting owner alone when the hosts change during the grace', () => {
      const next = after(roomInGrace({ hostIds: ['acting'] }), { kind: 'host-removed', userId: 'acting' });
      expect(next).to.deep.include({ actingOwnerId: 'acting', hostIds: [] });
    });
  });

  describe('missed events', () => {
    const occupants = (...ids: readonly string[]): OwnershipEvent => ({ kind: 'occupants', present: ids.map(human) });

    it('HB-61 back-fills who came with now, removes who went, keeps the tenure of who stayed', () => {
      const start = room({ members: members('owner', 'gone') });
      const [owner] = start.members;
      expect(after(start, occupants('owner', 'new')).members).to.deep.equal([owner, { userId: 'new', joinedAt: now }]);
    });

    it('HB-61 does nothing at all when nothing was missed', () => {
      for (const start of [room(), room({ members: members('a', 'b') }), roomInGrace()]) {
        const event = occupants(...start.members.map((row) => row.userId));
        expect(ownership(start, event, now, settings)).to.deep.equal({ room: start, effects: [] });
      }
    });

    it('HB-61 opens the grace of an owner who left unseen', () => {
      const next = after(room({ members: members('owner', 'b') }), occupants('b'));
      expect(next).to.include({ actingOwnerId: 'b', graceExpiresAt: now + 5 * minute });
    });

    it('HB-61 promotes at once when the grace ran out meanwhile', () => {
      expect(after(roomInGrace({ graceExpiresAt: now - minute }), occupants('acting', 'other')).ownerId).to.equal(
        'acting',
      );
      expect(after(roomInGrace({ graceExpiresAt: now - minute }), occupants('other')).ownerId).to.equal('other');
    });

    it('HB-61 gives an acting owner who is not seen the 15 s, when the grace still runs', () => {
      expect(after(roomInGrace(), occupants('other'))).to.include({ ownerId: 'owner', actingExpiresAt: now + 15_000 });
    });

    it('HB-61 restores an owner who is back, also when the grace ran out unseen', () => {
      const next = after(roomInGrace({ graceExpiresAt: now - 1 }), occupants('owner', 'acting'));
      expect(next).to.include({ ownerId: 'owner', graceExpiresAt: null });
    });

    it('HB-61 gives a room that was empty to its owner if they are there, else to the successor', () => {
      const empty = room({ members: [], deleteAt: now - minute, hostIds: ['host'] });
      expect(after(empty, occupants('a', 'owner'))).to.include({ ownerId: 'owner', deleteAt: null });
      expect(after(empty, occupants('a', 'host')).ownerId).to.equal('host');
    });
  });

  it('HB-40 ignores everything in a room that a person has had deleted', () => {
    const doomed = after(room({ members: members('owner', 'b') }), { kind: 'delete' });
    expect(doomed.state).to.equal('deleting');
    const events: readonly OwnershipEvent[] = [
      { kind: 'joined', user: human('c') },
      { kind: 'left', userId: 'owner' },
      { kind: 'transfer', toId: 'b' },
      { kind: 'occupants', present: [human('b')] },
      { kind: 'delete' },
    ];
    for (const event of events) expect(ownership(doomed, event, now, settings).effects).to.deep.equal([]);
  });
});
