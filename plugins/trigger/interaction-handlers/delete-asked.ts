import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { trigger } from '../plugin.js';
import { numberOf, shownIn, TriggerControl, update } from '../trigger-control.js';

/** Asks before something is deleted. */
export class DeleteAskedHandler extends TriggerControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'trigger.delete-asked', type: InteractionHandlerTypes.Button, id: ids.delete });
  }

  protected override async use(interaction: ButtonInteraction<'cached'>, args: readonly string[]): Promise<void> {
    const [what, id] = args;
    await update(interaction, () =>
      use(trigger).front.deleting.askNumbered(interaction.guild, shownIn(what), numberOf(id)),
    );
  }
}
