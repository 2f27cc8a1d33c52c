import type { RoomOrder } from '../../api.js';
import type { Action } from '../../domain/access.js';
import type { Target } from '../../domain/admission.js';
import { mayAimAt, type TargetedAction } from '../../domain/targets.js';
import type { Orders, Rule } from './orders.js';
import { targetFacts } from './target-facts.js';

const actionOf: Record<TargetedAction, Action> = {
  permit: 'access',
  block: 'access',
  kick: 'access',
  host: 'hosts',
  transfer: 'transfer',
  'force-transfer': 'force-transfer',
};

/**
 * The rule of what is aimed at somebody. Who may not do it at all learns that first, before anybody is looked up.
 *
 * @throws {UserError} when that is so, or when Discord does not tell who it is.
 */
export async function aimedRule(
  orders: Orders,
  order: RoomOrder,
  action: TargetedAction,
  target: Target,
): Promise<Rule> {
  orders.require(order, orders.rule(order, actionOf[action]));
  const facts = await orders.answered(order, targetFacts(order.guild, target));
  return {
    action: actionOf[action],
    verdict: (room) => mayAimAt(orders.actorOf(order.member), action, facts, room, orders.now()),
  };
}
