import { excluding, including, isSealed, type Room, type Snowflake } from './room.js';

/** Somebody, or all who have a role. */
export interface Target {
  readonly kind: 'user' | 'role';
  readonly id: Snowflake;
}

/** Locks or unlocks the room. */
export function withLock(room: Room, locked: boolean): Room {
  return sealing(room, { ...room, locked });
}

/** Hides or shows the room. */
export function withHiding(room: Room, hidden: boolean): Room {
  return sealing(room, { ...room, hidden });
}

/** Lets somebody in while the room is locked or hidden. Ends their block. */
export function permitted(room: Room, target: Target): Room {
  const open = unblocked(room, target);
  if (target.kind === 'role') return { ...open, allowedRoleIds: including(open.allowedRoleIds, target.id) };
  return { ...open, allowedUserIds: including(open.allowedUserIds, target.id) };
}

/** Takes a permission back; who is inside stays. */
export function unpermitted(room: Room, target: Target): Room {
  if (target.kind === 'role') return { ...room, allowedRoleIds: excluding(room.allowedRoleIds, target.id) };
  return { ...room, allowedUserIds: excluding(room.allowedUserIds, target.id) };
}

/** Keeps somebody out for good: they lose their permission, their host rank and their right to come back. */
export function blocked(room: Room, target: Target): Room {
  const without = unpermitted(room, target);
  if (target.kind === 'role') return { ...without, blockedRoleIds: including(room.blockedRoleIds, target.id) };
  return {
    ...kicked(without, target.id),
    hostIds: excluding(room.hostIds, target.id),
    blockedUserIds: including(room.blockedUserIds, target.id),
  };
}

export function unblocked(room: Room, target: Target): Room {
  if (target.kind === 'role') return { ...room, blockedRoleIds: excluding(room.blockedRoleIds, target.id) };
  return { ...room, blockedUserIds: excluding(room.blockedUserIds, target.id) };
}

/** Takes the right to come back into a locked or hidden room. Leaving itself follows when Discord reports it. */
export function kicked(room: Room, userId: Snowflake): Room {
  return { ...room, admittedIds: excluding(room.admittedIds, userId) };
}

/**
 * Who has to leave the voice channel at once, because they are blocked. Roles are those of `userId`. Who is a host, or
 * permitted by name, is let in although a role of theirs is blocked.
 */
export function mustLeave(room: Room, userId: Snowflake, roleIds: readonly Snowflake[]): boolean {
  if (userId === room.ownerId || userId === room.actingOwnerId) return false;
  if (room.blockedUserIds.includes(userId)) return true;
  if (room.hostIds.includes(userId) || room.allowedUserIds.includes(userId)) return false;
  return roleIds.some((id) => room.blockedRoleIds.includes(id));
}

/** As a new room: unlocked, visible, nobody permitted or blocked. Hosts stay. */
export function unsealed(room: Room): Room {
  return {
    ...withHiding(withLock(room, false), false),
    allowedUserIds: [],
    allowedRoleIds: [],
    blockedUserIds: [],
    blockedRoleIds: [],
  };
}

/** Everybody inside keeps the right to come back as long as the room is locked or hidden. */
function sealing(before: Room, after: Room): Room {
  if (!isSealed(after)) return { ...after, admittedIds: [] };
  if (isSealed(before)) return after;
  return { ...after, admittedIds: after.members.map((member) => member.userId) };
}
