import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** `More`: what is needed less often. */
export class MoreHandler extends RoomControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.more', type: InteractionHandlerTypes.Button, id: ids.more });
  }

  public override run(interaction: ButtonInteraction, [roomId = '']: readonly string[]): Promise<void> {
    const { clicks, dialogs } = use(panel);
    return clicks.open(interaction, roomId, 'limit', (live) => dialogs.more(live));
  }
}
