import { UserError } from '@sapphire/framework';
import type { Guild, GuildMember } from 'discord.js';
import { actions, groups, type UndrawnMenu } from '../../action-messages.js';
import type { Shown } from '../../custom-ids.js';
import { actionName, type NamesOf } from '../../description-messages.js';
import { confirmation, triggers } from '../../trigger-messages.js';
import { view, type View } from '../../views/components.js';
import { deletionQuestion } from '../../views/question.js';
import type { Admin } from '../admin/admin.js';
import type { Ref } from '../admin/inputs.js';
import type { Named, Users } from '../admin/shown.js';
import type { MenuAdmin } from '../roles/menu-admin.js';
import { orGone } from './showing.js';

/** Draws the messages of role menus anew, as their entries are now. */
export type DrawsMenus = Pick<MenuAdmin, 'draw'>;

export interface DeletingParts {
  readonly admin: Admin;
  readonly names: (guildId: string) => Promise<NamesOf>;
  readonly menus: DrawsMenus;
}

/** Deletes what a guild has, and asks first: with what hangs on it, as it is at the moment. */
export class Deleting {
  readonly #admin: Admin;
  readonly #names: DeletingParts['names'];
  readonly #menus: DrawsMenus;

  public constructor({ admin, names, menus }: DeletingParts) {
    this.#admin = admin;
    this.#names = names;
    this.#menus = menus;
  }

  /** Asks. What is in use can be deleted by force only. */
  public async ask({ id: guildId }: Guild, what: Shown, ref: Ref): Promise<View> {
    if (what === 'trigger') {
      const { trigger } = await this.#admin.triggers.planDeletion(guildId, ref);
      const action = actionName(trigger.actionId, await this.#names(guildId));
      return deletionQuestion(what, trigger.id, triggers.confirm(trigger, action), null);
    }
    if (what === 'group') {
      const plan = await this.#admin.groups.planDeletion(guildId, ref);
      if (plan.users.length === 0) return deletionQuestion(what, plan.group.id, groups.confirm(plan.group), null);
      return deletionQuestion(what, plan.group.id, groups.inUse(plan), forceLabel(plan));
    }
    const plan = await this.#admin.actions.planDeletion(guildId, ref);
    const { users, action } = plan;
    if (users.triggers.length + users.actions.length + users.menus.length === 0) {
      return deletionQuestion(what, action.id, actions.confirm(action), null);
    }
    return deletionQuestion(what, action.id, actions.inUse(plan), forceLabel(plan));
  }

  /** The same by its number. @throws {UserError} that says that it is gone. */
  public askNumbered(guild: Guild, what: Shown, id: number): Promise<View> {
    return orGone(what, () => this.ask(guild, what, id));
  }

  /** Deletes after somebody said yes. What came into use meanwhile is asked about anew. */
  public confirmed(by: GuildMember, what: Shown, id: number, force: boolean): Promise<View> {
    return orGone(what, async () => {
      try {
        return view([await this.#delete(by, what, id, force)]);
      } catch (error) {
        if (error instanceof UserError && error.identifier === 'trigger.in-use') return this.ask(by.guild, what, id);
        throw error;
      }
    });
  }

  async #delete(by: GuildMember, what: Shown, id: number, force: boolean): Promise<string> {
    if (what === 'trigger') return triggers.deleted(await this.#admin.triggers.delete(by, id));
    if (what === 'group') return groups.deleted(await this.#admin.groups.delete(by, id, { force }));
    const deletion = await this.#admin.actions.delete(by, id, { force });
    return actions.deleted(deletion, await this.#undrawn(by.guild, deletion.users.menus));
  }

  /** Draws menus that have lost an entry. @returns those whose messages still show it, and why. */
  async #undrawn(guild: Guild, menus: Users['menus']): Promise<readonly UndrawnMenu[]> {
    const undrawn: UndrawnMenu[] = [];
    for (const { id, channelId } of menus) {
      const end = await this.#menus.draw(guild, id);
      if (end.kind === 'failed') undrawn.push({ id, channelId, error: end.error });
    }
    return undrawn;
  }
}

function forceLabel({ disables }: { readonly disables: readonly Named[] }): string {
  return disables.length > 0 ? confirmation.force : confirmation.forcePlain;
}
