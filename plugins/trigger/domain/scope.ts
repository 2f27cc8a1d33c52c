import type { TriggerEvent } from './event.js';
import type { Scope, Snowflake } from './trigger.js';

/** Whether an event happens where a trigger applies. A thread counts as its parent; message scope means replies too. */
export function inScope(scope: Scope, event: TriggerEvent): boolean {
  // An interval names its trigger: there is no place to compare.
  if (scope.kind === 'server' || event.kind === 'interval') return true;
  if (scope.kind === 'channel') return event.channelId === scope.channelId || event.parentId === scope.channelId;
  switch (event.kind) {
    case 'message':
      return event.repliesTo === scope.messageId;
    case 'reaction-add':
    case 'reaction-remove':
      return event.messageId === scope.messageId;
    case 'voice-join':
    case 'voice-leave':
      return false;
  }
}

/** The channel that a trigger is bound to; null when it can fire anywhere. */
export function boundChannel(scope: Scope): Snowflake | null {
  return scope.kind === 'server' ? null : scope.channelId;
}

export function sameScope(one: Scope, other: Scope): boolean {
  if (one.kind === 'server' || other.kind === 'server') return one.kind === other.kind;
  if (one.channelId !== other.channelId) return false;
  const [messageId, otherId] = [one, other].map((scope) => (scope.kind === 'message' ? scope.messageId : null));
  return messageId === otherId;
}
