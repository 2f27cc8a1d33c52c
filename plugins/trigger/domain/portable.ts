import type { Action, ActionSpec, OneshotDraft, RoleGroup, RoleRule, SpecOf } from './action.js';
import { isExpired } from './lifetime.js';
import type { ActionId, GroupId, Moment, Trigger, TriggerDraft } from './trigger.js';

export const PORTABLE_VERSION = 1;

/** An action's parameters with names in the place of ids. */
export type PortableSpec =
  | Exclude<ActionSpec, { readonly kind: 'role' | 'create-trigger' }>
  | (Omit<SpecOf<'role'>, 'second'> & {
      readonly second: Omit<RoleRule, 'groupId'> & { readonly group: string | null };
    })
  | (Omit<SpecOf<'create-trigger'>, 'first'> & {
      readonly first: Omit<OneshotDraft, 'actionId'> & { readonly action: string };
    });

export type PortableGroup = Pick<RoleGroup, 'name' | 'roleIds' | 'maximum' | 'whenFull'>;

export interface PortableAction {
  readonly name: string;
  readonly spec: PortableSpec;
  readonly chain: string | null;
}

export interface PortableTrigger extends Omit<TriggerDraft, 'actionId'> {
  readonly action: string;
  readonly enabled: boolean;
}

/** What a guild has, as plain data that refers by name: a file can be read, edited and taken back. */
export interface Portable {
  readonly version: typeof PORTABLE_VERSION;
  readonly groups: readonly PortableGroup[];
  readonly actions: readonly PortableAction[];
  /** In order of creation, which is the order in which they fire. */
  readonly triggers: readonly PortableTrigger[];
}

export interface GuildSet {
  readonly groups: readonly RoleGroup[];
  readonly actions: readonly Action[];
  readonly triggers: readonly Trigger[];
}

/** A guild's set as portable data. Without oneshots, which events made for a day, and without what has expired. */
export function exported({ groups, actions, triggers }: GuildSet, now: Moment): Portable {
  const groupName = naming<GroupId>(groups);
  const actionName = naming<ActionId>(actions);
  return {
    version: PORTABLE_VERSION,
    groups: byAge(groups).map(({ name, roleIds, maximum, whenFull }) => ({ name, roleIds, maximum, whenFull })),
    actions: byAge(actions).map(({ name, spec, chain }) => ({
      name,
      spec: portableSpec(spec, actionName, groupName),
      chain: chain === null ? null : actionName(chain),
    })),
    triggers: byAge(triggers)
      .filter(({ persistence }) => persistence.kind !== 'oneshot' && !isExpired(persistence, now))
      .map(({ name, scope, condition, persistence, requirements, cooldowns, actionId, enabled }) => ({
        name,
        scope,
        condition,
        persistence,
        requirements,
        cooldowns,
        enabled,
        action: actionName(actionId),
      })),
  };
}

function portableSpec(
  spec: ActionSpec,
  actionName: (id: ActionId) => string,
  groupName: (id: GroupId) => string,
): PortableSpec {
  if (spec.kind === 'role') {
    const { mode, groupId } = spec.second;
    return { ...spec, second: { mode, group: groupId === null ? null : groupName(groupId) } };
  }
  if (spec.kind !== 'create-trigger') return spec;
  const { actionId, ...draft } = spec.first;
  return { ...spec, first: { ...draft, action: actionName(actionId) } };
}

function byAge<Item extends { readonly id: number }>(items: readonly Item[]): readonly Item[] {
  return items.toSorted((one, other) => one.id - other.id);
}

/** A dangling id becomes a name that nothing has, so that the import of the file says what is missing. */
function naming<Id extends number>(items: readonly { readonly id: Id; readonly name: string }[]): (id: Id) => string {
  const names = new Map(items.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? `#${id}`;
}
