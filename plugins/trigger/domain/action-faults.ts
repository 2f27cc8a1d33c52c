import type { Action, RoleGroup } from './action.js';
import { canonicalSpec, specFaults } from './actions/actions.js';
import { chainFaults, linkFaults, madeLinks, type ActionsById, type Link } from './chain.js';
import type { Fault } from './fault.js';
import { nameFaults } from './names.js';
import type { RegexEngine } from './regex.js';
import type { Trigger } from './trigger.js';

export interface ActionsAround {
  /** The guild's other actions. */
  readonly actions: ActionsById;
  readonly groups: readonly RoleGroup[];
  readonly triggers: readonly Pick<Trigger, 'name' | 'condition' | 'actionId'>[];
  readonly engine: RegexEngine;
}

export type ActionCheck =
  | { readonly ok: true; readonly action: Action }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * An action as it would be saved, with everything that is wrong with it: its own parameters, the chains that it becomes
 * a part of, and the triggers that would come to run it without having what it needs.
 */
export function checkedAction(action: Action, { actions, groups, triggers, engine }: ActionsAround): ActionCheck {
  const after = new Map([...actions, [action.id, action]]);
  const own = specFaults(action.spec, { groups, actionIds: new Set(after.keys()), engine });
  const unmet = (all: ActionsById): readonly Fault[] =>
    [...triggers.map(linkOf), ...madeLinks(all)].flatMap((link) => linkFaults(link, all));
  const faults = [
    ...nameFaults(action.name),
    ...own,
    ...added(chainFaults(actions), chainFaults(after)),
    ...added(unmet(actions), unmet(after)),
  ];
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, action: { ...action, spec: canonicalSpec(action.spec, engine) } };
}

function linkOf({ name, condition, actionId }: ActionsAround['triggers'][number]): Link {
  return { path: name, conditionId: condition.id, actionId };
}

/** The faults that were not there before: an old one elsewhere is no reason to refuse. */
function added(before: readonly Fault[], after: readonly Fault[]): readonly Fault[] {
  const known = new Set(before.map((fault) => JSON.stringify(fault)));
  return after.filter((fault) => !known.has(JSON.stringify(fault)));
}
