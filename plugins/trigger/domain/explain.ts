import { eventKindOf } from './conditions/conditions.js';
import type { TriggerEvent } from './event.js';
import { firing, type FiringContext, type HeldBack } from './firing.js';
import { isExpired } from './lifetime.js';
import type { Matched } from './matcher/guild-index.js';
import { inScope } from './scope.js';
import type { Moment, Trigger, TriggerId } from './trigger.js';

/** Why a trigger does not fire for an event. */
export type WhyNot =
  | { readonly reason: 'disabled' | 'made-by-this' | 'other-kind' | 'other-place' | 'no-match' }
  | { readonly reason: 'expired'; readonly at: Moment }
  /** Its stored pattern does not compile. */
  | { readonly reason: 'broken-pattern' }
  /** The guild's patterns had used up their time. */
  | { readonly reason: 'out-of-time' }
  | HeldBack;

export interface Explained {
  readonly trigger: Trigger;
  /** Its place among those that fire, from 1. Null: it does not. */
  readonly place: number | null;
  readonly why: WhyNot | null;
}

/**
 * What an event does to each trigger of a guild: first those that fire, in order, then why each other one does not. From
 * the same answers that a real event gets.
 *
 * @param broken - as the guild's index names them.
 */
export function explained(
  triggers: readonly Trigger[],
  event: TriggerEvent,
  { triggers: matched, skipped }: Matched,
  broken: readonly TriggerId[],
  context: FiringContext,
): readonly Explained[] {
  const { fire, heldBack } = firing(matched, context);
  const met = new Map(heldBack.map(({ trigger, why }) => [trigger.id, why]));
  const fired = new Set(fire.map(({ id }) => id));
  const others = triggers
    .filter(({ id }) => !fired.has(id))
    .toSorted((one, other) => one.id - other.id)
    .map((trigger): Explained => {
      const why = met.get(trigger.id) ?? whyUnmet(trigger, event, context.now, skipped, broken);
      return { trigger, place: null, why };
    });
  return [...fire.map((trigger, at) => ({ trigger, place: at + 1, why: null })), ...others];
}

function whyUnmet(
  trigger: Trigger,
  event: TriggerEvent,
  now: Moment,
  skipped: readonly TriggerId[],
  broken: readonly TriggerId[],
): WhyNot {
  const { id, persistence, condition } = trigger;
  if (!trigger.enabled) return { reason: 'disabled' };
  if (persistence.kind !== 'persistent' && isExpired(persistence, now)) {
    return { reason: 'expired', at: persistence.expiresAt };
  }
  if (trigger.madeBy === event.id) return { reason: 'made-by-this' };
  if (eventKindOf(condition.id) !== event.kind) return { reason: 'other-kind' };
  if (!inScope(trigger.scope, event)) return { reason: 'other-place' };
  if (broken.includes(id)) return { reason: 'broken-pattern' };
  return { reason: skipped.includes(id) ? 'out-of-time' : 'no-match' };
}
