import { type InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import type { Guarded } from 'roomkeeper';
import { SudoControl } from '../services/admin/sudo-control.js';
import { creationForm } from '../views/hub-forms.js';
import { controls } from '../views/controls.js';

/** Asks for the name of a new hub. */
export class HubCreateAskedHandler extends SudoControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'hub.hub-create-asked', type: InteractionHandlerTypes.Button, id: controls.createHub });
  }

  protected override accepts(interaction: Guarded): boolean {
    return interaction.isButton();
  }

  protected override async use(interaction: ButtonInteraction<'cached'>): Promise<void> {
    await interaction.showModal(creationForm());
  }
}
