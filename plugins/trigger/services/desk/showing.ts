import { UserError } from '@sapphire/framework';
import type { Guild } from 'discord.js';
import { actions, groups } from '../../action-messages.js';
import type { Listed, Shown } from '../../custom-ids.js';
import type { NamesOf } from '../../description-messages.js';
import { triggers } from '../../trigger-messages.js';
import { actionList, actionShown } from '../../views/action-views.js';
import type { View } from '../../views/components.js';
import { blacklistList, groupList, groupShown } from '../../views/group-views.js';
import { triggerList, triggerShown } from '../../views/trigger-views.js';
import type { Admin } from '../admin/admin.js';
import type { Ref } from '../admin/inputs.js';

/** So many entries are on a page of a list: they fit into a message whatever their names are. */
const LISTED = 7;

/** Shows what a guild has, as it is at the moment. */
export class Showing {
  readonly #admin: Admin;
  readonly #names: (guildId: string) => Promise<NamesOf>;

  public constructor(admin: Admin, names: (guildId: string) => Promise<NamesOf>) {
    this.#admin = admin;
    this.#names = names;
  }

  /** A page of a list, from 0; the nearest where there is no such page (any more). */
  public async list({ id: guildId }: Guild, what: Listed, wanted: number): Promise<View> {
    const page = Number.isSafeInteger(wanted) && wanted > 0 ? wanted : 0;
    const { triggers: triggerAdmin, actions: actionAdmin, groups: groupAdmin, blacklist } = this.#admin;
    switch (what) {
      case 'trigger':
        return triggerList(await triggerAdmin.list(guildId, page, LISTED), await this.#names(guildId));
      case 'action':
        return actionList(await actionAdmin.list(guildId, page, LISTED), await this.#names(guildId));
      case 'group':
        return groupList(await groupAdmin.list(guildId, page, LISTED));
      case 'blacklist':
        return blacklistList(await blacklist.list(guildId, page, LISTED));
    }
  }

  /** Something by its name or number. @throws {UserError} when there is no such thing. */
  public async one(guild: Guild, what: Shown, ref: Ref, page = 0, notes: readonly string[] = []): Promise<View> {
    const names = await this.#names(guild.id);
    switch (what) {
      case 'trigger':
        return triggerShown(await this.#admin.triggers.show(guild, ref), names, page, notes);
      case 'action':
        return actionShown(await this.#admin.actions.show(guild, ref), names, page, notes);
      case 'group':
        return groupShown(await this.#admin.groups.show(guild, ref), page, notes);
    }
  }

  /** The same by its number. @throws {UserError} that says that it is gone. */
  public numbered(guild: Guild, what: Shown, id: number, page = 0, notes: readonly string[] = []): Promise<View> {
    return orGone(what, () => this.one(guild, what, id, page, notes));
  }
}

/** Does something with what a control is about. @throws {UserError} `trigger.gone` when somebody else has deleted it. */
export async function orGone<Result>(what: Shown, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError) || !error.identifier.startsWith('trigger.no-such-')) throw error;
    const message = { trigger: triggers.gone, action: actions.gone, group: groups.gone }[what];
    throw new UserError({ identifier: 'trigger.gone', message });
  }
}
