import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { trigger } from '../plugin.js';
import { TriggerControl, update } from '../trigger-control.js';

/** Imports a file, once somebody has seen what that changes and said yes. */
export class ImportConfirmedHandler extends TriggerControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, {
      name: 'trigger.import-confirmed',
      type: InteractionHandlerTypes.Button,
      id: ids.importConfirmed,
    });
  }

  protected override async use(interaction: ButtonInteraction<'cached'>, args: readonly string[]): Promise<void> {
    const [id = ''] = args;
    await update(interaction, async () => use(trigger).front.porting.confirm(interaction.member, id));
  }
}
