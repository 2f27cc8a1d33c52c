import type { MadeScope, SpecOf } from './action.js';
import type { TriggerEvent } from './event.js';
import { ONESHOT_MAX_MS, persistenceFor } from './lifetime.js';
import { defaultCooldowns, type Moment, type Scope, type Snowflake, type Trigger } from './trigger.js';

export interface Making {
  readonly guildId: Snowflake;
  readonly name: string;
  /** Whose event it was. */
  readonly ownerId: Snowflake;
  readonly event: TriggerEvent;
  readonly now: Moment;
}

/**
 * The trigger that a create-trigger action makes: always a oneshot, and never for the event that made it. Null when the
 * event has no such place.
 */
export function madeTrigger(
  { first, second }: SpecOf<'create-trigger'>,
  { guildId, name, ownerId, event, now }: Making,
): Omit<Trigger, 'id'> | null {
  const scope = scopeIn(event, second);
  if (scope === null) return null;
  const { condition, requirements, actionId, lifetime } = first;
  return {
    guildId,
    name,
    scope,
    condition,
    persistence: persistenceFor('oneshot', Math.min(lifetime, ONESHOT_MAX_MS), now),
    requirements,
    cooldowns: defaultCooldowns,
    actionId,
    enabled: true,
    ownerId,
    madeBy: event.id,
    createdAt: now,
    failures: 0,
  };
}

function scopeIn(event: TriggerEvent, scope: MadeScope): Scope | null {
  if (scope === 'server') return { kind: 'server' };
  if (event.kind === 'interval') return null;
  if (scope === 'channel') return { kind: 'channel', channelId: event.parentId ?? event.channelId };
  if (!('messageId' in event)) return null;
  return { kind: 'message', channelId: event.channelId, messageId: event.messageId };
}
