import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ModalMessageModalSubmitInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../../hub/plugin.js';
import { ids, inputs } from '../custom-ids.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';
import { templateOf } from '../services/chosen.js';

/** A template was chosen. */
export class TemplateSentHandler extends RoomControl<ModalMessageModalSubmitInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.template-sent', type: InteractionHandlerTypes.ModalSubmit, id: ids.templateModal });
  }

  public override run(
    interaction: ModalMessageModalSubmitInteraction,
    [roomId = '']: readonly string[],
  ): Promise<void> {
    const [chosen = ''] = interaction.fields.getStringSelectValues(inputs.template);
    return use(panel).clicks.panel(interaction, roomId, (order) =>
      use(hub).actions.template(order, templateOf(chosen)),
    );
  }
}
