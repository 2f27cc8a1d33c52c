import type { Action, ActionSpec, RoleGroup } from './action.js';
import { nameKey } from './names.js';
import type { Portable, PortableSpec, PortableTrigger } from './portable.js';
import type { ActionId, GroupId, Snowflake, TriggerDraft } from './trigger.js';

/** A trigger that is about to be imported. */
export interface ImportedTrigger extends TriggerDraft {
  readonly enabled: boolean;
}

/** Portable data with ids again: places in the file, from 1. They are replaced by those that the database gives. */
export interface ImportSet {
  readonly groups: readonly RoleGroup[];
  readonly actions: readonly Action[];
  readonly triggers: readonly ImportedTrigger[];
}

/** The id of what a file names and does not have. */
export const MISSING_ID = 0;

export function importSet(portable: Portable, guildId: Snowflake): ImportSet {
  const groupId = places(portable.groups);
  const actionId = places(portable.actions);
  return {
    groups: portable.groups.map((group, at) => ({ ...group, id: at + 1, guildId })),
    actions: portable.actions.map(({ name, spec, chain }, at) => ({
      id: at + 1,
      guildId,
      name,
      spec: resolvedSpec(spec, actionId, groupId),
      chain: chain === null ? null : actionId(chain),
    })),
    triggers: portable.triggers.map((trigger) => resolvedTrigger(trigger, actionId)),
  };
}

function resolvedTrigger(
  { action, ...trigger }: PortableTrigger,
  actionId: (name: string) => ActionId,
): ImportedTrigger {
  return { ...trigger, actionId: actionId(action) };
}

function resolvedSpec(
  spec: PortableSpec,
  actionId: (name: string) => ActionId,
  groupId: (name: string) => GroupId,
): ActionSpec {
  if (spec.kind === 'role') {
    const { mode, group } = spec.second;
    return { ...spec, second: { mode, groupId: group === null ? null : groupId(group) } };
  }
  if (spec.kind !== 'create-trigger') return spec;
  const { action, ...draft } = spec.first;
  return { ...spec, first: { ...draft, actionId: actionId(action) } };
}

function places(items: readonly { readonly name: string }[]): (name: string) => number {
  const known = new Map(items.map(({ name }, at) => [nameKey(name), at + 1]));
  return (name) => known.get(nameKey(name)) ?? MISSING_ID;
}
