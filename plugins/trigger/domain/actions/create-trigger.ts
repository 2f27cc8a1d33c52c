import type { MadeScope, OneshotDraft } from '../action.js';
import { conditions } from '../conditions/conditions.js';
import { under, type Fault } from '../fault.js';
import { ONESHOT_MAX_MS } from '../lifetime.js';
import { requirementFaults } from '../requirements.js';
import { minute } from '../trigger.js';
import type { ActionRule } from './action-rule.js';

export const MADE_LIFETIME_MIN_MS = minute;

/** Makes a oneshot trigger, and nothing else, in the server, the event's channel, or on its message. */
export const createTrigger: ActionRule<'create-trigger'> = {
  kind: 'create-trigger',
  faults({ first, second }, { actionIds, engine }) {
    const { condition, requirements, actionId, lifetime } = first;
    const checked = conditions[condition.id].check(condition.parameter, {
      caseSensitive: condition.caseSensitive,
      engine,
    });
    return [
      ...(checked.ok ? [] : under('first.condition.parameter', [checked.fault])),
      ...fitFaults(first, second),
      ...under('first.requirements', requirementFaults(requirements)),
      ...(actionIds.has(actionId) ? [] : [{ path: 'first.actionId', code: 'unknown-action' } as const]),
      ...lifetimeFaults(lifetime),
    ];
  },
  // A made trigger is owned by whoever set off the one that makes it: 5 a member.
  needs: ({ second }) => (second === 'message' ? ['user', 'message'] : ['user']),
  canonical(spec, engine) {
    const { condition } = spec.first;
    const { caseSensitive } = condition;
    const checked = conditions[condition.id].check(condition.parameter, { caseSensitive, engine });
    const parameter = checked.ok ? checked.parameter : condition.parameter;
    return { ...spec, first: { ...spec.first, condition: { ...condition, parameter } } };
  },
};

function fitFaults({ condition }: OneshotDraft, scope: MadeScope): readonly Fault[] {
  const { scopes, persistences } = conditions[condition.id];
  return [
    ...(scopes.includes(scope) ? [] : [{ path: 'second', code: 'scope-not-allowed', detail: scope } as const]),
    ...(persistences.includes('oneshot')
      ? []
      : [{ path: 'first.condition.id', code: 'persistence-not-allowed', detail: 'oneshot' } as const]),
  ];
}

function lifetimeFaults(lifetime: number): readonly Fault[] {
  const path = 'first.lifetime';
  if (!Number.isSafeInteger(lifetime)) return [{ path, code: 'malformed' }];
  if (lifetime < MADE_LIFETIME_MIN_MS) return [{ path, code: 'too-short', limit: MADE_LIFETIME_MIN_MS }];
  return lifetime > ONESHOT_MAX_MS ? [{ path, code: 'too-long', limit: ONESHOT_MAX_MS }] : [];
}
