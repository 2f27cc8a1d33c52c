import { expect } from 'chai';
import {
  blocked,
  kicked,
  mustLeave,
  permitted,
  unblocked,
  unpermitted,
  withHiding,
  withLock,
  type Target,
} from '../../../../plugins/hub/domain/admission.js';
import { ownership } from '../../../../plugins/hub/domain/ownership.js';
import { human, members, now, room, roomInGrace, settings } from './room-fixtures.js';

const user = (id: string): Target => ({ kind: 'user', id });
const role = (id: string): Target => ({ kind: 'role', id });

describe('hub admission', () => {
  it('HB-41 remembers who is inside when the room is locked or hidden, until it is neither', () => {
    const locked = withLock(room({ members: members('owner', 'a') }), true);
    expect(locked.admittedIds).to.deep.equal(['owner', 'a']);
    const later = ownership(locked, { kind: 'joined', user: human('b') }, now, settings).room;
    const both = withHiding(later, true);
    expect(both.admittedIds).to.deep.equal(['owner', 'a', 'b']);
    const without = ownership(locked, { kind: 'left', userId: 'a' }, now, settings).room;
    expect(withHiding(without, true).admittedIds).to.deep.equal(['owner', 'a']);
    const hiddenOnly = withLock(both, false);
    expect(hiddenOnly.admittedIds).to.deep.equal(['owner', 'a', 'b']);
    expect(withHiding(hiddenOnly, false).admittedIds).to.deep.equal([]);
  });

  it('HB-41 changes nothing when a lock is clicked twice', () => {
    const locked = withLock(room(), true);
    expect(withLock(locked, true)).to.deep.equal(locked);
  });

  it('HB-41 takes the right to come back from whoever is kicked', () => {
    expect(kicked(withLock(room({ members: members('owner', 'a') }), true), 'a').admittedIds).to.deep.equal(['owner']);
  });

  it('HB-42 permits members and roles once, and ends their block', () => {
    const start = room({ blockedUserIds: ['a'], blockedRoleIds: ['r'] });
    const next = permitted(permitted(permitted(start, user('a')), user('a')), role('r'));
    expect(next).to.deep.include({
      allowedUserIds: ['a'],
      allowedRoleIds: ['r'],
      blockedUserIds: [],
      blockedRoleIds: [],
    });
    expect(unpermitted(unpermitted(next, user('a')), role('r'))).to.deep.include({
      allowedUserIds: [],
      allowedRoleIds: [],
    });
  });

  it('HB-42 blocks: no permission, no host rank, no way back is left', () => {
    const start = room({
      locked: true,
      admittedIds: ['a'],
      hostIds: ['a', 'b'],
      allowedUserIds: ['a'],
      allowedRoleIds: ['r'],
    });
    const next = blocked(blocked(start, user('a')), role('r'));
    expect(next).to.deep.include({ admittedIds: [], hostIds: ['b'], allowedUserIds: [], allowedRoleIds: [] });
    expect(next).to.deep.include({ blockedUserIds: ['a'], blockedRoleIds: ['r'] });
    expect(unblocked(unblocked(next, user('a')), role('r'))).to.deep.include({
      blockedUserIds: [],
      blockedRoleIds: [],
    });
  });

  it('HB-42 says who has to leave, also after rejoining the guild, and never whoever runs the room', () => {
    const start = roomInGrace({ blockedUserIds: ['a', 'acting', 'owner'], blockedRoleIds: ['r'] });
    expect(mustLeave(start, 'a', [])).to.equal(true);
    expect(mustLeave(start, 'b', ['x', 'r'])).to.equal(true);
    expect(mustLeave(start, 'b', ['x'])).to.equal(false);
    expect(mustLeave(start, 'owner', ['r'])).to.equal(false);
    expect(mustLeave(start, 'acting', ['r'])).to.equal(false);
  });

  it('HB-42 a blocked role puts nobody out who is a host or permitted by name, a block by name does', () => {
    const start = room({ hostIds: ['host', 'foe'], allowedUserIds: ['friend'], blockedRoleIds: ['r'] });
    expect(mustLeave(start, 'host', ['r'])).to.equal(false);
    expect(mustLeave(start, 'friend', ['r'])).to.equal(false);
    expect(mustLeave({ ...start, blockedUserIds: ['foe'] }, 'foe', [])).to.equal(true);
  });
});
