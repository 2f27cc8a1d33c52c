import { type InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { respondByUpdate, use, type Guarded } from 'roomkeeper';
import { hub } from '../plugin.js';
import { SudoControl } from '../services/admin/sudo-control.js';
import { framed } from '../views/frame.js';
import { controls, pageNumber } from '../views/controls.js';

/** Shows a page of the list of hubs. */
export class HubListShownHandler extends SudoControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'hub.hub-list-shown', type: InteractionHandlerTypes.Button, id: controls.hubs });
  }

  protected override accepts(interaction: Guarded): boolean {
    return interaction.isButton();
  }

  protected override async use(interaction: ButtonInteraction<'cached'>, args: readonly string[]): Promise<void> {
    const page = pageNumber(args[0]);
    await respondByUpdate(interaction, () => Promise.resolve(framed(use(hub).hubPages.list(interaction.guild, page))));
  }
}
