import type { Action } from './action.js';
import type { ActionId, GroupId, Trigger, TriggerId } from './trigger.js';

/** What refers to an action. */
export interface ActionUsers {
  readonly triggers: readonly Pick<Trigger, 'id' | 'name'>[];
  /** Actions that chain to it, or make triggers that run it. */
  readonly actions: readonly Pick<Action, 'id' | 'name'>[];
}

/** What uses an action, by name, for the refusal to delete it. */
export function usersOf(id: ActionId, triggers: readonly Trigger[], actions: readonly Action[]): ActionUsers {
  return {
    triggers: triggers.filter(({ actionId }) => actionId === id).map(({ id, name }) => ({ id, name })),
    actions: actions.filter((action) => action.id !== id && refersTo(action, id)).map(({ id, name }) => ({ id, name })),
  };
}

/** The triggers that would run an action, at whichever step. Those are disabled when it is deleted by force. */
export function triggersReaching(
  id: ActionId,
  triggers: readonly Trigger[],
  actions: readonly Action[],
): readonly TriggerId[] {
  const reaching = new Set<ActionId>([id]);
  let before = 0;
  while (before < reaching.size) {
    before = reaching.size;
    for (const action of actions) if (action.chain !== null && reaching.has(action.chain)) reaching.add(action.id);
  }
  return triggers.filter(({ actionId }) => reaching.has(actionId)).map((trigger) => trigger.id);
}

/** The role actions that use a group. */
export function groupUsers(id: GroupId, actions: readonly Action[]): readonly Action[] {
  return actions.filter(({ spec }) => spec.kind === 'role' && spec.second.groupId === id);
}

function refersTo({ chain, spec }: Action, id: ActionId): boolean {
  return chain === id || (spec.kind === 'create-trigger' && spec.first.actionId === id);
}
