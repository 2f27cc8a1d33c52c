import type { Action } from './action.js';
import { canonicalSpec, specFaults } from './actions/actions.js';
import { chainFaults, linkFaults, madeLinks, type ActionsById } from './chain.js';
import { under, type Fault } from './fault.js';
import { groupFaults } from './group-faults.js';
import { missingReferences, repeatedNames } from './import-names.js';
import { importSet, type ImportedTrigger, type ImportSet } from './import-set.js';
import { TEMPORARY_MIN_MS } from './lifetime.js';
import { brokenLimits, type Limits } from './limits.js';
import { nameFaults, nameKey } from './names.js';
import type { Portable } from './portable.js';
import type { RegexEngine } from './regex.js';
import { checkedTrigger, type TriggerCheck } from './trigger-faults.js';
import type { Moment, Snowflake } from './trigger.js';

export interface ImportSurroundings {
  readonly guildId: Snowflake;
  readonly engine: RegexEngine;
  readonly limits: Limits;
  readonly now: Moment;
  /** What the guild has now. A temporary trigger that it has may be in its last minute. */
  readonly current: Portable;
}

export type ImportCheck =
  | { readonly ok: true; readonly set: ImportSet }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** All of a file, or nothing: the set in the form that is stored, or everything that is wrong with it. */
export function checkedImport(portable: Portable, surroundings: ImportSurroundings): ImportCheck {
  const { guildId, engine, limits } = surroundings;
  const set = importSet(portable, guildId);
  const actions: ActionsById = new Map(set.actions.map((action) => [action.id, action]));
  const triggers = set.triggers.map((trigger) => checkedAt(trigger, actions, surroundings));
  const faults: readonly Fault[] = [
    ...repeatedNames(portable),
    ...missingReferences(portable),
    ...set.groups.flatMap((group, at) => under(`groups[${at}]`, groupFaults(group))),
    ...resolved([
      ...set.actions.flatMap((action, at) => under(`actions[${at}]`, actionFaults(action, set, engine))),
      ...chainFaults(actions, pathOf),
      ...madeLinks(actions, (action) => `${pathOf(action)}.spec`).flatMap((link) => linkFaults(link, actions)),
      ...triggers.flatMap((check, at) => (check.ok ? [] : under(`triggers[${at}]`, check.faults))),
    ]),
    ...brokenLimits(set.triggers, set.actions.length, limits).map(({ pool, allowed }): Fault => ({
      path: '',
      code: 'over-limit',
      detail: pool,
      limit: allowed,
    })),
  ];
  if (faults.length > 0) return { ok: false, faults };
  return {
    ok: true,
    set: {
      groups: set.groups,
      actions: set.actions.map((action) => ({ ...action, spec: canonicalSpec(action.spec, engine) })),
      triggers: set.triggers.map((trigger, at) => canonicalTrigger(trigger, triggers[at])),
    },
  };
}

function actionFaults({ name, spec }: Action, { groups, actions }: ImportSet, engine: RegexEngine): readonly Fault[] {
  const actionIds = new Set(actions.map(({ id }) => id));
  return [...nameFaults(name), ...under('spec', specFaults(spec, { groups, actionIds, engine }))];
}

/** As the file calls its fields. Without what is unknown by its place alone: the missing references say it by name. */
function resolved(faults: readonly Fault[]): readonly Fault[] {
  return faults
    .filter(({ code }) => code !== 'unknown-action' && code !== 'unknown-group')
    .map((fault) => ({ ...fault, path: fault.path.replace(/\b(action|group)Id$/, '$1') }));
}

function checkedAt(
  trigger: ImportedTrigger,
  actions: ActionsById,
  { engine, now, current }: ImportSurroundings,
): TriggerCheck {
  const { persistence } = trigger;
  if (persistence.kind !== 'temporary') return checkedTrigger(trigger, { actions, engine, now });
  const unchanged = current.triggers.some(
    ({ name, persistence: own }) =>
      nameKey(name) === nameKey(trigger.name) &&
      own.kind === 'temporary' &&
      own.expiresAt === persistence.expiresAt &&
      own.expiresAt > now,
  );
  const asOf = unchanged ? Math.min(now, persistence.expiresAt - TEMPORARY_MIN_MS) : now;
  return checkedTrigger(trigger, { actions, engine, now: asOf });
}

function canonicalTrigger(trigger: ImportedTrigger, check: TriggerCheck | undefined): ImportedTrigger {
  return check?.ok === true ? { ...trigger, condition: check.draft.condition } : trigger;
}

/** Actions of an import are numbered by their place, from 1. */
function pathOf({ id }: { readonly id: number }): string {
  return `actions[${id - 1}]`;
}
