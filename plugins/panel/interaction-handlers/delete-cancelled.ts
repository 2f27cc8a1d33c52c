import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { deletion } from '../messages.js';
import { sentence } from '../views/small-messages.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** The room stays. */
export class DeleteCancelledHandler extends RoomControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.delete-cancelled', type: InteractionHandlerTypes.Button, id: ids.deleteCancelled });
  }

  public override run(interaction: ButtonInteraction, [roomId = '']: readonly string[]): Promise<void> {
    return use(panel).clicks.update(interaction, roomId, () => sentence(deletion.kept(roomId)));
  }
}
