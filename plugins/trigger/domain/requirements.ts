import type { Invoker } from './event.js';
import type { Fault } from './fault.js';
import { isSnowflake } from './snowflake.js';
import { day, type Moment, type Requirements } from './trigger.js';

export const REQUIRED_ROLES_LIMIT = 25;
export const AGE_MAX_MS = 3_650 * day;

/** A requirement that a member does not meet. */
export type Unmet = 'all-of' | 'any-of' | 'none-of' | 'account-age' | 'membership-age' | 'not-bot';

/** What `invoker` lacks at `now`; empty when they may. Who joined at an unknown time is not long enough there. */
export function unmet(requirements: Requirements, invoker: Invoker, now: Moment): readonly Unmet[] {
  const { allOf, anyOf, noneOf, accountAge, membershipAge, notBot } = requirements;
  const held = new Set(invoker.roleIds);
  const checks: readonly (readonly [Unmet, boolean])[] = [
    ['all-of', allOf.every((id) => held.has(id))],
    ['any-of', anyOf.length === 0 || anyOf.some((id) => held.has(id))],
    ['none-of', !noneOf.some((id) => held.has(id))],
    ['account-age', accountAge === null || now - invoker.accountCreatedAt >= accountAge],
    [
      'membership-age',
      membershipAge === null || (invoker.joinedAt !== null && now - invoker.joinedAt >= membershipAge),
    ],
    ['not-bot', !notBot || !invoker.bot],
  ];
  return checks.filter(([, met]) => !met).map(([requirement]) => requirement);
}

/** Whether these requirements ask for nothing: then no member has to be looked up. */
export function asksNothing({ allOf, anyOf, noneOf, accountAge, membershipAge, notBot }: Requirements): boolean {
  const noRoles = allOf.length + anyOf.length + noneOf.length === 0;
  return noRoles && accountAge === null && membershipAge === null && !notBot;
}

/** What is wrong with requirements, such as one that nobody could ever meet. */
export function requirementFaults(requirements: Requirements): readonly Fault[] {
  const { allOf, anyOf, noneOf, accountAge, membershipAge } = requirements;
  const lists = [
    ['allOf', allOf],
    ['anyOf', anyOf],
    ['noneOf', noneOf],
  ] as const;
  const excluded = new Set(noneOf);
  const impossible =
    allOf.some((id) => excluded.has(id)) || (anyOf.length > 0 && anyOf.every((id) => excluded.has(id)));
  return [
    ...lists.flatMap(([path, ids]) => listFaults(path, ids)),
    ...(impossible ? [{ path: 'noneOf', code: 'contradiction' } as const] : []),
    ...ageFaults('accountAge', accountAge),
    ...ageFaults('membershipAge', membershipAge),
  ];
}

function listFaults(path: string, ids: readonly string[]): readonly Fault[] {
  return [
    ...(ids.length > REQUIRED_ROLES_LIMIT ? [{ path, code: 'too-many', limit: REQUIRED_ROLES_LIMIT } as const] : []),
    ...ids.flatMap((id, at) => (isSnowflake(id) ? [] : [{ path: `${path}[${at}]`, code: 'not-an-id' } as const])),
    ...(new Set(ids).size < ids.length ? [{ path, code: 'twice' } as const] : []),
  ];
}

function ageFaults(path: string, age: number | null): readonly Fault[] {
  const sound = age === null || (Number.isSafeInteger(age) && age > 0 && age <= AGE_MAX_MS);
  return sound ? [] : [{ path, code: 'out-of-range', limit: AGE_MAX_MS }];
}
