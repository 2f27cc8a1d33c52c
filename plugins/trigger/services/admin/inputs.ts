import type { ActionKind, MadeScope, RoleGroup, RoleMode } from '../../domain/action.js';
import type { ConditionId, Cooldowns, PersistenceKind, Requirements, Snowflake } from '../../domain/trigger.js';

/**
 * What somebody calls a trigger, an action or a group: its name in whatever case, or its id, as `12` or `#12`. A name comes
 * first. A number is the id and nothing else.
 */
export type Ref = string | number;

/** A length of time: as it is typed, such as `1d 12h`, or in milliseconds. */
export type Length = string | number;

/** Where a trigger shall apply. */
export type ScopeInput =
  | { readonly kind: 'server' }
  | { readonly kind: 'channel'; readonly channelId: Snowflake }
  /** A message's link, or its id; with an id alone `channelId` says where it is. */
  | { readonly kind: 'message'; readonly message: string; readonly channelId: Snowflake | null };

/** A trigger as a person gives it. What may be left out has the default that its comment names. */
export interface TriggerInput {
  readonly name: string;
  readonly conditionId: ConditionId;
  /** Default: empty. */
  readonly parameter?: string;
  /** Default: false. */
  readonly caseSensitive?: boolean;
  /** Default: the server. */
  readonly scope?: ScopeInput;
  /** Default: persistent. */
  readonly persistence?: PersistenceKind;
  /** Default: the longest there is. Not for persistent ones. */
  readonly lifetime?: Length | null;
  /** Default: none. */
  readonly requirements?: Partial<Requirements>;
  /** In milliseconds. Default: 2 seconds per member. */
  readonly cooldowns?: Partial<Cooldowns>;
  readonly action: Ref;
}

/** What is to change; what is left out stays. Requirements and cooldowns: each field of them by itself. */
export type TriggerPatch = Partial<TriggerInput>;

/** The parameters of all kinds of action. Each kind takes some of them: see `specFields`. */
export interface SpecFields {
  /** Of `message` (null: where the event happens) and `purge`. */
  readonly channelId: Snowflake | null;
  /** Of `message`. */
  readonly texts: readonly string[];
  readonly reply: boolean;
  readonly mentionUser: boolean;
  /** Of `react`: as it is typed. */
  readonly emoji: string;
  /** Of `role`. */
  readonly roleId: Snowflake;
  readonly mode: RoleMode;
  readonly group: Ref | null;
  /** Of `create-trigger`: what the oneshot is like. */
  readonly conditionId: ConditionId;
  readonly parameter: string;
  readonly caseSensitive: boolean;
  readonly requirements: Partial<Requirements>;
  readonly action: Ref;
  readonly lifetime: Length;
  readonly scope: MadeScope;
}

/** An action as a person gives it. A field that its kind does not take is refused, and so is a missing one without a default. */
export interface ActionInput extends Partial<SpecFields> {
  readonly name: string;
  readonly kind: ActionKind;
  /** The action that runs next. Default: none. */
  readonly chain?: Ref | null;
}

/** What is to change; what is left out stays. An action never changes its kind. */
export interface ActionPatch extends Partial<SpecFields> {
  readonly name?: string;
  readonly chain?: Ref | null;
}

export interface GroupInput {
  readonly name: string;
  readonly roleIds: readonly Snowflake[];
  /** Default: 1. 0 for no maximum. */
  readonly maximum?: number;
  /** Default: refuse. */
  readonly whenFull?: RoleGroup['whenFull'];
}

export type GroupPatch = Partial<GroupInput>;

export interface BlacklistInput {
  readonly userId: Snowflake;
  /** Null: anywhere in the server. */
  readonly channelId: Snowflake | null;
  /** How long; null: until it is taken back. */
  readonly lifetime: Length | null;
}
