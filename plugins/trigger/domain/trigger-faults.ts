import { linkFaults, type ActionsById } from './chain.js';
import { conditions } from './conditions/conditions.js';
import { cooldownFaults } from './cooldowns.js';
import { under, type Fault } from './fault.js';
import { persistenceFaults } from './lifetime.js';
import { nameFaults } from './names.js';
import type { RegexEngine } from './regex.js';
import { asksNothing, requirementFaults } from './requirements.js';
import { isSnowflake } from './snowflake.js';
import type { Moment, Scope, TriggerDraft } from './trigger.js';

export interface TriggerSurroundings {
  readonly actions: ActionsById;
  readonly engine: RegexEngine;
  readonly now: Moment;
}

export type TriggerCheck =
  /** With the parameter in the form that is stored. */
  { readonly ok: true; readonly draft: TriggerDraft } | { readonly ok: false; readonly faults: readonly Fault[] };

/** A trigger as a person gives it, with everything that is wrong with it, not only the first. */
export function checkedTrigger(draft: TriggerDraft, { actions, engine, now }: TriggerSurroundings): TriggerCheck {
  const { name, scope, condition, persistence, requirements, cooldowns, actionId } = draft;
  const rule = conditions[condition.id];
  const parameter = rule.check(condition.parameter, { caseSensitive: condition.caseSensitive, engine });
  const faults: readonly Fault[] = [
    ...nameFaults(name),
    ...(parameter.ok ? [] : under('condition.parameter', [parameter.fault])),
    ...(rule.scopes.includes(scope.kind)
      ? scopeFaults(scope)
      : [{ path: 'scope', code: 'scope-not-allowed', detail: scope.kind } as const]),
    ...(rule.persistences.includes(persistence.kind)
      ? under('persistence', persistenceFaults(persistence, now))
      : [{ path: 'persistence', code: 'persistence-not-allowed', detail: persistence.kind } as const]),
    ...under('requirements', requirementFaults(requirements)),
    ...(rule.event === 'interval' && !asksNothing(requirements)
      ? [{ path: 'requirements', code: 'needs-user' } as const]
      : []),
    ...under('cooldowns', cooldownFaults(cooldowns)),
    ...linkFaults({ path: 'actionId', conditionId: condition.id, actionId }, actions),
  ];
  if (!parameter.ok || faults.length > 0) return { ok: false, faults };
  return { ok: true, draft: { ...draft, condition: { ...condition, parameter: parameter.parameter } } };
}

function scopeFaults(scope: Scope): readonly Fault[] {
  const ids =
    scope.kind === 'server'
      ? []
      : scope.kind === 'channel'
        ? ([['channelId', scope.channelId]] as const)
        : ([
            ['channelId', scope.channelId],
            ['messageId', scope.messageId],
          ] as const);
  return ids.filter(([, id]) => !isSnowflake(id)).map(([path]) => ({ path: `scope.${path}`, code: 'not-an-id' }));
}
