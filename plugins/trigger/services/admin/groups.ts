import type { Guild, GuildMember } from 'discord.js';
import type { RoleGroup } from '../../domain/action.js';
import type { GroupInput, GroupPatch, Ref } from './inputs.js';
import type { GroupDeletion, GroupShown, Named, Page } from './shown.js';

const notYet = (): Promise<never> => Promise.reject(new Error('Not built.'));

/** Role groups, as those who manage a server make them. What holds for {@link TriggerAdmin} holds here. */
export class GroupAdmin {
  public create(_by: GuildMember, _input: GroupInput): Promise<RoleGroup> {
    return notYet();
  }

  public edit(_by: GuildMember, _ref: Ref, _patch: GroupPatch): Promise<RoleGroup> {
    return notYet();
  }

  public planDeletion(_guildId: string, _ref: Ref): Promise<GroupDeletion> {
    return notYet();
  }

  /** Refused with `trigger.in-use` while actions use it; with `force` these go on without a group. */
  public delete(_by: GuildMember, _ref: Ref, _options: { readonly force: boolean }): Promise<GroupDeletion> {
    return notYet();
  }

  /** In order of creation. @param page - from 0. */
  public list(_guildId: string, _page: number, _perPage = 10): Promise<Page<RoleGroup>> {
    return notYet();
  }

  public show(_guild: Guild, _ref: Ref): Promise<GroupShown> {
    return notYet();
  }

  /** As {@link TriggerAdmin.names}. */
  public names(_guildId: string, _typed: string): Promise<readonly Named[]> {
    return notYet();
  }
}
