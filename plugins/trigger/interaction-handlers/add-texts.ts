import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { trigger } from '../plugin.js';
import { orderOf } from '../services/desk/desk.js';
import { numberOf, TriggerControl } from '../trigger-control.js';

/** Asks for further texts of an action. */
export class AddTextsHandler extends TriggerControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'trigger.add-texts', type: InteractionHandlerTypes.Button, id: ids.addTexts });
  }

  protected override async use(interaction: ButtonInteraction<'cached'>, args: readonly string[]): Promise<void> {
    const id = numberOf(args[0]);
    const { actions, desk } = use(trigger).front;
    await actions.numbered(orderOf(interaction, { id }));
    await desk.open(interaction, 'action add-texts', { id });
  }
}
