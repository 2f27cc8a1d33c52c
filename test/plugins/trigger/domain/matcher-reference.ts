import { conditionMatch } from '../../../../plugins/trigger/domain/conditions/conditions.js';
import type { TriggerEvent } from '../../../../plugins/trigger/domain/event.js';
import { isExpired } from '../../../../plugins/trigger/domain/lifetime.js';
import type { RegexEngine } from '../../../../plugins/trigger/domain/regex.js';
import { inScope } from '../../../../plugins/trigger/domain/scope.js';
import { compared } from '../../../../plugins/trigger/domain/text.js';
import type { Moment, Trigger, TriggerId } from '../../../../plugins/trigger/domain/trigger.js';

/** What an index must say: each trigger is asked in turn. */
export function reference(
  triggers: readonly Trigger[],
  event: TriggerEvent,
  { prefix, now, engine }: { readonly prefix: string; readonly now: Moment; readonly engine: RegexEngine },
): readonly TriggerId[] {
  const text = compared(event.kind === 'message' ? event.content : '');
  return triggers
    .filter(({ id, enabled, scope, persistence, madeBy, condition: { id: conditionId, parameter, caseSensitive } }) => {
      if (!enabled || isExpired(persistence, now) || madeBy === event.id || !inScope(scope, event)) return false;
      const compiled = conditionId === 'regex' ? engine.compile(parameter, caseSensitive) : null;
      const regex = compiled?.ok === true ? compiled.regex : null;
      const input = { event, triggerId: id, parameter, caseSensitive, text, prefix, regex };
      return conditionMatch(conditionId, input) !== null;
    })
    .map(({ id }) => id)
    .toSorted((one, other) => one - other);
}
