import { excluding, type Room, type Snowflake } from './room.js';

/** What actions change of a room by themselves; its ownership goes another way. */
const values = ['locked', 'hidden', 'userLimit', 'naming'] as const;
const lists = [
  'hostIds',
  'admittedIds',
  'allowedUserIds',
  'allowedRoleIds',
  'blockedUserIds',
  'blockedRoleIds',
] as const;

/** Whether an action has made no difference. */
export function isUnchanged(before: Room, after: Room): boolean {
  return values.every((key) => before[key] === after[key]) && lists.every((key) => isSame(before[key], after[key]));
}

/**
 * `current` without what turned `before` into `after`: for an action that Discord has refused. What others did since then
 * stays.
 */
export function takenBack(current: Room, before: Room, after: Room): Room {
  const value = <Key extends (typeof values)[number]>(key: Key): Room[Key] =>
    current[key] === after[key] ? before[key] : current[key];
  const list = (key: (typeof lists)[number]): readonly Snowflake[] =>
    withoutChange(current[key], before[key], after[key]);
  return {
    ...current,
    locked: value('locked'),
    hidden: value('hidden'),
    userLimit: value('userLimit'),
    naming: value('naming'),
    hostIds: excluding(list('hostIds'), current.ownerId),
    admittedIds: list('admittedIds'),
    allowedUserIds: list('allowedUserIds'),
    allowedRoleIds: list('allowedRoleIds'),
    blockedUserIds: list('blockedUserIds'),
    blockedRoleIds: list('blockedRoleIds'),
  };
}

/** The order of before is kept where nobody else has touched the list. */
function withoutChange(
  current: readonly Snowflake[],
  before: readonly Snowflake[],
  after: readonly Snowflake[],
): readonly Snowflake[] {
  if (isSame(current, after)) return before;
  const added = after.filter((id) => !before.includes(id));
  const removed = before.filter((id) => !after.includes(id) && !current.includes(id));
  return [...excluding(current, ...added), ...removed];
}

function isSame(one: readonly Snowflake[], other: readonly Snowflake[]): boolean {
  return one === other || (one.length === other.length && one.every((id, index) => id === other[index]));
}
