import type { EventKind, TriggerEvent } from '../event.js';
import type { ConditionId } from '../trigger.js';
import { command } from './command.js';
import type { Match, MatchInput } from './condition.js';
import { contains } from './contains.js';
import { interval } from './interval.js';
import { matches } from './matches.js';
import { reactionAdd } from './reaction-add.js';
import { reactionRemove } from './reaction-remove.js';
import { regex } from './regex.js';
import { startsWith } from './starts-with.js';
import { voiceJoin } from './voice-join.js';
import { voiceLeave } from './voice-leave.js';

/** Every condition, by its stored id. */
export const conditions = {
  command,
  'starts-with': startsWith,
  contains,
  matches,
  regex,
  'reaction-add': reactionAdd,
  'reaction-remove': reactionRemove,
  interval,
  'voice-join': voiceJoin,
  'voice-leave': voiceLeave,
} as const satisfies Record<ConditionId, { readonly id: ConditionId }>;

/** The kind of event that a condition is about. */
export function eventKindOf(id: ConditionId): EventKind {
  return conditions[id].event;
}

/** Whether an event meets a condition; null also when it is an event of another kind. */
export function conditionMatch(
  id: ConditionId,
  input: Omit<MatchInput<'message'>, 'event'> & { readonly event: TriggerEvent },
): Match | null {
  const { event } = input;
  switch (id) {
    case 'reaction-add':
    case 'reaction-remove':
      return event.kind === id ? conditions[id].matches({ ...input, event }) : null;
    case 'voice-join':
    case 'voice-leave':
      return event.kind === id ? conditions[id].matches({ ...input, event }) : null;
    case 'interval':
      return event.kind === id ? conditions[id].matches({ ...input, event }) : null;
    default:
      return event.kind === 'message' ? conditions[id].matches({ ...input, event }) : null;
  }
}
