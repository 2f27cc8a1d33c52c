import type { Action } from './action.js';
import { specNeeds } from './actions/actions.js';
import { conditions } from './conditions/conditions.js';
import { subjectsOf, type Subject } from './event.js';
import type { Fault } from './fault.js';
import type { ActionId, ConditionId } from './trigger.js';

export const CHAIN_LIMIT = 10;

export type ActionsById = ReadonlyMap<ActionId, Action>;

/** Why a chain stops before its end. */
export type ChainAbort = 'repeated' | 'too-long' | 'missing';

export type NextStep =
  | { readonly kind: 'run'; readonly action: Action; readonly run: ChainRun }
  | { readonly kind: 'end' }
  | { readonly kind: 'abort'; readonly reason: ChainAbort; readonly actionId: ActionId };

/** The actions that a run has executed, in order. */
export type ChainRun = readonly ActionId[];

/**
 * The step that comes after `run`. An action that has run already, an eleventh step and a missing action abort, whatever
 * was checked when the chain was saved: it may have been changed since.
 *
 * @param next - the trigger's action, then each one's chain.
 */
export function nextStep(run: ChainRun, next: ActionId | null, actions: ActionsById): NextStep {
  if (next === null) return { kind: 'end' };
  const abort = (reason: ChainAbort): NextStep => ({ kind: 'abort', reason, actionId: next });
  if (run.includes(next)) return abort('repeated');
  if (run.length >= CHAIN_LIMIT) return abort('too-long');
  const action = actions.get(next);
  return action === undefined ? abort('missing') : { kind: 'run', action, run: [...run, next] };
}

/**
 * Every action that may come to run once `start` does, those of the triggers that it makes among them: what the creator
 * must have the rights for.
 */
export function reachable(start: ActionId, actions: ActionsById): readonly Action[] {
  const seen = new Map<ActionId, Action>();
  const open: ActionId[] = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const action = actions.get(id);
    if (action === undefined || seen.has(id)) continue;
    seen.set(id, action);
    if (action.chain !== null) open.push(action.chain);
    if (action.spec.kind === 'create-trigger') open.push(action.spec.first.actionId);
  }
  return [...seen.values()];
}

export interface Chain {
  readonly steps: readonly Action[];
  readonly abort: { readonly reason: ChainAbort; readonly actionId: ActionId } | null;
}

/** All steps from an action on, as a run would take them. */
export function chainFrom(start: ActionId, actions: ActionsById): Chain {
  const steps: Action[] = [];
  let run: ChainRun = [];
  let next: ActionId | null = start;
  for (;;) {
    const step = nextStep(run, next, actions);
    if (step.kind === 'end') return { steps, abort: null };
    if (step.kind === 'abort') return { steps, abort: { reason: step.reason, actionId: step.actionId } };
    steps.push(step.action);
    run = step.run;
    next = step.action.chain;
  }
}

/** Something that a person wants to run an action: a trigger, or an action that makes triggers. */
export interface Link {
  readonly path: string;
  readonly conditionId: ConditionId;
  readonly actionId: ActionId;
}

/** What is wrong with linking a condition to an action: each step must find what it needs in the event. */
export function linkFaults({ path, conditionId, actionId }: Link, actions: ActionsById): readonly Fault[] {
  if (!actions.has(actionId)) return [{ path, code: 'unknown-action', detail: String(actionId) }];
  const { steps } = chainFrom(actionId, actions);
  const offered = subjectsOf(conditions[conditionId].event);
  return steps.flatMap(({ name, spec }) =>
    specNeeds(spec)
      .filter((subject) => !offered.includes(subject))
      .map((subject) => ({ path, code: missing[subject], detail: name })),
  );
}

/** What is wrong with the chains of a guild's actions, each named by its path. */
export function chainFaults(
  actions: ActionsById,
  pathOf: (action: Action) => string = ({ name }) => name,
): readonly Fault[] {
  return [...actions.values()].flatMap((action) => startFaults(action.id, `${pathOf(action)}.chain`, actions));
}

/** Why a run that starts with an action would break off. */
export function startFaults(start: ActionId, path: string, actions: ActionsById): readonly Fault[] {
  const { abort } = chainFrom(start, actions);
  if (abort === null) return [];
  if (abort.reason === 'repeated') return [{ path, code: 'chain-loop', detail: nameOf(abort.actionId, actions) }];
  if (abort.reason === 'too-long') return [{ path, code: 'chain-too-long', limit: CHAIN_LIMIT }];
  return [{ path, code: 'unknown-action', detail: String(abort.actionId) }];
}

/** The triggers that the create-trigger actions of a guild would make, as links to be checked like any other. */
export function madeLinks(
  actions: ActionsById,
  pathOf: (action: Action) => string = ({ name }) => name,
): readonly Link[] {
  return [...actions.values()].flatMap((action) => {
    if (action.spec.kind !== 'create-trigger') return [];
    const { condition, actionId } = action.spec.first;
    return [{ path: `${pathOf(action)}.first.actionId`, conditionId: condition.id, actionId }];
  });
}

const missing: Record<Subject, 'needs-user' | 'needs-message'> = { user: 'needs-user', message: 'needs-message' };

function nameOf(id: ActionId, actions: ActionsById): string {
  return actions.get(id)?.name ?? String(id);
}
