import { excluding, isPresent, type Room, type Snowflake } from './room.js';
import { ownedBy, successor } from './succession.js';

/** The owner of an empty room whose owner had their data deleted. Discord gives this id to nobody. */
export const nobody: Snowflake = '0';

/** Somebody had their data deleted. `restrictions`: whether the block that a room has on them goes too. */
export interface Forgotten {
  readonly userId: Snowflake;
  readonly restrictions: 'keep' | 'erase';
}

/**
 * The room without somebody who is not in it: who stands in for them, or comes after them, owns it; an empty room has nobody
 * as its owner until somebody comes. A room that they are in, or that is just being made for them, is left as it is.
 */
export function withoutPerson(room: Room, { userId, restrictions }: Forgotten): Room {
  if (isPresent(room, userId) || room.state === 'pending') return room;
  const handed = handedOver(room, userId);
  return {
    ...handed,
    hostIds: excluding(handed.hostIds, userId),
    admittedIds: excluding(handed.admittedIds, userId),
    allowedUserIds: excluding(handed.allowedUserIds, userId),
    ...(restrictions === 'erase' && {
      blockedUserIds: excluding(handed.blockedUserIds, userId),
      baseOverwrites: handed.baseOverwrites.some(({ id }) => id === userId)
        ? handed.baseOverwrites.filter(({ id }) => id !== userId)
        : handed.baseOverwrites,
    }),
  };
}

/** Whether a room holds somebody's id. */
export function isAbout(room: Room, userId: Snowflake): boolean {
  return (
    room.ownerId === userId ||
    room.actingOwnerId === userId ||
    isPresent(room, userId) ||
    [room.hostIds, room.admittedIds, room.allowedUserIds, room.blockedUserIds].some((ids) => ids.includes(userId)) ||
    room.baseOverwrites.some(({ id }) => id === userId)
  );
}

function handedOver(room: Room, userId: Snowflake): Room {
  const next = successor(room);
  if (room.ownerId === userId) {
    const heir = room.actingOwnerId !== null && isPresent(room, room.actingOwnerId) ? room.actingOwnerId : next;
    return ownedBy(room, heir ?? nobody);
  }
  // Whoever stood in has left as well. The grace goes on, with somebody who is there.
  return room.actingOwnerId === userId ? { ...room, actingOwnerId: next ?? null, actingExpiresAt: null } : room;
}
