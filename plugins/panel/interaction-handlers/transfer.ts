import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { UserSelectMenuInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../../hub/plugin.js';
import { ids } from '../custom-ids.js';
import { more } from '../dialog-messages.js';
import { chosenValue } from '../services/chosen.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** Somebody in the room whom the owner gives it to. */
export class TransferHandler extends RoomControl<UserSelectMenuInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.transfer', type: InteractionHandlerTypes.SelectMenu, id: ids.transfer });
  }

  public override async run(interaction: UserSelectMenuInteraction, [roomId = '']: readonly string[]): Promise<void> {
    const { clicks, dialogs } = use(panel);
    const userId = chosenValue(interaction);
    return clicks.update(interaction, roomId, async (live) => {
      await use(hub).actions.transfer(live.order, userId);
      return dialogs.more(live, more.done.transfer(userId));
    });
  }
}
