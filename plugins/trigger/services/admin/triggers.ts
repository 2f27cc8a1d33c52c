import type { Guild, GuildMember, GuildTextBasedChannel } from 'discord.js';
import type { Trigger } from '../../domain/trigger.js';
import type { Ref, TriggerInput, TriggerPatch } from './inputs.js';
import type { Named, Page, Tested, TriggerDeletion, TriggerLine, TriggerShown } from './shown.js';

const notYet = (): Promise<never> => Promise.reject(new Error('Not built.'));

/**
 * Triggers, as those who manage a server make them. Each change is one unit of work: it is checked as a whole, for faults,
 * for the limits and for the rights of whoever makes it, and is a line in the guild's log. What is refused is a `UserError`
 * `trigger.<what>` whose message can be shown as it is, and nothing is changed then.
 */
export class TriggerAdmin {
  /** A new trigger. Takes up to two requests, where it is bound to a message. */
  public create(_by: GuildMember, _input: TriggerInput): Promise<Trigger> {
    return notYet();
  }

  /** Changes the fields that are given. Who may edit must hold all rights that creating it would take. */
  public edit(_by: GuildMember, _ref: Ref, _patch: TriggerPatch): Promise<Trigger> {
    return notYet();
  }

  /** What `delete` would delete, to be confirmed. */
  public planDeletion(_guildId: string, _ref: Ref): Promise<TriggerDeletion> {
    return notYet();
  }

  public delete(_by: GuildMember, _ref: Ref): Promise<Trigger> {
    return notYet();
  }

  /** Also forgets its failures. Refused when its action, its place or a right of `by` is missing. */
  public enable(_by: GuildMember, _ref: Ref): Promise<Trigger> {
    return notYet();
  }

  public disable(_by: GuildMember, _ref: Ref): Promise<Trigger> {
    return notYet();
  }

  /** In order of creation, without what has expired. @param page - from 0. */
  public list(_guildId: string, _page: number, _perPage = 10): Promise<Page<TriggerLine>> {
    return notYet();
  }

  public show(_guild: Guild, _ref: Ref): Promise<TriggerShown> {
    return notYet();
  }

  /** At most 25 whose names begin with what was typed, then those that contain it. No query when the guild is in memory. */
  public names(_guildId: string, _typed: string): Promise<readonly Named[]> {
    return notYet();
  }

  /** What a message with this text of this member's in this channel would fire, and why each other trigger would not. */
  public test(_guild: Guild, _text: string, _channel: GuildTextBasedChannel, _member: GuildMember): Promise<Tested> {
    return notYet();
  }
}
