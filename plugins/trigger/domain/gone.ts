import type { Action, ActionSpec, RoleGroup } from './action.js';
import type { GroupId, Requirements, Snowflake, Trigger, TriggerId } from './trigger.js';
import { triggersReaching } from './usage.js';

/** Something that is definitely no more: by its event, or by Discord's "unknown …". Never by a 403 or an outage. */
export interface Gone {
  readonly kind: 'channel' | 'message' | 'role' | 'emoji';
  readonly id: Snowflake;
}

export interface GoneEffects {
  /** Bound to a place that is no more. */
  readonly deleted: readonly TriggerId[];
  /** Could only fail, or never fire again: kept for their owner to mend. */
  readonly disabled: readonly TriggerId[];
  /** Role groups with what is left of them. */
  readonly groups: readonly { readonly id: GroupId; readonly roleIds: readonly Snowflake[] }[];
}

/** What follows for a guild's triggers and groups when something is gone. Its actions are no part of this. */
export function whenGone(
  gone: Gone,
  triggers: readonly Trigger[],
  actions: readonly Action[],
  groups: readonly RoleGroup[],
): GoneEffects {
  const deleted = triggers.filter((trigger) => isBoundTo(trigger, gone));
  const failing = new Set(
    actions.filter(({ spec }) => uses(spec, gone)).flatMap(({ id }) => triggersReaching(id, triggers, actions)),
  );
  const disabled = triggers.filter(
    (trigger) =>
      trigger.enabled &&
      !deleted.includes(trigger) &&
      (failing.has(trigger.id) || isUnmeetable(trigger.requirements, gone) || waitsFor(trigger.condition, gone)),
  );
  return {
    deleted: deleted.map(({ id }) => id),
    disabled: disabled.map(({ id }) => id),
    groups: groups
      .filter(({ roleIds }) => gone.kind === 'role' && roleIds.includes(gone.id))
      .map(({ id, roleIds }) => ({ id, roleIds: roleIds.filter((roleId) => roleId !== gone.id) })),
  };
}

/** The same of several things that are gone at once. */
export function whenAllGone(
  things: readonly Gone[],
  triggers: readonly Trigger[],
  actions: readonly Action[],
  groups: readonly RoleGroup[],
): GoneEffects {
  const deleted = new Set<TriggerId>();
  const disabled = new Set<TriggerId>();
  let left = groups;
  for (const gone of things) {
    const effects = whenGone(gone, triggers, actions, left);
    for (const id of effects.deleted) deleted.add(id);
    for (const id of effects.disabled) disabled.add(id);
    const roles = new Map(effects.groups.map(({ id, roleIds }) => [id, roleIds]));
    left = left.map((group) => ({ ...group, roleIds: roles.get(group.id) ?? group.roleIds }));
  }
  const shrunk = left.filter(({ roleIds }, at) => roleIds.length !== groups[at]?.roleIds.length);
  return {
    deleted: [...deleted],
    disabled: [...disabled].filter((id) => !deleted.has(id)),
    groups: shrunk.map(({ id, roleIds }) => ({ id, roleIds })),
  };
}

export function hasEffects({ deleted, disabled, groups }: GoneEffects): boolean {
  return deleted.length + disabled.length + groups.length > 0;
}

function isBoundTo({ scope }: Trigger, { kind, id }: Gone): boolean {
  if (scope.kind === 'server') return false;
  if (kind === 'channel') return scope.channelId === id;
  return kind === 'message' && scope.kind === 'message' && scope.messageId === id;
}

function uses(spec: ActionSpec, gone: Gone): boolean {
  const { kind, id } = gone;
  // The oneshots that it makes could never fire.
  if (spec.kind === 'create-trigger')
    return isUnmeetable(spec.first.requirements, gone) || waitsFor(spec.first.condition, gone);
  if (kind === 'channel') return (spec.kind === 'message' || spec.kind === 'purge') && spec.first === id;
  if (kind === 'role') return spec.kind === 'role' && spec.first === id;
  return kind === 'emoji' && spec.kind === 'react' && spec.first === id;
}

function isUnmeetable({ allOf, anyOf }: Requirements, { kind, id }: Gone): boolean {
  if (kind !== 'role') return false;
  return allOf.includes(id) || (anyOf.length === 1 && anyOf[0] === id);
}

function waitsFor({ id: conditionId, parameter }: Trigger['condition'], { kind, id }: Gone): boolean {
  const onReaction = conditionId === 'reaction-add' || conditionId === 'reaction-remove';
  return kind === 'emoji' && onReaction && parameter === id;
}
