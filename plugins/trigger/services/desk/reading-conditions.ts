import { eventKindOf } from '../../domain/conditions/conditions.js';
import { conditionIds, type ConditionId } from '../../domain/trigger.js';
import { choiceIn, textIn, type Given } from './given.js';

export function conditionIn(given: Given): ConditionId | null {
  return choiceIn(given, 'condition', conditionIds);
}

/**
 * The parameter of a condition; undefined when it was left out. An option cannot be filled in with nothing, so `any` stands for
 * any emoji, and a condition on voice channels needs no saying that it has none.
 *
 * @param present - The condition that there is, where none was chosen.
 */
export function parameterIn(given: Given, present?: ConditionId): string | undefined {
  const chosen = conditionIn(given);
  const typed = textIn(given, 'parameter');
  const id = chosen ?? present;
  if (id === undefined) return typed ?? undefined;
  if (typed === null) return chosen !== null && isVoice(chosen) ? '' : undefined;
  return isReaction(id) && typed.trim().toLowerCase() === 'any' ? '' : typed;
}

export function isVoice(id: ConditionId): boolean {
  const kind = eventKindOf(id);
  return kind === 'voice-join' || kind === 'voice-leave';
}

function isReaction(id: ConditionId): boolean {
  const kind = eventKindOf(id);
  return kind === 'reaction-add' || kind === 'reaction-remove';
}
