import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { trigger } from '../plugin.js';
import { TriggerControl, update } from '../trigger-control.js';

/** Somebody was shown what an import changes, and said no. */
export class ImportCancelledHandler extends TriggerControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, {
      name: 'trigger.import-cancelled',
      type: InteractionHandlerTypes.Button,
      id: ids.importCancelled,
    });
  }

  protected override async use(interaction: ButtonInteraction<'cached'>, args: readonly string[]): Promise<void> {
    const [id = ''] = args;
    await update(interaction, async () => use(trigger).front.porting.cancel(interaction.member, id));
  }
}
