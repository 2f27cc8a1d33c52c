import { type InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { respondByUpdate, type Guarded } from 'roomkeeper';
import { SudoControl } from '../services/admin/sudo-control.js';
import { channelChoice } from '../views/hub-views.js';
import { controls } from '../views/controls.js';

/** Asks which channel is to be a hub. */
export class HubAddAskedHandler extends SudoControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'hub.hub-add-asked', type: InteractionHandlerTypes.Button, id: controls.addHub });
  }

  protected override accepts(interaction: Guarded): boolean {
    return interaction.isButton();
  }

  protected override async use(interaction: ButtonInteraction<'cached'>): Promise<void> {
    await respondByUpdate(interaction, () => Promise.resolve(channelChoice()));
  }
}
