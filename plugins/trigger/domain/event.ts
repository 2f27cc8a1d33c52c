import type { Moment, Snowflake, TriggerId } from './trigger.js';

/** Somebody as far as requirements ask. */
export interface Invoker {
  readonly userId: Snowflake;
  readonly bot: boolean;
  readonly roleIds: readonly Snowflake[];
  readonly accountCreatedAt: Moment;
  /** Null: Discord did not say. */
  readonly joinedAt: Moment | null;
}

interface InChannel {
  /** Unique to what happened, so that a trigger that it makes can be told from older ones. */
  readonly id: string;
  readonly channelId: Snowflake;
  /** Of a thread: the channel that it counts as. Null for any other channel. */
  readonly parentId: Snowflake | null;
}

export interface MessageEvent extends InChannel {
  readonly kind: 'message';
  readonly messageId: Snowflake;
  /** The message that this one answers. */
  readonly repliesTo: Snowflake | null;
  readonly content: string;
}

export interface ReactionEvent extends InChannel {
  readonly kind: 'reaction-add' | 'reaction-remove';
  readonly messageId: Snowflake;
  /** As `emojiKey` gives it. */
  readonly emoji: string;
}

export interface VoiceEvent extends InChannel {
  readonly kind: 'voice-join' | 'voice-leave';
}

/** The schedule found this trigger due. There is no user and no message. */
export interface IntervalEvent {
  readonly kind: 'interval';
  readonly id: string;
  readonly triggerId: TriggerId;
}

export type TriggerEvent = MessageEvent | ReactionEvent | VoiceEvent | IntervalEvent;
export type EventKind = TriggerEvent['kind'];
export type EventOf<Kind extends EventKind> = Extract<TriggerEvent, { readonly kind: Kind }>;

/** What an event has to offer to the actions that it runs. */
export type Subject = 'user' | 'message';

const subjects: Record<EventKind, readonly Subject[]> = {
  message: ['user', 'message'],
  'reaction-add': ['user', 'message'],
  'reaction-remove': ['user', 'message'],
  'voice-join': ['user'],
  'voice-leave': ['user'],
  interval: [],
};

export const eventKinds: ReadonlySet<EventKind> = new Set(Object.keys(subjects) as EventKind[]);

export function subjectsOf(kind: EventKind): readonly Subject[] {
  return subjects[kind];
}

/** A move between voice channels, a join or a leave, as events: the leave comes first. None when nothing changed. */
export function voiceEvents(id: string, from: Snowflake | null, to: Snowflake | null): readonly VoiceEvent[] {
  if (from === to) return [];
  const left: readonly VoiceEvent[] =
    from === null ? [] : [{ kind: 'voice-leave', id: `${id}:leave`, channelId: from, parentId: null }];
  return to === null ? left : [...left, { kind: 'voice-join', id: `${id}:join`, channelId: to, parentId: null }];
}
