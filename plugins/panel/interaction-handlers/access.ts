import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** `Access`: who may enter, and who may not. */
export class AccessHandler extends RoomControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.access', type: InteractionHandlerTypes.Button, id: ids.access });
  }

  public override run(interaction: ButtonInteraction, [roomId = '']: readonly string[]): Promise<void> {
    const { clicks, dialogs } = use(panel);
    return clicks.open(interaction, roomId, 'access', (live) => dialogs.access(live));
  }
}
