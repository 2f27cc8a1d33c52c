import { type InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { respondByUpdate, use, type Guarded } from 'roomkeeper';
import { hub } from '../plugin.js';
import { SudoControl } from '../services/admin/sudo-control.js';
import { controls, pageNumber } from '../views/controls.js';

/** Shows the lockdown panel. */
export class LockdownShownHandler extends SudoControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'hub.lockdown-shown', type: InteractionHandlerTypes.Button, id: controls.lockdown });
  }

  protected override accepts(interaction: Guarded): boolean {
    return interaction.isButton();
  }

  protected override async use(interaction: ButtonInteraction<'cached'>, args: readonly string[]): Promise<void> {
    const { guild } = interaction;
    await respondByUpdate(interaction, () => use(hub).hubPages.lockdown({ guild, interaction }, pageNumber(args[0])));
  }
}
