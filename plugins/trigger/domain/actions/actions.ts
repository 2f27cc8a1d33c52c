import type { ActionKind, ActionSpec } from '../action.js';
import type { Subject } from '../event.js';
import type { Fault } from '../fault.js';
import type { RegexEngine } from '../regex.js';
import type { ActionRule, ActionSurroundings } from './action-rule.js';
import { createTrigger } from './create-trigger.js';
import { deleteMessage } from './delete-message.js';
import { message } from './message.js';
import { purge } from './purge.js';
import { react } from './react.js';
import { role } from './role.js';

type Rules = { readonly [Kind in ActionKind]: ActionRule<Kind> };

/** Every kind of action, by its stored name. */
export const actionRules: Rules = {
  message,
  'delete-message': deleteMessage,
  react,
  role,
  purge,
  'create-trigger': createTrigger,
};

/** Everything that is wrong with an action's parameters. */
export function specFaults(spec: ActionSpec, surroundings: ActionSurroundings): readonly Fault[] {
  return withRule(spec, (rule, own) => rule.faults(own, surroundings));
}

/** What the event must have for this action to run. */
export function specNeeds(spec: ActionSpec): readonly Subject[] {
  return withRule(spec, (rule, own) => rule.needs(own));
}

/** The parameters in the form that is stored. */
export function canonicalSpec(spec: ActionSpec, engine: RegexEngine): ActionSpec {
  return withRule<ActionSpec>(spec, (rule, own) => rule.canonical(own, engine));
}

/** Pairs a spec with the rule of its kind, which the compiler cannot see belong together. */
function withRule<Result>(
  spec: ActionSpec,
  ask: <Kind extends ActionKind>(rule: ActionRule<Kind>, own: Extract<ActionSpec, { readonly kind: Kind }>) => Result,
): Result {
  switch (spec.kind) {
    case 'message':
      return ask(actionRules.message, spec);
    case 'delete-message':
      return ask(actionRules['delete-message'], spec);
    case 'react':
      return ask(actionRules.react, spec);
    case 'role':
      return ask(actionRules.role, spec);
    case 'purge':
      return ask(actionRules.purge, spec);
    case 'create-trigger':
      return ask(actionRules['create-trigger'], spec);
  }
}
