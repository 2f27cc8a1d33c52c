/** A Discord id. */
export type Snowflake = string;

/** A moment, in milliseconds since the epoch. */
export type Moment = number;

/** A trigger's own id. It grows in the order of creation. */
export type TriggerId = number;
export type ActionId = number;
export type GroupId = number;

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export const conditionIds = [
  'command',
  'starts-with',
  'contains',
  'matches',
  'regex',
  'reaction-add',
  'reaction-remove',
  'interval',
  'voice-join',
  'voice-leave',
] as const;
/** Stored: an id never changes its meaning. */
export type ConditionId = (typeof conditionIds)[number];

/** Where a trigger applies. A thread counts as its parent. */
export type Scope =
  | { readonly kind: 'server' }
  | { readonly kind: 'channel'; readonly channelId: Snowflake }
  /** Reactions on that message, replies to it. The channel is the one that it is in: of a message in a thread, the thread. */
  | { readonly kind: 'message'; readonly channelId: Snowflake; readonly messageId: Snowflake };
export type ScopeKind = Scope['kind'];

/** How long a trigger stays. */
export type Persistence =
  | { readonly kind: 'persistent' }
  | { readonly kind: 'temporary'; readonly expiresAt: Moment }
  /** Fires once at most. */
  | { readonly kind: 'oneshot'; readonly expiresAt: Moment };
export type PersistenceKind = Persistence['kind'];

/** What the invoking member must be like, checked after the match. Ages in milliseconds, null for none. */
export interface Requirements {
  readonly allOf: readonly Snowflake[];
  readonly anyOf: readonly Snowflake[];
  readonly noneOf: readonly Snowflake[];
  readonly accountAge: number | null;
  readonly membershipAge: number | null;
  readonly notBot: boolean;
}

/** The least time between two runs, in milliseconds; 0 for none. */
export interface Cooldowns {
  readonly member: number;
  readonly channel: number;
  readonly guild: number;
}

export interface Condition {
  readonly id: ConditionId;
  /** A text, an emoji key, a pattern, a duration, or empty: in the form that the condition's check gave it. */
  readonly parameter: string;
  /** For conditions on text. */
  readonly caseSensitive: boolean;
}

/** What a person decides about a trigger. */
export interface TriggerDraft {
  readonly name: string;
  readonly scope: Scope;
  readonly condition: Condition;
  readonly persistence: Persistence;
  readonly requirements: Requirements;
  readonly cooldowns: Cooldowns;
  readonly actionId: ActionId;
}

/** A trigger as it is stored. */
export interface Trigger extends TriggerDraft {
  readonly id: TriggerId;
  readonly guildId: Snowflake;
  readonly enabled: boolean;
  /** Whom it counts for: its creator, or the member whose event made a oneshot. */
  readonly ownerId: Snowflake;
  /** The event that made it, which it never fires for. Null: a person made it. */
  readonly madeBy: string | null;
  readonly createdAt: Moment;
  /** How often in a row Discord answered 403 or 404. */
  readonly failures: number;
}

export const noRequirements: Requirements = {
  allOf: [],
  anyOf: [],
  noneOf: [],
  accountAge: null,
  membershipAge: null,
  notBot: false,
};

export const defaultCooldowns: Cooldowns = { member: 2_000, channel: 0, guild: 0 };
