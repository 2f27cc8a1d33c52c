import type { Action, RoleGroup } from '../../domain/action.js';
import type { Chain } from '../../domain/chain.js';
import type { Explained } from '../../domain/explain.js';
import type { ActionId, Moment, Snowflake, Trigger } from '../../domain/trigger.js';

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** From 0; the last one when more was asked for. */
  readonly page: number;
  /** At least 1. */
  readonly pages: number;
  /** Of all pages. */
  readonly total: number;
}

/** What autocomplete offers. */
export interface Named {
  readonly id: number;
  readonly name: string;
}

/** Something that is referred to and is no more. */
export interface Dangling {
  readonly kind: 'channel' | 'role' | 'emoji' | 'action' | 'group';
  readonly id: string;
  /** The action that refers to it; null: the trigger or the group itself. */
  readonly actionName: string | null;
}

export interface TriggerLine {
  readonly trigger: Trigger;
  /** Null: it is gone. */
  readonly actionName: string | null;
}

/** How a trigger has fared. */
export interface TriggerHistory {
  readonly runs: number;
  readonly lastRunAt: Moment | null;
  readonly lastNote: string | null;
  readonly lastError: string | null;
  /** Of an interval. */
  readonly nextDue: Moment | null;
}

export interface TriggerShown extends TriggerLine, TriggerHistory {
  /** What it would run, step by step; its end is named where it would break off. */
  readonly chain: Chain;
  readonly dangling: readonly Dangling[];
}

/** What uses an action. */
export interface Users {
  readonly triggers: readonly Named[];
  /** Actions that chain to it, or make triggers that run it. */
  readonly actions: readonly Named[];
  /** Messages of the bot's with buttons or a select menu. */
  readonly menus: readonly {
    readonly id: number;
    readonly channelId: Snowflake;
    readonly messageId: Snowflake | null;
  }[];
}

export interface ActionLine {
  readonly action: Action;
  readonly chainName: string | null;
  /** How many triggers, actions and menus refer to it. */
  readonly users: number;
}

export interface ActionShown {
  readonly action: Action;
  /** From this action on. */
  readonly chain: Chain;
  readonly users: Users;
  /** Names of what the ids in its parameters refer to; null where it is gone or there is none. */
  readonly groupName: string | null;
  readonly madeActionName: string | null;
  readonly dangling: readonly Dangling[];
}

export interface GroupShown {
  readonly group: RoleGroup;
  readonly users: readonly Named[];
  readonly dangling: readonly Dangling[];
}

/** What a deletion would do: what the confirmation says. */
export interface TriggerDeletion {
  readonly trigger: Trigger;
}

export interface ActionDeletion {
  readonly action: Action;
  readonly users: Users;
  /** Triggers that `force` disables: all that would come to run it, at whichever step. */
  readonly disables: readonly Named[];
  /** Actions that `force` lets end where they went on to it. */
  readonly cuts: readonly Named[];
}

export interface GroupDeletion {
  readonly group: RoleGroup;
  /** Role actions that use it. */
  readonly users: readonly Named[];
  /** Triggers that `force` disables. */
  readonly disables: readonly Named[];
}

/** What a message would do. */
export interface Tested {
  /** First those that fire, in order, then why each other one does not. */
  readonly explained: readonly Explained[];
  /** By id. */
  readonly actionNames: ReadonlyMap<ActionId, string>;
}
