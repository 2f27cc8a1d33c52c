import { type InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { respondByUpdate, use, type Guarded } from 'roomkeeper';
import { hub } from '../plugin.js';
import { SudoControl } from '../services/admin/sudo-control.js';
import { framed } from '../views/frame.js';
import { controls, pageNumber, purposeOf } from '../views/controls.js';

/** Shows the hubs to choose one of them for something. */
export class HubChoiceShownHandler extends SudoControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'hub.hub-choice-shown', type: InteractionHandlerTypes.Button, id: controls.chooseHub });
  }

  protected override accepts(interaction: Guarded): boolean {
    return interaction.isButton();
  }

  protected override async use(interaction: ButtonInteraction<'cached'>, args: readonly string[]): Promise<void> {
    const purpose = purposeOf(args[0]);
    const { hubPages } = use(hub);
    await respondByUpdate(interaction, () =>
      Promise.resolve(
        purpose === undefined
          ? framed(hubPages.list(interaction.guild))
          : hubPages.choice(interaction.guild, purpose, pageNumber(args[1])),
      ),
    );
  }
}
