import type { RoleGroup } from './action.js';
import type { Fault } from './fault.js';
import { nameFaults } from './names.js';
import { GROUP_ROLES_LIMIT } from './role-change.js';
import { isSnowflake } from './snowflake.js';

/** What is wrong with a role group. */
export function groupFaults({
  name,
  roleIds,
  maximum,
}: Pick<RoleGroup, 'name' | 'roleIds' | 'maximum'>): readonly Fault[] {
  const faults: Fault[] = [...nameFaults(name)];
  if (roleIds.length === 0) faults.push({ path: 'roleIds', code: 'blank' });
  if (roleIds.length > GROUP_ROLES_LIMIT) faults.push({ path: 'roleIds', code: 'too-many', limit: GROUP_ROLES_LIMIT });
  for (const [at, id] of roleIds.entries()) {
    if (!isSnowflake(id)) faults.push({ path: `roleIds[${at}]`, code: 'not-an-id' });
  }
  if (new Set(roleIds).size < roleIds.length) faults.push({ path: 'roleIds', code: 'twice' });
  if (!Number.isSafeInteger(maximum) || maximum < 0 || maximum > GROUP_ROLES_LIMIT) {
    faults.push({ path: 'maximum', code: 'out-of-range', limit: GROUP_ROLES_LIMIT });
  }
  return faults;
}
