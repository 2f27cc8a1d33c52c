import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { StringSelectMenuInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { trigger } from '../plugin.js';
import { orderOf } from '../services/desk/desk.js';
import { numberOf, TriggerControl } from '../trigger-control.js';
import { textsOf } from '../views/action-views.js';

/** Asks for another text in the place of one, with that one to begin with. */
export class ReplaceTextHandler extends TriggerControl<StringSelectMenuInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'trigger.replace-text', type: InteractionHandlerTypes.SelectMenu, id: ids.replaceText });
  }

  protected override async use(
    interaction: StringSelectMenuInteraction<'cached'>,
    args: readonly string[],
  ): Promise<void> {
    const [mark = ''] = interaction.values;
    const order = orderOf(interaction, { id: numberOf(args[0]), mark });
    const { actions, desk } = use(trigger).front;
    const texts = textsOf((await actions.numbered(order)).action);
    const present = texts[actions.placeOf(order, texts)] ?? '';
    await desk.open(interaction, 'action replace-text', { ...order.given, texts_1: present });
  }
}
