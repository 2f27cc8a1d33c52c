import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { trigger } from '../plugin.js';
import { orderOf } from '../services/desk/desk.js';
import { orGone } from '../services/desk/showing.js';
import { numberOf, TriggerControl, update } from '../trigger-control.js';

/** Enables or disables a trigger. */
export class SwitchedHandler extends TriggerControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'trigger.switched', type: InteractionHandlerTypes.Button, id: ids.enable });
  }

  protected override async use(interaction: ButtonInteraction<'cached'>, args: readonly string[]): Promise<void> {
    const [id, state] = args;
    const { triggers } = use(trigger).front;
    await update(interaction, () =>
      orGone('trigger', () => triggers.switch(orderOf(interaction, {}), numberOf(id), state === 'on')),
    );
  }
}
