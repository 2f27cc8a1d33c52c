import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { trigger } from '../plugin.js';
import { numberOf, shownIn, TriggerControl, update } from '../trigger-control.js';

/** Turns the pages of what there is to know about something. */
export class ShowPageHandler extends TriggerControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'trigger.show-page', type: InteractionHandlerTypes.Button, id: ids.show });
  }

  protected override async use(interaction: ButtonInteraction<'cached'>, args: readonly string[]): Promise<void> {
    const [what, id, page] = args;
    await update(interaction, () =>
      use(trigger).front.showing.numbered(interaction.guild, shownIn(what), numberOf(id), numberOf(page)),
    );
  }
}
