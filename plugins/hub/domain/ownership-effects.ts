import type { OwnershipEvent } from './ownership-events.js';
import type { Moment, Room, Snowflake } from './room.js';

/** The deadlines of a room, each a column. */
export type RoomDeadline = 'grace' | 'acting-window' | 'deletion';

/** What the shell does after a step of ownership. */
export type Effect =
  | { readonly kind: 'arm'; readonly deadline: RoomDeadline; readonly at: Moment }
  | { readonly kind: 'cancel'; readonly deadline: RoomDeadline }
  | { readonly kind: 'owner-changed'; readonly from: Snowflake; readonly to: Snowflake }
  | { readonly kind: 'grace-opened'; readonly actingOwnerId: Snowflake; readonly until: Moment }
  | { readonly kind: 'grace-ended'; readonly outcome: 'returned' | 'passed-on' | 'emptied' }
  | { readonly kind: 'log-force-transfer'; readonly from: Snowflake; readonly to: Snowflake; readonly byId: Snowflake }
  /** Compute overwrites, name and panel anew, and send what differs. */
  | { readonly kind: 'resync' }
  | { readonly kind: 'delete-channels' };

/** Each deadline, and the column that holds it. */
export const deadlines: readonly (readonly [RoomDeadline, (room: Room) => Moment | null])[] = [
  ['grace', (room) => room.graceExpiresAt],
  ['acting-window', (room) => room.actingExpiresAt],
  ['deletion', (room) => room.deleteAt],
];

/**
 * The deadline that an event's job stands for. Its job is used up, so what still lies ahead is armed again; what has come and waits for
 * another deadline, as a grace does for the acting owner's window, is not: its job would come at once, and again, and again.
 */
const wokenBy: Partial<Record<OwnershipEvent['kind'], RoomDeadline>> = {
  'grace-expired': 'grace',
  'acting-window-expired': 'acting-window',
  'deletion-due': 'deletion',
};

/** What follows from `event` having turned `before` into `after`. Empty when nothing does. */
export function effectsOf(before: Room, after: Room, event: OwnershipEvent, now: Moment): readonly Effect[] {
  const deletes = before.state !== 'deleting' && after.state === 'deleting';
  return [
    ...ownerEffects(before, after, event),
    ...graceEffects(before, after),
    ...deadlines.flatMap(([deadline, of]) => {
      const due = dueAt(after, of);
      const isArmedAgain = wokenBy[event.kind] === deadline && due !== null && due > now;
      return deadlineEffects(deadline, dueAt(before, of), due, isArmedAgain);
    }),
    ...(deletes ? [{ kind: 'delete-channels' } as const] : resyncEffects(before, after)),
  ];
}

function ownerEffects(before: Room, after: Room, event: OwnershipEvent): readonly Effect[] {
  const [from, to] = [before.ownerId, after.ownerId];
  const changed: Effect[] = from === to ? [] : [{ kind: 'owner-changed', from, to }];
  const happened = from !== to || before.graceExpiresAt !== after.graceExpiresAt;
  if (event.kind !== 'force-transfer' || event.to.bot || !happened) return changed;
  return [...changed, { kind: 'log-force-transfer', from, to, byId: event.byId }];
}

function graceEffects(before: Room, after: Room): readonly Effect[] {
  const { graceExpiresAt: until, actingOwnerId } = after;
  if (before.graceExpiresAt === null && until !== null && actingOwnerId !== null) {
    return [{ kind: 'grace-opened', actingOwnerId, until }];
  }
  if (before.graceExpiresAt === null || until !== null) return [];
  if (before.ownerId !== after.ownerId) return [{ kind: 'grace-ended', outcome: 'passed-on' }];
  return [{ kind: 'grace-ended', outcome: after.members.length === 0 ? 'emptied' : 'returned' }];
}

/** A room that is being deleted has no deadlines. */
function dueAt(room: Room, of: (room: Room) => Moment | null): Moment | null {
  return room.state === 'deleting' ? null : of(room);
}

function deadlineEffects(
  deadline: RoomDeadline,
  before: Moment | null,
  after: Moment | null,
  isArmedAgain: boolean,
): readonly Effect[] {
  if (after === null) return before === null ? [] : [{ kind: 'cancel', deadline }];
  return before === after && !isArmedAgain ? [] : [{ kind: 'arm', deadline, at: after }];
}

const shown = [
  'ownerId',
  'actingOwnerId',
  'graceExpiresAt',
  'actingExpiresAt',
  'claimableAt',
  'hostIds',
  'admittedIds',
  'allowedUserIds',
  'blockedUserIds',
  'members',
] as const satisfies readonly (keyof Room)[];

function resyncEffects(before: Room, after: Room): readonly Effect[] {
  const differs =
    before.baseOverwrites !== after.baseOverwrites ||
    shown.some((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return differs ? [{ kind: 'resync' }] : [];
}
