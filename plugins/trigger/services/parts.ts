import type { Guild, GuildMember } from 'discord.js';
import type { ActionKind, ActionSpec, SpecOf } from '../domain/action.js';
import type { Match } from '../domain/conditions/condition.js';
import type { TriggerEvent } from '../domain/event.js';
import type { RunOutcome } from '../domain/failures.js';
import type { Gone } from '../domain/gone.js';
import type { ActionId, Snowflake, Trigger } from '../domain/trigger.js';

/** What a run of an action knows. */
export interface Run {
  readonly guild: Guild;
  /** The trigger that fired; null when a member pressed a button of a role menu. */
  readonly trigger: Trigger | null;
  readonly event: TriggerEvent | null;
  /** Who set it off; null for an interval, and where no action of the chain needs them and Discord did not say. */
  readonly member: GuildMember | null;
  /** Where it happened: a thread, where it happened in one. Of an interval, the channel that it is bound to, or null. */
  readonly channelId: string | null;
  /** The message that it is about: the one that was written, or the one that was reacted to. Null where there is none. */
  readonly messageId: string | null;
  /** The text of a message that was written; else empty. */
  readonly content: string;
  /** The key of the emoji of a reaction; else empty. */
  readonly emoji: string;
  readonly match: Match;
  /** The stored action whose turn it is; none is told outside of a chain. */
  readonly actionId?: ActionId;
  /** Is told what role actions have done. */
  readonly heard?: (outcome: RoleOutcome) => void;
}

/** What a role action has done with its role. A failure is told by the result alone. */
export type RoleOutcome =
  | { readonly kind: 'change'; readonly add: Snowflake | null; readonly remove: readonly Snowflake[] }
  /** There was nothing to do. `held`: because they have the role already. */
  | { readonly kind: 'none'; readonly roleId: Snowflake; readonly held: boolean }
  | {
      readonly kind: 'full';
      readonly roleId: Snowflake;
      readonly group: string;
      readonly maximum: number;
      readonly held: readonly Snowflake[];
    };

/** How one action ended. */
export type StepResult =
  /** `note`: what it has to say for itself, such as how much it deleted. */
  | { readonly ok: true; readonly note?: string }
  | {
      readonly ok: false;
      readonly outcome: Exclude<RunOutcome, 'done'>;
      /** Why, as a sentence that an admin understands. */
      readonly error: string;
      /** What Discord says is definitely no more. */
      readonly gone?: Gone;
    };

/** Carries out one kind of action. Never rejects for what Discord answers: that is a result. */
export interface ActionExecutor<Kind extends ActionKind> {
  readonly kind: Kind;
  execute(spec: SpecOf<Kind>, run: Run): Promise<StepResult>;
}

/** Carries out any action. */
export interface Executors {
  execute(spec: ActionSpec, run: Run): Promise<StepResult>;
}

/** Something is definitely gone: triggers that hang on it are deleted or disabled. */
export interface GoneThings {
  gone(guildId: string, gone: Gone): Promise<void>;
}

/** Hears of each trigger that has been made, edited or switched on, once that is committed: what waits for it is armed. */
export interface Arming {
  saved(trigger: Trigger): Promise<void>;
  savedAll(triggers: readonly Trigger[]): Promise<void>;
  /** The same of one that has been deleted or switched off: nothing waits for it any more. */
  dropped(trigger: Pick<Trigger, 'id' | 'condition'>): Promise<void>;
}
