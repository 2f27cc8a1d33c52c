import type { Action, RoleGroup } from './action.js';
import type { Gone } from './gone.js';
import type { Snowflake, Trigger } from './trigger.js';

/** A channel or a role that is referred to. Whether it is there can be seen in the guild, as far as the bot sees it. */
export interface Reference extends Gone {
  readonly kind: 'channel' | 'role';
}

export function referencesOfTrigger(
  channelId: Snowflake | null,
  requirements: Trigger['requirements'],
): readonly Reference[] {
  const roles = rolesOf(requirements);
  return channelId === null ? roles : [channel(channelId), ...roles];
}

export function referencesOfSpec(spec: Action['spec']): readonly Reference[] {
  switch (spec.kind) {
    case 'message':
    case 'purge':
      return spec.first === null ? [] : [channel(spec.first)];
    case 'role':
      return [role(spec.first)];
    case 'create-trigger':
      return rolesOf(spec.first.requirements);
    case 'react':
    case 'delete-message':
      return [];
  }
}

export function referencesOfGroup({ roleIds }: Pick<RoleGroup, 'roleIds'>): readonly Reference[] {
  return roleIds.map(role);
}

function rolesOf({ allOf, anyOf, noneOf }: Trigger['requirements']): readonly Reference[] {
  return [...allOf, ...anyOf, ...noneOf].map(role);
}

function channel(id: Snowflake): Reference {
  return { kind: 'channel', id };
}

function role(id: Snowflake): Reference {
  return { kind: 'role', id };
}
