import { type InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { StringSelectMenuInteraction } from 'discord.js';
import { respondByUpdate, use, type Guarded } from 'roomkeeper';
import { hub } from '../plugin.js';
import { SudoControl } from '../services/admin/sudo-control.js';
import { requireHub } from '../services/admin/hub-checks.js';
import { defaultsForm } from '../views/hub-forms.js';
import { controls, purposeOf } from '../views/controls.js';

/** A hub was chosen: what it is to be is asked next. */
export class HubChosenHandler extends SudoControl<StringSelectMenuInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'hub.hub-chosen', type: InteractionHandlerTypes.SelectMenu, id: controls.hubChosen });
  }

  protected override accepts(interaction: Guarded): boolean {
    return interaction.isStringSelectMenu();
  }

  protected override async use(
    interaction: StringSelectMenuInteraction<'cached'>,
    args: readonly string[],
  ): Promise<void> {
    const [hubId = ''] = interaction.values;
    const { hubs, hubPages } = use(hub);
    if (purposeOf(args[0]) === 'defaults') {
      await interaction.showModal(defaultsForm(requireHub(hubs, interaction.guild, hubId)));
    } else {
      await respondByUpdate(interaction, () => Promise.resolve(hubPages.removal(interaction.guild, hubId)));
    }
  }
}
