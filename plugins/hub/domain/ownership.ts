import { withoutPerson } from './forgetting.js';
import { effectsOf, type Effect } from './ownership-effects.js';
import type { OwnershipEvent } from './ownership-events.js';
import {
  excluding,
  including,
  isPresent,
  isSealed,
  type Moment,
  type Person,
  type Room,
  type RoomSettings,
  type Snowflake,
} from './room.js';
import {
  claimRefusal,
  protectedUntil,
  ownedBy,
  passedOn,
  settled,
  successor,
  withoutGrace,
  withShorterWaits,
} from './succession.js';

export interface OwnershipStep {
  readonly room: Room;
  /** What the shell does once `room` is saved. Empty when nothing changed. */
  readonly effects: readonly Effect[];
}

/**
 * The next state of a room. Decides from the room and `now` alone: what is due has happened, whether its job came early,
 * late, twice or never. An event that does not apply (a claim while the owner is there, a leave of somebody who is not
 * in the room, anything in a room that is being deleted) changes nothing. Only somebody who enters an empty room after
 * all, before Discord has deleted it, brings it back; and it forgets whoever had their data deleted.
 */
export function ownership(room: Room, event: OwnershipEvent, now: Moment, settings: RoomSettings): OwnershipStep {
  if (room.state === 'deleting' && event.kind === 'forgotten')
    return stepped(room, withoutPerson(room, event.person), event, now);
  if (room.state === 'deleting' && !isRevived(room, event)) return { room, effects: [] };
  const live: Room = room.state === 'deleting' ? { ...room, state: 'open' } : room;
  const start = event.kind === 'occupants' ? live : settled(live, now);
  const next = settled(after(start, event, now, settings), now);
  return stepped(room, next, event, now);
}

function stepped(room: Room, next: Room, event: OwnershipEvent, now: Moment): OwnershipStep {
  const effects = effectsOf(room, next, event, now);
  return effects.length === 0 ? { room, effects } : { room: next, effects };
}

function after(room: Room, event: OwnershipEvent, now: Moment, settings: RoomSettings): Room {
  switch (event.kind) {
    case 'joined':
      return joined(room, event.user, now);
    case 'left':
      return left(room, event.userId, now, settings);
    case 'emptied':
      return occupied(room, [], now, settings);
    case 'occupants':
      return occupied(room, event.present, now, settings);
    case 'deletion-due':
      return isDeletionDue(room, now) ? { ...room, state: 'deleting' } : room;
    case 'claim':
      return claimRefusal(room, event.userId, now) === null ? ownedBy(room, event.userId) : room;
    case 'transfer':
      return event.toId !== room.ownerId && isPresent(room, event.toId) ? ownedBy(room, event.toId) : room;
    case 'force-transfer':
      return forced(room, event.to, now, settings);
    case 'host-added':
      return withHost(room, event.user);
    case 'host-removed':
      return { ...room, hostIds: excluding(room.hostIds, event.userId) };
    case 'forgotten':
      return withoutPerson(room, event.person);
    case 'settings-changed':
      return withShorterWaits(room, now, settings);
    case 'delete':
      return { ...withoutGrace(room), state: 'deleting', deleteAt: null };
    case 'grace-expired':
    case 'acting-window-expired':
      break;
  }
  return room;
}

function joined(room: Room, user: Person, now: Moment): Room {
  if (user.bot || isPresent(room, user.id)) return room;
  const wasEmpty = room.members.length === 0;
  const next = admitting({
    ...room,
    members: [...room.members, { userId: user.id, joinedAt: now }],
    deleteAt: null,
  });
  if (user.id === room.ownerId) return ownedBy(next, user.id);
  if (wasEmpty && protectedUntil(room, now) === null) return ownedBy(next, user.id);
  return user.id === room.actingOwnerId ? { ...next, actingExpiresAt: null } : next;
}

function left(room: Room, userId: Snowflake, now: Moment, settings: RoomSettings): Room {
  if (!isPresent(room, userId)) return room;
  const next = { ...room, members: room.members.filter((member) => member.userId !== userId) };
  if (next.members.length === 0) return emptied(next, now, settings);
  if (userId === room.ownerId) return withGrace(next, now, settings);
  if (userId === room.actingOwnerId) return { ...next, actingExpiresAt: now + settings.actingWindowMs };
  return next;
}

/** Missed events as one step: nobody can tell in which order people came and went. */
function occupied(room: Room, present: readonly Person[], now: Moment, settings: RoomSettings): Room {
  const humans = new Set(present.filter((person) => !person.bot).map((person) => person.id));
  if (humans.size === 0) return emptied({ ...room, members: [] }, now, settings);

  const wasEmpty = room.members.length === 0;
  const stayed = room.members.filter((member) => humans.has(member.userId));
  const came = [...humans].filter((userId) => !isPresent(room, userId));
  const members = [...stayed, ...came.map((userId) => ({ userId, joinedAt: now }))];
  const next = admitting({ ...room, members, deleteAt: null });

  // An owner who is back is restored even if the grace ran out meanwhile: nobody was promoted, and nobody knows when
  // they came.
  if (isPresent(next, room.ownerId)) return ownedBy(next, room.ownerId);
  if (wasEmpty && protectedUntil(room, now) === null) return passedOn(next);
  if (room.graceExpiresAt !== null) return withActingOwnerChecked(next, room.graceExpiresAt, now, settings);
  return isPresent(room, room.ownerId) ? withGrace(next, now, settings) : next;
}

function withActingOwnerChecked(room: Room, graceExpiresAt: Moment, now: Moment, settings: RoomSettings): Room {
  if (room.actingOwnerId !== null && isPresent(room, room.actingOwnerId)) return { ...room, actingExpiresAt: null };
  if (graceExpiresAt <= now) return passedOn(room);
  return { ...room, actingExpiresAt: room.actingExpiresAt ?? now + settings.actingWindowMs };
}

/** A grace of 0 is over as soon as it is settled. */
function withGrace(room: Room, now: Moment, settings: RoomSettings): Room {
  const actingOwnerId = successor(room);
  if (actingOwnerId === undefined) return room;
  return { ...room, actingOwnerId, graceExpiresAt: now + settings.graceMs, actingExpiresAt: null };
}

function emptied(room: Room, now: Moment, settings: RoomSettings): Room {
  return { ...withoutGrace(room), deleteAt: room.deleteAt ?? now + settings.cleanupDelayMs };
}

function forced(room: Room, to: Person, now: Moment, settings: RoomSettings): Room {
  if (to.bot) return room;
  const next = ownedBy(room, to.id);
  return isPresent(room, to.id) ? next : { ...next, claimableAt: now + settings.claimProtectionMs };
}

function withHost(room: Room, user: Person): Room {
  if (user.bot || user.id === room.ownerId || room.blockedUserIds.includes(user.id)) return room;
  return { ...room, hostIds: including(room.hostIds, user.id) };
}

function admitting(room: Room): Room {
  if (!isSealed(room)) return room;
  return {
    ...room,
    admittedIds: room.members.reduce((ids, member) => including(ids, member.userId), room.admittedIds),
  };
}

function isDeletionDue(room: Room, now: Moment): boolean {
  return room.members.length === 0 && room.deleteAt !== null && room.deleteAt <= now;
}

function isRevived(room: Room, event: OwnershipEvent): boolean {
  if (room.deleteAt === null) return false;
  if (event.kind === 'joined') return !event.user.bot;
  return event.kind === 'occupants' && event.present.some((person) => !person.bot);
}
