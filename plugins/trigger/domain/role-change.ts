import type { RoleGroup, RoleMode } from './action.js';
import type { Moment, Snowflake } from './trigger.js';

export const GROUP_ROLES_LIMIT = 25;

/** What a role action does to a member. Single roles only: a written-back list would lose changes by others. */
export type RoleChange =
  | { readonly kind: 'change'; readonly add: Snowflake | null; readonly remove: readonly Snowflake[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'full'; readonly maximum: number; readonly held: readonly Snowflake[] };

export interface RoleWish {
  readonly roleId: Snowflake;
  readonly mode: RoleMode;
  readonly group: Pick<RoleGroup, 'roleIds' | 'maximum' | 'whenFull'> | null;
}

/**
 * What is to be done for a member who holds `held`, read within the member's queue. Discord does not say when a role was
 * given: `grantedAt` knows it of those that the bot gave; the others count as older, in the group's order.
 */
export function roleChange(
  { roleId, mode, group }: RoleWish,
  held: ReadonlySet<Snowflake>,
  grantedAt: ReadonlyMap<Snowflake, Moment>,
): RoleChange {
  const has = held.has(roleId);
  const adds = mode === 'add' || (mode === 'toggle' && !has);
  if (adds === has) return { kind: 'none' };
  if (!adds) return { kind: 'change', add: null, remove: [roleId] };
  if (group === null || group.maximum === 0) return { kind: 'change', add: roleId, remove: [] };

  const others = group.roleIds.filter((id) => id !== roleId && held.has(id));
  const excess = others.length + 1 - group.maximum;
  if (excess <= 0) return { kind: 'change', add: roleId, remove: [] };
  if (group.whenFull === 'refuse') return { kind: 'full', maximum: group.maximum, held: others };
  const oldestFirst = others.toSorted((one, other) => (grantedAt.get(one) ?? 0) - (grantedAt.get(other) ?? 0));
  return { kind: 'change', add: roleId, remove: oldestFirst.slice(0, excess) };
}
