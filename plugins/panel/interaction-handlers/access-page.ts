import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** Turns the pages of the lists of who may enter. */
export class AccessPageHandler extends RoomControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.access-page', type: InteractionHandlerTypes.Button, id: ids.accessPage });
  }

  public override run(interaction: ButtonInteraction, [roomId = '', page]: readonly string[]): Promise<void> {
    const { clicks, dialogs } = use(panel);
    return clicks.update(interaction, roomId, (live) => {
      clicks.require(live.order, 'access');
      return dialogs.access(live, Number(page));
    });
  }
}
