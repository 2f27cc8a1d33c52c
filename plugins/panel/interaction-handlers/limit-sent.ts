import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ModalMessageModalSubmitInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../../hub/plugin.js';
import { ids, inputs } from '../custom-ids.js';
import { more } from '../dialog-messages.js';
import { wholeNumber } from '../services/chosen.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** A new user limit. */
export class LimitSentHandler extends RoomControl<ModalMessageModalSubmitInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.limit-sent', type: InteractionHandlerTypes.ModalSubmit, id: ids.limitModal });
  }

  public override async run(
    interaction: ModalMessageModalSubmitInteraction,
    [roomId = '']: readonly string[],
  ): Promise<void> {
    const { clicks, dialogs } = use(panel);
    const typed = interaction.fields.getTextInputValue(inputs.limit).trim();
    return clicks.update(interaction, roomId, async (live) => {
      const limit = typed === '' ? 0 : wholeNumber(typed);
      await use(hub).actions.setLimit(live.order, limit);
      return dialogs.more(live, more.done.limit(limit), { userLimit: limit });
    });
  }
}
