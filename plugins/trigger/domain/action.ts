import type { ActionId, GroupId, Requirements, Snowflake, Condition } from './trigger.js';

export const actionKinds = ['message', 'delete-message', 'react', 'role', 'purge', 'create-trigger'] as const;
/** Stored: a kind never changes its meaning. */
export type ActionKind = (typeof actionKinds)[number];

export interface MessageText {
  /** One of them is sent, at random. Templates. */
  readonly texts: readonly string[];
  /** Whether it answers the event's message. Only without a channel of its own. */
  readonly reply: boolean;
  /** Whether the invoking user may be mentioned. Nobody else ever is. */
  readonly mentionUser: boolean;
}

export type RoleMode = 'add' | 'remove' | 'toggle';

export interface RoleRule {
  readonly mode: RoleMode;
  /** The role group whose maximum is checked. */
  readonly groupId: GroupId | null;
}

/** The oneshot trigger that an action makes. */
export interface OneshotDraft {
  readonly condition: Condition;
  readonly requirements: Requirements;
  readonly actionId: ActionId;
  /** In milliseconds; a day at most. */
  readonly lifetime: number;
}

/** Where a made trigger applies, seen from the event that made it. */
export type MadeScope = 'server' | 'channel' | 'message';

/** What an action does: its kind and two parameters, whose meaning depends on the kind. Null or absent: not used. */
export type ActionSpec =
  | { readonly kind: 'message'; readonly first: Snowflake | null; readonly second: MessageText }
  | { readonly kind: 'delete-message'; readonly first: null; readonly second: null }
  /** An emoji's key. */
  | { readonly kind: 'react'; readonly first: string; readonly second: null }
  | { readonly kind: 'role'; readonly first: Snowflake; readonly second: RoleRule }
  /** The channel to be purged. */
  | { readonly kind: 'purge'; readonly first: Snowflake; readonly second: null }
  | { readonly kind: 'create-trigger'; readonly first: OneshotDraft; readonly second: MadeScope };
export type SpecOf<Kind extends ActionKind> = Extract<ActionSpec, { readonly kind: Kind }>;

/** An action as it is stored. Several triggers may link to it. */
export interface Action {
  readonly id: ActionId;
  readonly guildId: Snowflake;
  readonly name: string;
  readonly spec: ActionSpec;
  /** The action that runs when this one has completed. */
  readonly chain: ActionId | null;
}

/** Roles of which a member may have so many. */
export interface RoleGroup {
  readonly id: GroupId;
  readonly guildId: Snowflake;
  readonly name: string;
  readonly roleIds: readonly Snowflake[];
  /** 0 for no maximum. */
  readonly maximum: number;
  readonly whenFull: 'refuse' | 'replace';
}
