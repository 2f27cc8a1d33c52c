import type { MemberRecord, UserRecord } from './records.js';
import type { World } from './world.js';

/** A member who has just come: no nickname, no roles. */
export function newMember(world: World, user: UserRecord): MemberRecord {
  return {
    user,
    nick: null,
    roles: new Set(),
    joinedAt: world.clock.now(),
    timeoutUntil: null,
    premiumSince: null,
    mute: false,
    deaf: false,
  };
}
