import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { more } from '../dialog-messages.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** The room stays as it is. */
export class ResetCancelledHandler extends RoomControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.reset-cancelled', type: InteractionHandlerTypes.Button, id: ids.resetCancelled });
  }

  public override run(interaction: ButtonInteraction, [roomId = '']: readonly string[]): Promise<void> {
    const { clicks, dialogs } = use(panel);
    return clicks.update(interaction, roomId, (live) => dialogs.more(live, more.done.kept));
  }
}
