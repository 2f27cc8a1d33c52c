import { type Action, type Actor, may, type Verdict } from './access.js';
import type { Target } from './admission.js';
import { holdsAny, Staff } from './bits.js';
import { isPresent, type Moment, type Room } from './room.js';
import { settled } from './succession.js';

/** What can be done to somebody else. */
export type TargetedAction = 'permit' | 'block' | 'kick' | 'host' | 'transfer' | 'force-transfer';

/** Somebody, or a role, that an action is aimed at. */
export interface TargetFacts extends Target {
  readonly bot: boolean;
  /** Whether they have a sudo role, or are one. */
  readonly sudo: boolean;
  /** The guild-wide permissions. */
  readonly permissions: bigint;
  /** False for who has left the guild. */
  readonly inGuild: boolean;
  /** Whether it is a role that lock and hide shut out: they would go on doing so. */
  readonly shutOut: boolean;
}

export type TargetRefusal = {
  readonly reason:
    | 'target-yourself'
    | 'target-owner'
    | 'target-acting-owner'
    | 'target-staff'
    | 'target-everyone'
    | 'target-shut-out'
    | 'target-bot'
    | 'target-blocked'
    | 'target-role'
    | 'target-not-in-room'
    | 'target-not-in-guild';
};

export type TargetVerdict = Verdict | ({ readonly allowed: false } & TargetRefusal);

const actionOf: Record<TargetedAction, Action> = {
  permit: 'access',
  block: 'access',
  kick: 'access',
  host: 'hosts',
  transfer: 'transfer',
  'force-transfer': 'force-transfer',
};

/** As `may`, for what is aimed at somebody: who may not do it at all is told that first. */
export function mayAimAt(
  actor: Actor,
  action: TargetedAction,
  target: TargetFacts,
  room: Room,
  now: Moment,
): TargetVerdict {
  const verdict = may(actor, actionOf[action], room, now);
  if (!verdict.allowed) return verdict;
  const reason = targetRefusals[action](actor, target, settled(room, now));
  return reason === null ? verdict : { allowed: false, reason };
}

type Reason = TargetRefusal['reason'] | null;

const targetRefusals: Record<TargetedAction, (actor: Actor, target: TargetFacts, room: Room) => Reason> = {
  permit: (_actor, target) => (target.shutOut ? 'target-shut-out' : null),
  block: (actor, target, room) => shutOutRefusal(actor, target, room),
  kick: (actor, target, room) => {
    if (target.kind === 'role') return 'target-role';
    return (
      shutOutRefusal(actor, target, room) ?? (target.bot || isPresent(room, target.id) ? null : 'target-not-in-room')
    );
  },
  host: (_actor, target, room) =>
    humanRefusal(target, room) ?? (room.blockedUserIds.includes(target.id) ? 'target-blocked' : null),
  transfer: (_actor, target, room) =>
    humanRefusal(target, room) ?? (isPresent(room, target.id) ? null : 'target-not-in-room'),
  'force-transfer': (_actor, target, room) => {
    const away = target.id === room.ownerId && !isPresent(room, target.id);
    return away ? null : humanRefusal(target, room);
  },
};

function shutOutRefusal(actor: Actor, target: TargetFacts, room: Room): Reason {
  if (target.id === actor.id) return 'target-yourself';
  if (target.id === room.ownerId) return 'target-owner';
  if (target.id === room.actingOwnerId) return 'target-acting-owner';
  if (target.id === room.guildId) return 'target-everyone';
  return isStaff(target) ? 'target-staff' : null;
}

/** Whom nobody blocks, kicks or turns away. */
export function isStaff({ sudo, permissions }: Pick<TargetFacts, 'sudo' | 'permissions'>): boolean {
  return sudo || holdsAny(permissions, Staff);
}

function humanRefusal(target: TargetFacts, room: Room): Reason {
  if (target.kind === 'role') return 'target-role';
  if (target.bot) return 'target-bot';
  if (!target.inGuild) return 'target-not-in-guild';
  return target.id === room.ownerId ? 'target-owner' : null;
}
