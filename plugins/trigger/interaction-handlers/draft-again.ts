import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { trigger } from '../plugin.js';
import { TriggerControl } from '../trigger-control.js';

/** Opens a form again, with what was typed. */
export class DraftAgainHandler extends TriggerControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'trigger.draft-again', type: InteractionHandlerTypes.Button, id: ids.draftAgain });
  }

  protected override async use(interaction: ButtonInteraction<'cached'>, args: readonly string[]): Promise<void> {
    const [draftId = ''] = args;
    await use(trigger).front.desk.again(interaction, draftId);
  }
}
