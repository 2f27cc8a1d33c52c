import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { trigger } from '../plugin.js';
import { numberOf, TriggerControl, update } from '../trigger-control.js';

/** Turns the pages of what an import would change. */
export class ImportPageHandler extends TriggerControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'trigger.import-page', type: InteractionHandlerTypes.Button, id: ids.importPage });
  }

  protected override async use(interaction: ButtonInteraction<'cached'>, args: readonly string[]): Promise<void> {
    const [id = '', page] = args;
    await update(interaction, async () => use(trigger).front.porting.page(interaction.member, id, numberOf(page)));
  }
}
