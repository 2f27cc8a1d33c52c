import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ModalMessageModalSubmitInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../../hub/plugin.js';
import { ids, inputs } from '../custom-ids.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** A new name. The panel says when the room gets it, if that is not at once. */
export class RenameSentHandler extends RoomControl<ModalMessageModalSubmitInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.rename-sent', type: InteractionHandlerTypes.ModalSubmit, id: ids.renameModal });
  }

  public override run(
    interaction: ModalMessageModalSubmitInteraction,
    [roomId = '']: readonly string[],
  ): Promise<void> {
    const name = interaction.fields.getTextInputValue(inputs.name);
    return use(panel).clicks.panel(interaction, roomId, (order) => use(hub).actions.rename(order, name));
  }
}
