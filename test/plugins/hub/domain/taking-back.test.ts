import { expect } from 'chai';
import { blocked, permitted, unsealed, withHiding, withLock } from '../../../../plugins/hub/domain/admission.js';
import { ownedBy } from '../../../../plugins/hub/domain/succession.js';
import { isUnchanged, takenBack } from '../../../../plugins/hub/domain/taking-back.js';
import { members, room } from './room-fixtures.js';

const user = (id: string) => ({ kind: 'user', id }) as const;

describe('hub: an action that Discord refused', () => {
  const open = room({ members: members('owner', 'ada', 'ben'), hostIds: ['ada', 'ben'], allowedUserIds: ['eve'] });

  it('HB-41 a lock that is taken back leaves the room as it was', () => {
    const locked = withLock(open, true);
    expect(takenBack(locked, open, locked)).to.deep.equal(open);
  });

  it('HB-41 an unlock that is taken back lets the same people come back as before', () => {
    const before = { ...withLock(open, true), admittedIds: ['owner', 'gone', 'ada'] };
    const after = withLock(before, false);
    expect(takenBack(after, before, after)).to.deep.equal(before);
  });

  it('HB-42 a block that is taken back gives the host rank back, in its place', () => {
    const after = blocked(open, user('ada'));
    expect(after.hostIds).to.deep.equal(['ben']);
    expect(takenBack(after, open, after)).to.deep.equal(open);
  });

  it('HB-42 what others did meanwhile stays', () => {
    const after = blocked(open, user('eve'));
    const current = { ...permitted(withHiding(after, true), user('dan')), hostIds: ['ben'], userLimit: 7 };
    expect(takenBack(current, open, after)).to.deep.equal({
      ...current,
      allowedUserIds: ['dan', 'eve'],
      blockedUserIds: [],
    });
  });

  it('HB-42 nobody becomes a host who has become the owner meanwhile', () => {
    const after = blocked(open, user('ada'));
    const current = { ...ownedBy(after, 'ada'), hostIds: ['ben', 'cleo'] };
    expect(takenBack(current, open, after).hostIds).to.deep.equal(['ben', 'cleo']);
  });

  it('HB-41 a room is unchanged when nothing that actions change differs', () => {
    expect(isUnchanged(open, { ...open, hostIds: [...open.hostIds], admittedIds: [] })).to.equal(true);
    for (const changes of [
      { locked: true },
      { userLimit: 1 },
      { hostIds: ['ben', 'ada'] },
      { blockedRoleIds: ['r'] },
    ]) {
      expect(isUnchanged(open, { ...open, ...changes }), JSON.stringify(changes)).to.equal(false);
    }
  });

  it('HB-42 a room that is reset is open to everybody and keeps its hosts', () => {
    const closed = withHiding(withLock(blocked(permitted(open, user('eve')), user('ben')), true), true);
    expect(unsealed(closed)).to.deep.equal({ ...open, hostIds: ['ada'], allowedUserIds: [] });
  });
});
