import { PermissionFlagsBits, type AutocompleteInteraction } from 'discord.js';
import type { Admin } from '../admin/admin.js';
import type { Named } from '../admin/shown.js';
import { isNone } from './given.js';

/** Discord takes so many suggestions, and so long ones. */
const MOST = 25;
const LENGTH = 100;

/** Names for options that refer to something that exists. */
export class Suggestions {
  readonly #admin: Admin;

  public constructor(admin: Admin) {
    this.#admin = admin;
  }

  /** Answers with what an option may hold: nothing to those who may not use the command. */
  public async answer(interaction: AutocompleteInteraction): Promise<void> {
    const may = interaction.inCachedGuild() && interaction.memberPermissions.has(PermissionFlagsBits.ManageGuild);
    const found = may ? await this.#find(interaction) : [];
    const choices = found
      .slice(0, MOST)
      .map(({ id, name }) => ({ name: `${name} (#${id})`.slice(0, LENGTH), value: isNone(name) ? `#${id}` : name }));
    await interaction.respond(choices);
  }

  async #find({ guildId, options }: AutocompleteInteraction<'cached'>): Promise<readonly Named[]> {
    const { name, value } = options.getFocused(true);
    if (name === 'trigger') return this.#admin.triggers.names(guildId, value);
    if (name === 'group') return this.#admin.groups.names(guildId, value);
    return this.#admin.actions.names(guildId, value);
  }
}
