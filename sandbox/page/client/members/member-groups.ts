import type { MemberView, RoleView } from '../../protocol/seat-view.js';

export interface MemberGroup {
  readonly key: string;
  readonly name: string;
  readonly members: readonly MemberView[];
}

/** Those who are there under their highest hoisted role, the others under Online; last those who are offline. */
export function memberGroups(members: readonly MemberView[], roles: readonly RoleView[]): MemberGroup[] {
  const there = members.filter(({ status }) => status !== 'offline');
  const hoisted = roles.filter(({ hoist }) => hoist);
  const known = new Set(hoisted.map(({ id }) => id));
  const groups: MemberGroup[] = [
    ...hoisted.map(({ id, name }) => ({ key: id, name, members: there.filter(({ group }) => group === id) })),
    { key: 'online', name: 'Online', members: there.filter(({ group }) => group === null || !known.has(group)) },
    { key: 'offline', name: 'Offline', members: members.filter(({ status }) => status === 'offline') },
  ];
  return groups.filter(({ members: inGroup }) => inGroup.length > 0);
}
