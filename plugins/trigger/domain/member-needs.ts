import { specNeeds } from './actions/actions.js';
import { chainFrom, type ActionsById } from './chain.js';
import { asksNothing } from './requirements.js';
import type { Trigger } from './trigger.js';

/** Whether one of these triggers cannot run without knowing the member: for what it asks of them, or does with them. */
export function needsMember(triggers: readonly Trigger[], actions: ActionsById): boolean {
  return triggers.some(
    ({ requirements, actionId }) =>
      !asksNothing(requirements) ||
      chainFrom(actionId, actions).steps.some(
        ({ spec }) => specNeeds(spec).includes('user') || (spec.kind === 'message' && namesUser(spec.second.texts)),
      ),
  );
}

function namesUser(texts: readonly string[]): boolean {
  return texts.some((text) => /\{user[.}]/.test(text));
}
