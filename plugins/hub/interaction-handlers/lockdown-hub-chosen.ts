import { type InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { StringSelectMenuInteraction } from 'discord.js';
import { use, type Guarded } from 'roomkeeper';
import { hub } from '../plugin.js';
import { SudoControl } from '../services/admin/sudo-control.js';
import { requireHub } from '../services/admin/hub-checks.js';
import { minutesForm } from '../views/hub-forms.js';
import { controls } from '../views/controls.js';

/** A hub was chosen to be locked: for how long is asked next. */
export class LockdownHubChosenHandler extends SudoControl<StringSelectMenuInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'hub.lockdown-hub-chosen', type: InteractionHandlerTypes.SelectMenu, id: controls.lockHub });
  }

  protected override accepts(interaction: Guarded): boolean {
    return interaction.isStringSelectMenu();
  }

  protected override async use(interaction: StringSelectMenuInteraction<'cached'>): Promise<void> {
    const { guild, values } = interaction;
    await interaction.showModal(minutesForm(requireHub(use(hub).hubs, guild, values[0] ?? '')));
  }
}
