import type { BlacklistEntry } from './blacklist.js';
import type { CooldownLedger, CooldownPlace, CoolingDown } from './cooldowns.js';
import type { Invoker } from './event.js';
import { asksNothing, unmet, type Unmet } from './requirements.js';
import type { Moment, Trigger } from './trigger.js';

/** The most triggers that one event sets off. */
export const FIRED_LIMIT = 5;

export interface FiringContext {
  readonly now: Moment;
  /** Null: an interval has no member. */
  readonly invoker: Invoker | null;
  /** The entry that keeps the member away, as `barring` finds it. */
  readonly barred: BlacklistEntry | null;
  readonly place: CooldownPlace;
  readonly cooldowns: Pick<CooldownLedger, 'holds'>;
}

/** Why a trigger whose condition is met does not fire. */
export type HeldBack =
  | { readonly reason: 'blacklisted'; readonly until: Moment | null }
  | { readonly reason: 'requirements'; readonly unmet: readonly Unmet[] }
  /** It asks for something of a member, and there is none. */
  | { readonly reason: 'no-member' }
  | ({ readonly reason: 'cooldown' } & CoolingDown)
  | { readonly reason: 'enough-fired'; readonly limit: number };

export interface Firing {
  /** In order of creation. */
  readonly fire: readonly Trigger[];
  readonly heldBack: readonly { readonly trigger: Trigger; readonly why: HeldBack }[];
}

/**
 * Which of the triggers that an event meets fire: up to five, in order of creation. One that is held back takes nobody's
 * place.
 *
 * @param matched - in order of creation, as an index gives them.
 */
export function firing(matched: readonly Trigger[], context: FiringContext): Firing {
  const fire: Trigger[] = [];
  const heldBack: { readonly trigger: Trigger; readonly why: HeldBack }[] = [];
  for (const trigger of matched) {
    const why = heldBackBy(trigger, context, fire.length);
    if (why === null) fire.push(trigger);
    else heldBack.push({ trigger, why });
  }
  return { fire, heldBack };
}

function heldBackBy(trigger: Trigger, context: FiringContext, fired: number): HeldBack | null {
  const { now, invoker, barred, place, cooldowns } = context;
  if (barred !== null) return { reason: 'blacklisted', until: barred.until };
  if (invoker === null && !asksNothing(trigger.requirements)) return { reason: 'no-member' };
  const lacking = invoker === null ? [] : unmet(trigger.requirements, invoker, now);
  if (lacking.length > 0) return { reason: 'requirements', unmet: lacking };
  const cooling = cooldowns.holds(trigger.id, place, now);
  if (cooling !== null) return { reason: 'cooldown', ...cooling };
  return fired >= FIRED_LIMIT ? { reason: 'enough-fired', limit: FIRED_LIMIT } : null;
}
