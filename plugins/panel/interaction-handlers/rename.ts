import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { renameModal } from '../views/modals.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** `Rename`: asks for a name, with the present one to begin with. */
export class RenameHandler extends RoomControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.rename', type: InteractionHandlerTypes.Button, id: ids.rename });
  }

  public override run(interaction: ButtonInteraction, [roomId = '']: readonly string[]): Promise<void> {
    return use(panel).clicks.form(interaction, roomId, 'rename', ({ order }) =>
      renameModal(roomId, order.guild.channels.cache.get(roomId)?.name ?? ''),
    );
  }
}
