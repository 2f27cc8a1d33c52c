import type { Guild, GuildMember } from 'discord.js';
import type { Action } from '../../domain/action.js';
import type { ActionInput, ActionPatch, Ref } from './inputs.js';
import type { ActionDeletion, ActionLine, ActionShown, Named, Page } from './shown.js';

const notYet = (): Promise<never> => Promise.reject(new Error('Not built.'));

/** Actions, as those who manage a server make them. What holds for {@link TriggerAdmin} holds here. */
export class ActionAdmin {
  public create(_by: GuildMember, _input: ActionInput): Promise<Action> {
    return notYet();
  }

  /**
   * Changes the fields that are given. Whoever edits must hold the rights for all that runs from this action on, in the
   * places of all triggers that come to run it.
   */
  public edit(_by: GuildMember, _ref: Ref, _patch: ActionPatch): Promise<Action> {
    return notYet();
  }

  /** What `delete` would delete, and what it would take `force` for. */
  public planDeletion(_guildId: string, _ref: Ref): Promise<ActionDeletion> {
    return notYet();
  }

  /**
   * Refused with `trigger.in-use` and the list of what uses it; `force` disables the triggers that come to run it and ends
   * the chains that lead to it, in the same unit of work. @returns what was done.
   */
  public delete(_by: GuildMember, _ref: Ref, _options: { readonly force: boolean }): Promise<ActionDeletion> {
    return notYet();
  }

  /** In order of creation. @param page - from 0. */
  public list(_guildId: string, _page: number, _perPage = 10): Promise<Page<ActionLine>> {
    return notYet();
  }

  public show(_guild: Guild, _ref: Ref): Promise<ActionShown> {
    return notYet();
  }

  /** As {@link TriggerAdmin.names}. */
  public names(_guildId: string, _typed: string): Promise<readonly Named[]> {
    return notYet();
  }
}
