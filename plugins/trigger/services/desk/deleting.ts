import { UserError } from '@sapphire/framework';
import type { Guild, GuildMember } from 'discord.js';
import { actions, groups } from '../../action-messages.js';
import type { Shown } from '../../custom-ids.js';
import { actionName, type NamesOf } from '../../description-messages.js';
import { confirmation, triggers } from '../../trigger-messages.js';
import { view, type View } from '../../views/components.js';
import { deletionQuestion } from '../../views/question.js';
import type { Admin } from '../admin/admin.js';
import type { Ref } from '../admin/inputs.js';
import { goneError, type Showing } from './showing.js';

/** Deletes what a guild has, and asks first: with what hangs on it, as it is at the moment. */
export class Deleting {
  readonly #admin: Admin;
  readonly #showing: Showing;
  readonly #names: (guildId: string) => Promise<NamesOf>;

  public constructor(admin: Admin, showing: Showing, names: (guildId: string) => Promise<NamesOf>) {
    this.#admin = admin;
    this.#showing = showing;
    this.#names = names;
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
      return deletionQuestion(what, plan.group.id, groups.inUse(plan), confirmation.forcePlain);
    }
    const plan = await this.#admin.actions.planDeletion(guildId, ref);
    const { users, action, disables } = plan;
    if (users.triggers.length + users.actions.length + users.menus.length === 0) {
      return deletionQuestion(what, action.id, actions.confirm(action), null);
    }
    const force = disables.length > 0 ? confirmation.force : confirmation.forcePlain;
    return deletionQuestion(what, action.id, actions.inUse(plan), force);
  }

  /** The same by its number. @throws {UserError} that says that it is gone. */
  public async askNumbered(guild: Guild, what: Shown, id: number): Promise<View> {
    await this.#showing.requireThere(guild, what, id);
    return this.ask(guild, what, `#${id}`);
  }

  /** Deletes after somebody said yes. What came into use meanwhile is asked about anew. */
  public async confirmed(guild: Guild, member: GuildMember, what: Shown, id: number, force: boolean): Promise<View> {
    await this.#showing.requireThere(guild, what, id);
    const ref = `#${id}`;
    try {
      if (what === 'trigger') return view([triggers.deleted(await this.#admin.triggers.delete(member, ref))]);
      if (what === 'group') return view([groups.deleted(await this.#admin.groups.delete(member, ref, { force }))]);
      return view([actions.deleted(await this.#admin.actions.delete(member, ref, { force }))]);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (error.identifier === 'trigger.in-use') return this.ask(guild, what, ref);
      if (error.identifier === 'trigger.unknown') throw goneError(what);
      throw error;
    }
  }
}
