import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { trigger } from '../plugin.js';
import { listedIn, numberOf, TriggerControl, update } from '../trigger-control.js';

/** Turns the pages of a list. */
export class ListPageHandler extends TriggerControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'trigger.list-page', type: InteractionHandlerTypes.Button, id: ids.list });
  }

  protected override async use(interaction: ButtonInteraction<'cached'>, args: readonly string[]): Promise<void> {
    const [what, page] = args;
    await update(interaction, () => use(trigger).front.showing.list(interaction.guild, listedIn(what), numberOf(page)));
  }
}
