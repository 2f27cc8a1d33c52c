import type { Action, ActionSpec, MessageText } from '../../../../plugins/trigger/domain/action.js';
import type { ActionsById } from '../../../../plugins/trigger/domain/chain.js';
import type { Invoker, MessageEvent, ReactionEvent, VoiceEvent } from '../../../../plugins/trigger/domain/event.js';
import {
  defaultCooldowns,
  noRequirements,
  type Condition,
  type ConditionId,
  type Trigger,
} from '../../../../plugins/trigger/domain/trigger.js';

export const now = Date.UTC(2026, 10, 21, 12);
export const second = 1_000;
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export const guildId = '100000000000000001';
export const channelId = '200000000000000001';
export const otherChannelId = '200000000000000002';
export const messageId = '300000000000000001';
export const userId = '400000000000000001';
export const roleId = '500000000000000001';

export function condition(id: ConditionId, parameter = '', caseSensitive = false): Condition {
  return { id, parameter, caseSensitive };
}

export function trigger(changes: Partial<Trigger> = {}): Trigger {
  return {
    id: 1,
    guildId,
    name: 'greeting',
    scope: { kind: 'server' },
    condition: condition('contains', 'hello'),
    persistence: { kind: 'persistent' },
    requirements: noRequirements,
    cooldowns: defaultCooldowns,
    actionId: 1,
    enabled: true,
    ownerId: userId,
    madeBy: null,
    createdAt: now - day,
    failures: 0,
    ...changes,
  };
}

export function message(content: string, changes: Partial<MessageEvent> = {}): MessageEvent {
  return {
    kind: 'message',
    id: 'event-1',
    channelId,
    parentId: null,
    messageId: '300000000000000009',
    repliesTo: null,
    content,
    ...changes,
  };
}

export function reacted(emoji: string, changes: Partial<ReactionEvent> = {}): ReactionEvent {
  return { kind: 'reaction-add', id: 'event-1', channelId, parentId: null, messageId, emoji, ...changes };
}

export function voiced(changes: Partial<VoiceEvent> = {}): VoiceEvent {
  return { kind: 'voice-join', id: 'event-1', channelId, parentId: null, ...changes };
}

export function invoker(changes: Partial<Invoker> = {}): Invoker {
  return { userId, bot: false, roleIds: [], accountCreatedAt: now - 100 * day, joinedAt: now - 10 * day, ...changes };
}

export const hello: MessageText = { texts: ['Hello {user}'], reply: false, mentionUser: false };
export const say: ActionSpec = { kind: 'message', first: null, second: hello };
export const erase: ActionSpec = { kind: 'delete-message', first: null, second: null };
export const giveRole: ActionSpec = { kind: 'role', first: roleId, second: { mode: 'add', groupId: null } };

export function action(id: number, changes: Partial<Action> = {}): Action {
  return { id, guildId, name: `action ${id}`, spec: say, chain: null, ...changes };
}

export function byId(...actions: readonly Action[]): ActionsById {
  return new Map(actions.map((one) => [one.id, one]));
}
