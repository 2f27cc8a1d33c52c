import { expect } from 'chai';
import { actions, may, type Action, type Actor } from '../../../../plugins/hub/domain/access.js';
import * as bits from '../../../../plugins/hub/domain/bits.js';
import type { Room } from '../../../../plugins/hub/domain/room.js';
import { mayAimAt, type TargetedAction, type TargetFacts } from '../../../../plugins/hub/domain/targets.js';
import { guildId, members, minute, now, room, roomInGrace } from './room-fixtures.js';

function actor(id: string, changes: Partial<Actor> = {}): Actor {
  return { id, bot: false, guildId, sudo: false, ...changes };
}

const actors: Record<string, Actor> = {
  owner: actor('owner'),
  host: actor('host'),
  acting: actor('acting'),
  'acting host': actor('acting'),
  sudo: actor('sudo', { sudo: true }),
  member: actor('other'),
  outsider: actor('outsider'),
};

const open = room({ members: members('owner', 'host', 'acting', 'other'), hostIds: ['host'] });
const grace = roomInGrace({ members: members('acting', 'other', 'host'), hostIds: ['host'] });
const states: Record<string, Room> = {
  open,
  grace,
  'grace, acting is a host': { ...grace, hostIds: ['acting', 'host'] },
  'grace overdue': { ...grace, graceExpiresAt: now },
  orphaned: { ...open, members: members('host', 'acting', 'other') },
  protected: { ...open, members: members('host', 'acting', 'other'), claimableAt: now + minute },
  deleting: { ...open, state: 'deleting' },
};

// One letter for each action, in the order of the legend:
// y allowed · - not allowed · g reserved in grace · G claim in grace · p owner present · o already owner
// n not in the room · c claim-protected · d being deleted
//                       rename templates lock hide | hosts delete | claim | access limit bitrate region reset | transfer force
const table: Record<string, Record<string, string>> = {
  open: {
    owner: 'yyyy yy o yyyyy y-',
    host: 'yyyy yy p yyyyy --',
    acting: '---- -- p ----- --',
    sudo: 'yyyy yy n yyyyy -y',
    member: '---- -- p ----- --',
    outsider: '---- -- n ----- --',
  },
  grace: {
    owner: 'yyyy yy o yyyyy y-',
    host: 'yyyy gg G yyyyy --',
    acting: 'yyyy gg G ggggg g-',
    sudo: 'yyyy yy n yyyyy -y',
    member: '---- -- G ----- --',
    outsider: '---- -- n ----- --',
  },
  'grace, acting is a host': {
    'acting host': 'yyyy gg G yyyyy g-',
    host: 'yyyy gg G yyyyy --',
    owner: 'yyyy yy o yyyyy y-',
  },
  'grace overdue': {
    owner: '---- -- n ----- --',
    acting: 'yyyy yy o yyyyy y-',
    host: 'yyyy yy p yyyyy --',
    member: '---- -- p ----- --',
    sudo: 'yyyy yy n yyyyy -y',
  },
  orphaned: {
    owner: 'yyyy yy o yyyyy y-',
    host: 'yyyy yy y yyyyy --',
    member: '---- -- y ----- --',
    sudo: 'yyyy yy n yyyyy -y',
    outsider: '---- -- n ----- --',
  },
  protected: {
    owner: 'yyyy yy o yyyyy y-',
    host: 'yyyy yy c yyyyy --',
    member: '---- -- c ----- --',
    outsider: '---- -- n ----- --',
  },
  deleting: {
    owner: 'dddd dd d ddddd dd',
    sudo: 'dddd dd d ddddd dd',
    member: 'dddd dd d ddddd dd',
  },
};

const letters: Record<string, string> = {
  'not-allowed': '-',
  'reserved-in-grace': 'g',
  grace: 'G',
  'owner-present': 'p',
  'already-owner': 'o',
  'not-in-room': 'n',
  'claim-protected': 'c',
  'room-deleting': 'd',
};

function letterOf(who: Actor, action: Action, state: Room): string {
  const verdict = may(who, action, state, now);
  return verdict.allowed ? 'y' : (letters[verdict.reason] ?? verdict.reason);
}

describe('hub access', () => {
  for (const [stateName, rows] of Object.entries(table)) {
    const state = states[stateName];
    for (const [actorName, row] of Object.entries(rows)) {
      const who = actors[actorName];
      if (state === undefined || who === undefined) throw new Error(`No ${stateName} or ${actorName}.`);
      const expected = row.replaceAll(' ', '');
      for (const [index, action] of actions.entries()) {
        it(`HB-40 ${stateName}: ${actorName} × ${action}`, () => {
          expect(letterOf(who, action, state)).to.equal(expected[index]);
        });
      }
    }
  }

  it('HB-31 names the owner and the end of the grace to acting owner and hosts', () => {
    for (const id of ['acting', 'host']) {
      expect(may(actor(id), 'delete', grace, now)).to.deep.equal({
        allowed: false,
        reason: 'reserved-in-grace',
        ownerId: 'owner',
        until: now + 4 * minute,
      });
    }
    expect(may(actor('other'), 'claim', grace, now)).to.deep.equal({
      allowed: false,
      reason: 'grace',
      until: now + 4 * minute,
    });
  });

  for (const action of actions) {
    it(`HB-40 nobody does ${action} from another guild, from outside of any, or as a bot`, () => {
      for (const state of [open, grace]) {
        for (const id of ['owner', 'host', 'sudo']) {
          const rank = { sudo: id === 'sudo' };
          expect(may(actor(id, { ...rank, guildId: 'elsewhere' }), action, state, now)).to.include({
            reason: 'other-guild',
          });
          expect(may(actor(id, { ...rank, guildId: null }), action, state, now)).to.include({ reason: 'other-guild' });
          expect(may(actor(id, { ...rank, bot: true }), action, state, now)).to.include({ reason: 'bot' });
        }
      }
    });
  }
});

describe('hub access to others', () => {
  const somebody = (id: string, changes: Partial<TargetFacts> = {}): TargetFacts => ({
    kind: 'user',
    id,
    bot: false,
    sudo: false,
    permissions: 0n,
    inGuild: true,
    shutOut: false,
    ...changes,
  });
  const aRole = (id: string, changes: Partial<TargetFacts> = {}): TargetFacts =>
    somebody(id, { kind: 'role', ...changes });
  const blocking = { ...open, blockedUserIds: ['foe'] };
  const cases: readonly (readonly [TargetedAction, string, Room, TargetFacts, string | null])[] = [
    ['block', 'host', open, somebody('x'), null],
    ['block', 'host', open, aRole('r'), null],
    ['block', 'host', open, somebody('x', { bot: true }), null],
    ['block', 'host', open, somebody('x', { inGuild: false }), null],
    ['block', 'host', open, somebody('host'), 'target-yourself'],
    ['block', 'host', open, somebody('owner'), 'target-owner'],
    ['block', 'host', grace, somebody('acting'), 'target-acting-owner'],
    ['block', 'owner', open, somebody('x', { sudo: true }), 'target-staff'],
    ['block', 'owner', open, aRole('r', { sudo: true }), 'target-staff'],
    ['block', 'owner', open, aRole(guildId), 'target-everyone'],
    ...[bits.BanMembers, bits.KickMembers, bits.ModerateMembers, bits.Administrator].map(
      (permissions) => ['block', 'owner', open, somebody('x', { permissions }), 'target-staff'] as const,
    ),
    ['block', 'sudo', open, somebody('x', { permissions: bits.ModerateMembers }), 'target-staff'],
    ['block', 'owner', open, somebody('x', { permissions: bits.ManageChannels }), null],
    ['block', 'other', open, somebody('x', { sudo: true }), 'not-allowed'],
    ['kick', 'owner', open, somebody('other'), null],
    ['kick', 'owner', open, somebody('away'), 'target-not-in-room'],
    ['kick', 'owner', open, somebody('other', { permissions: bits.KickMembers }), 'target-staff'],
    ['kick', 'owner', open, aRole('r'), 'target-role'],
    ['kick', 'acting', grace, somebody('other'), 'reserved-in-grace'],
    ['permit', 'host', open, somebody('x'), null],
    ['permit', 'host', blocking, somebody('foe'), null],
    ['permit', 'host', open, aRole('r'), null],
    ['permit', 'host', open, aRole('r', { shutOut: true }), 'target-shut-out'],
    ['permit', 'other', open, somebody('x'), 'not-allowed'],
    ['host', 'owner', open, somebody('away'), null],
    ['host', 'owner', open, somebody('x', { bot: true }), 'target-bot'],
    ['host', 'host', open, somebody('owner'), 'target-owner'],
    ['host', 'owner', blocking, somebody('foe'), 'target-blocked'],
    ['host', 'owner', open, aRole('r'), 'target-role'],
    ['host', 'host', grace, somebody('x'), 'reserved-in-grace'],
    ['transfer', 'owner', open, somebody('other'), null],
    ['transfer', 'owner', open, somebody('away'), 'target-not-in-room'],
    ['transfer', 'owner', open, somebody('owner'), 'target-owner'],
    ['transfer', 'host', open, somebody('other'), 'not-allowed'],
    ['force-transfer', 'sudo', open, somebody('away'), null],
    ['force-transfer', 'sudo', open, somebody('x', { bot: true }), 'target-bot'],
    ['force-transfer', 'sudo', open, somebody('x', { inGuild: false }), 'target-not-in-guild'],
    ['force-transfer', 'sudo', open, somebody('owner'), 'target-owner'],
    ['force-transfer', 'sudo', grace, somebody('owner'), null],
    ['force-transfer', 'sudo', { ...grace, graceExpiresAt: now }, somebody('acting'), 'target-owner'],
    ['force-transfer', 'owner', open, somebody('away'), 'not-allowed'],
  ];
  for (const [index, [action, who, state, target, reason]] of cases.entries()) {
    const id = action === 'force-transfer' ? 'HB-37' : action === 'transfer' ? 'HB-36' : 'HB-42';
    it(`${id} case ${index + 1}: ${who} × ${action} × ${target.kind} ${target.id}: ${reason ?? 'allowed'}`, () => {
      const verdict = mayAimAt(actor(who, { sudo: who === 'sudo' }), action, target, state, now);
      expect(verdict.allowed ? null : verdict.reason).to.equal(reason);
    });
  }
});
