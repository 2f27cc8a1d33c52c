import type { Fault } from '../fault.js';
import { isSnowflake } from '../snowflake.js';
import type { ActionRule } from './action-rule.js';

/** Gives the invoking member a role, takes it away, or does whichever is due. */
export const role: ActionRule<'role'> = {
  kind: 'role',
  faults({ first, second: { groupId } }, { groups }) {
    const faults: Fault[] = isSnowflake(first) ? [] : [{ path: 'first', code: 'not-an-id' }];
    if (groupId === null) return faults;
    const group = groups.find(({ id }) => id === groupId);
    if (group === undefined) faults.push({ path: 'second.groupId', code: 'unknown-group' });
    else if (!group.roleIds.includes(first)) faults.push({ path: 'first', code: 'not-in-group', detail: group.name });
    return faults;
  },
  needs: () => ['user'],
  canonical: (spec) => spec,
};
