import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ModalSubmitInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { trigger } from '../plugin.js';
import { TriggerControl } from '../trigger-control.js';

/** A form was sent. */
export class DraftSentHandler extends TriggerControl<ModalSubmitInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, {
      name: 'trigger.draft-sent',
      type: InteractionHandlerTypes.ModalSubmit,
      id: ids.draftSent,
      checksLater: true,
    });
  }

  protected override async use(interaction: ModalSubmitInteraction<'cached'>, args: readonly string[]): Promise<void> {
    const [draftId = ''] = args;
    await use(trigger).front.desk.sent(interaction, draftId);
  }
}
