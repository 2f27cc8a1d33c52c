import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { ids } from '../custom-ids.js';
import { TriggerControl, update } from '../trigger-control.js';
import { confirmation } from '../trigger-messages.js';
import { view } from '../views/components.js';

/** Somebody was asked, and said no. */
export class DeleteCancelledHandler extends TriggerControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, {
      name: 'trigger.delete-cancelled',
      type: InteractionHandlerTypes.Button,
      id: ids.deleteCancelled,
    });
  }

  protected override async use(interaction: ButtonInteraction<'cached'>): Promise<void> {
    await update(interaction, async () => view([confirmation.kept]));
  }
}
