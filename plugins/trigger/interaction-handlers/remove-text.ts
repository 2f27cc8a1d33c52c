import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { StringSelectMenuInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { trigger } from '../plugin.js';
import { orderOf } from '../services/desk/desk.js';
import { numberOf, TriggerControl, update } from '../trigger-control.js';

/** Takes a text out of an action. */
export class RemoveTextHandler extends TriggerControl<StringSelectMenuInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'trigger.remove-text', type: InteractionHandlerTypes.SelectMenu, id: ids.removeText });
  }

  protected override async use(
    interaction: StringSelectMenuInteraction<'cached'>,
    args: readonly string[],
  ): Promise<void> {
    const [mark = ''] = interaction.values;
    const order = orderOf(interaction, { id: numberOf(args[0]), mark });
    await update(interaction, () => use(trigger).front.actions.removeText(order));
  }
}
