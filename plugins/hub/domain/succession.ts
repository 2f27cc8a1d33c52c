import {
  excluding,
  isPresent,
  type Member,
  type Moment,
  type Room,
  type RoomSettings,
  type Snowflake,
} from './room.js';

/**
 * Who comes after the owner: the first host (in host order) who is present, else whoever is in the room the longest.
 * Somebody blocked, who has not been disconnected yet, comes last. Undefined when the room is empty.
 */
export function successor(room: Room): Snowflake | undefined {
  const present = room.members.filter((member) => member.userId !== room.ownerId);
  const host = room.hostIds.find((id) => present.some((member) => member.userId === id));
  const isBlocked = (member: Member): number => Number(room.blockedUserIds.includes(member.userId));
  return host ?? present.toSorted((one, other) => isBlocked(one) - isBlocked(other) || byTenure(one, other))[0]?.userId;
}

/** Gives the room to `ownerId`, for good: ends the grace, and neither the old nor the new owner is a host. */
export function ownedBy(room: Room, ownerId: Snowflake): Room {
  return {
    ...withoutGrace(room),
    ownerId,
    claimableAt: null,
    hostIds: excluding(room.hostIds, ownerId, room.ownerId),
    blockedUserIds: excluding(room.blockedUserIds, ownerId),
  };
}

/** Gives the room to the successor; an empty room keeps its owner. */
export function passedOn(room: Room): Room {
  const next = successor(room);
  return next === undefined ? withoutGrace(room) : ownedBy(room, next);
}

export function withoutGrace(room: Room): Room {
  return { ...room, actingOwnerId: null, graceExpiresAt: null, actingExpiresAt: null };
}

/** No wait that runs lasts longer than one that would begin now. What was promised is not put off when waits get longer. */
export function withShorterWaits(room: Room, now: Moment, settings: RoomSettings): Room {
  const soonest = (at: Moment | null, wait: number): Moment | null => at && Math.min(at, now + wait);
  return {
    ...room,
    graceExpiresAt: soonest(room.graceExpiresAt, settings.graceMs),
    actingExpiresAt: soonest(room.actingExpiresAt, settings.actingWindowMs),
    claimableAt: soonest(room.claimableAt, settings.claimProtectionMs),
    deleteAt: soonest(room.deleteAt, settings.cleanupDelayMs),
  };
}

/**
 * The room as it is at `now`: deadlines of the grace that have passed are decided, whether or not a job woke anybody.
 * When both the grace and the acting owner's window run, the window is waited for: within it the acting owner (and the
 * owner) may still come back.
 */
export function settled(room: Room, now: Moment): Room {
  if (room.graceExpiresAt === null) return room;
  if (room.members.length === 0 || isPresent(room, room.ownerId)) return withoutGrace(room);
  if (room.actingExpiresAt !== null) return room.actingExpiresAt <= now ? passedOn(room) : room;
  if (room.graceExpiresAt > now) return room;
  return room.actingOwnerId === null ? passedOn(room) : ownedBy(room, room.actingOwnerId);
}

/** Until when a forced transfer to somebody absent protects the room from being taken over. Null: not at `now`. */
export function protectedUntil(room: Room, now: Moment): Moment | null {
  return room.claimableAt !== null && now < room.claimableAt ? room.claimableAt : null;
}

/** Until when the owner is waited for: once the acting owner has left too, no longer than for them. Null: not at all. */
export function awayUntil({ graceExpiresAt, actingExpiresAt }: Room): Moment | null {
  return graceExpiresAt === null ? null : (actingExpiresAt ?? graceExpiresAt);
}

/** Why somebody may not claim a room. `until`: when that ends. */
export type ClaimRefusal =
  | { readonly reason: 'not-in-room' | 'already-owner' | 'owner-present' }
  | { readonly reason: 'grace' | 'claim-protected'; readonly until: Moment };

/** Why `userId` may not claim the room at `now`, or null when they may. */
export function claimRefusal(room: Room, userId: Snowflake, now: Moment): ClaimRefusal | null {
  const current = settled(room, now);
  if (userId === current.ownerId) return { reason: 'already-owner' };
  if (!isPresent(current, userId)) return { reason: 'not-in-room' };
  if (isPresent(current, current.ownerId)) return { reason: 'owner-present' };
  const away = awayUntil(current);
  if (away !== null) return { reason: 'grace', until: away };
  const until = protectedUntil(current, now);
  return until === null ? null : { reason: 'claim-protected', until };
}

function byTenure(one: Member, other: Member): number {
  return one.joinedAt - other.joinedAt || bySnowflake(one.userId, other.userId);
}

function bySnowflake(one: Snowflake, other: Snowflake): number {
  return one.length - other.length || (one < other ? -1 : 1);
}
