import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { trigger } from '../plugin.js';
import { numberOf, shownIn, TriggerControl, update } from '../trigger-control.js';

/** Somebody was asked, and said yes. */
export class DeleteConfirmedHandler extends TriggerControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'trigger.delete-confirmed', type: InteractionHandlerTypes.Button, id: ids.deleteConfirmed });
  }

  protected override async use(interaction: ButtonInteraction<'cached'>, args: readonly string[]): Promise<void> {
    const [what, id, force] = args;
    await update(interaction, () =>
      use(trigger).front.deleting.confirmed(interaction.member, shownIn(what), numberOf(id), force === 'force'),
    );
  }
}
