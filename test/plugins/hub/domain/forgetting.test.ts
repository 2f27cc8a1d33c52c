import { expect } from 'chai';
import { isAbout, nobody, withoutPerson } from '../../../../plugins/hub/domain/forgetting.js';
import { ownership } from '../../../../plugins/hub/domain/ownership.js';
import { textOverwrites, voiceOverwrites } from '../../../../plugins/hub/domain/overwrites.js';
import type { Room } from '../../../../plugins/hub/domain/room.js';
import { human, members, minute, now, room, settings } from './room-fixtures.js';

const away = { graceExpiresAt: now + minute, actingOwnerId: 'a', members: members('a', 'b') };
const ask = { userId: 'owner', restrictions: 'keep' } as const;

describe('hub: somebody who had their data deleted', () => {
  const cases: readonly (readonly [string, Partial<Room>, Partial<Room>])[] = [
    ['a room that they are in stays as it is', { hostIds: ['b'] }, { ownerId: 'owner', hostIds: ['b'] }],
    ['one that is being made for them, too', { state: 'pending', members: [] }, { ownerId: 'owner' }],
    [
      'whoever stands in for the owner gets the room',
      away,
      { ownerId: 'a', actingOwnerId: null, graceExpiresAt: null },
    ],
    [
      'if they have left as well, the next in line does',
      { ...away, members: members('b'), actingExpiresAt: now + 1 },
      { ownerId: 'b', actingOwnerId: null, actingExpiresAt: null },
    ],
    [
      'an empty room has nobody as its owner',
      { members: [], deleteAt: now + 1 },
      { ownerId: nobody, deleteAt: now + 1 },
    ],
    [
      'one that is protected from being claimed can be',
      { members: [], claimableAt: now + minute },
      { claimableAt: null },
    ],
    [
      'one that is being deleted forgets them',
      { members: [], state: 'deleting' },
      { ownerId: nobody, state: 'deleting' },
    ],
  ];
  for (const [title, before, after] of cases) {
    it(`RL-09 ${title}`, () => {
      expect(withoutPerson(room(before), ask)).to.deep.include(after);
    });
  }

  it('RL-09 another room loses them from its lists, and keeps the block until that goes too', () => {
    const lists = { hostIds: ['x', 'y'], admittedIds: ['x'], allowedUserIds: ['x', 'y'], blockedUserIds: ['x'] };
    const before = room({ ...lists, baseOverwrites: [{ id: 'x', type: 'member', allow: 0n, deny: 1n }] });
    const kept = withoutPerson(before, { userId: 'x', restrictions: 'keep' });
    expect(kept).to.deep.include({ hostIds: ['y'], admittedIds: [], allowedUserIds: ['y'], blockedUserIds: ['x'] });
    expect(isAbout(kept, 'x')).to.equal(true);
    const none = withoutPerson(before, { userId: 'x', restrictions: 'erase' });
    expect(none).to.deep.include({ blockedUserIds: [], baseOverwrites: [] });
    expect(isAbout(none, 'x')).to.equal(false);
  });

  it('RL-09 when who stood in has left and is forgotten, somebody who is there stands in', () => {
    const before = room({ ...away, members: members('b'), actingExpiresAt: now + minute });
    const { room: after } = ownership(before, { kind: 'forgotten', person: { ...ask, userId: 'a' } }, now, settings);
    expect(after).to.deep.include({ ownerId: 'owner', actingOwnerId: 'b', actingExpiresAt: null });
  });

  it('RL-09 whoever comes to an empty room without an owner owns it', () => {
    const empty = room({ ownerId: nobody, members: [], deleteAt: now + minute });
    expect(ownership(empty, { kind: 'joined', user: human('b') }, now, settings).room.ownerId).to.equal('b');
    const event = { kind: 'occupants', present: [human('c')] } as const;
    expect(ownership(empty, event, now, settings).room.ownerId).to.equal('c');
  });

  it('RL-09 nobody gets no permissions', () => {
    const sealed = room({ ownerId: nobody, members: [], locked: true, hidden: true, blockedRoleIds: ['7'] });
    const all = [...voiceOverwrites(sealed, [], settings), ...textOverwrites(sealed, [], settings)];
    expect(all.map(({ id }) => id)).to.not.include(nobody);
  });

  it('RL-09 a room that is not about them is not written, and one that is becomes known to Discord', () => {
    const event = { kind: 'forgotten', person: { userId: 'x', restrictions: 'keep' } } as const;
    expect(ownership(room(), event, now, settings).effects).to.deep.equal([]);
    const permitted = ownership(room({ allowedUserIds: ['x'] }), event, now, settings);
    expect(permitted.effects).to.deep.equal([{ kind: 'resync' }]);
    const gone = ownership(room({ state: 'deleting', members: [], ownerId: 'x' }), event, now, settings);
    expect(gone.effects.map(({ kind }) => kind)).to.not.include('delete-channels');
  });
});
