import type { Moment, Person, Room, Snowflake } from './room.js';
import { awayUntil, claimRefusal, settled, type ClaimRefusal } from './succession.js';

/** Who wants to do something. */
export interface Actor extends Person {
  /** The guild that they act in. Null: they are not a member of any guild here, as in a direct message. */
  readonly guildId: Snowflake | null;
  readonly sudo: boolean;
}

/** Everything that can be done to a room. */
export const actions = [
  'rename',
  'templates',
  'lock',
  'hide',
  'hosts',
  'delete',
  'claim',
  'access',
  'limit',
  'bitrate',
  'region',
  'reset',
  'transfer',
  'force-transfer',
] as const;
export type Action = (typeof actions)[number];

export type Refusal =
  | { readonly reason: 'bot' | 'other-guild' | 'room-deleting' | 'not-allowed' }
  /** Reserved for the owner and sudo while the owner is away. */
  | { readonly reason: 'reserved-in-grace'; readonly ownerId: Snowflake; readonly until: Moment }
  | ClaimRefusal;

export type Verdict = { readonly allowed: true } | ({ readonly allowed: false } & Refusal);

type Rank = 'owner' | 'host' | 'acting-owner' | 'sudo';

const running: readonly Rank[] = ['owner', 'host', 'sudo'];
const everyRank: readonly Rank[] = [...running, 'acting-owner'];

/** Who may do what. Claiming has rules of its own. */
const ranksFor: Record<Exclude<Action, 'claim'>, readonly Rank[]> = {
  rename: everyRank,
  templates: everyRank,
  lock: everyRank,
  hide: everyRank,
  hosts: running,
  delete: running,
  access: running,
  limit: running,
  bitrate: running,
  region: running,
  reset: running,
  transfer: ['owner'],
  'force-transfer': ['sudo'],
};

const reservedInGrace: ReadonlySet<Action> = new Set(['hosts', 'delete']);

/** Whether `actor` may do `action` in `room` at `now`; if not, why. The one place that decides it. */
export function may(actor: Actor, action: Action, room: Room, now: Moment): Verdict {
  if (actor.guildId !== room.guildId) return refused({ reason: 'other-guild' });
  if (actor.bot) return refused({ reason: 'bot' });
  if (room.state === 'deleting') return refused({ reason: 'room-deleting' });
  if (action === 'claim') return claimVerdict(actor, room, now);

  const current = settled(room, now);
  const ranks = ranksOf(actor, current);
  const inGrace = awayUntil(current);
  if (inGrace !== null && !ranks.includes('owner') && !ranks.includes('sudo')) {
    const reserved = reservedInGrace.has(action) && ranks.length > 0;
    if (reserved || isBeyondActing(ranks, action)) {
      return refused({ reason: 'reserved-in-grace', ownerId: current.ownerId, until: inGrace });
    }
  }
  return ranks.some((rank) => ranksFor[action].includes(rank)) ? allowed : refused({ reason: 'not-allowed' });
}

/** Whether standing in for the owner is not enough, though being the owner would be. */
function isBeyondActing(ranks: readonly Rank[], action: Exclude<Action, 'claim'>): boolean {
  const enough = ranksFor[action];
  return ranks.includes('acting-owner') && enough.includes('owner') && !ranks.some((rank) => enough.includes(rank));
}

function claimVerdict(actor: Actor, room: Room, now: Moment): Verdict {
  const refusal = claimRefusal(room, actor.id, now);
  return refusal === null ? allowed : refused(refusal);
}

function ranksOf(actor: Actor, room: Room): readonly Rank[] {
  const ranks: readonly (readonly [Rank, boolean])[] = [
    ['owner', actor.id === room.ownerId],
    ['host', room.hostIds.includes(actor.id)],
    ['acting-owner', actor.id === room.actingOwnerId],
    ['sudo', actor.sudo],
  ];
  return ranks.filter(([, holds]) => holds).map(([rank]) => rank);
}

const allowed: Verdict = { allowed: true };

function refused(refusal: Refusal): Verdict {
  return { allowed: false, ...refusal };
}
