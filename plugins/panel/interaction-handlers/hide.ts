import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../../hub/plugin.js';
import { ids } from '../custom-ids.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** `Visible` or `Hidden`: one click flips it. */
export class HideHandler extends RoomControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.hide', type: InteractionHandlerTypes.Button, id: ids.hide });
  }

  public override run(interaction: ButtonInteraction, [roomId = '', state]: readonly string[]): Promise<void> {
    const hidden = state === 'on';
    return use(panel).clicks.panel(interaction, roomId, (order) => use(hub).actions.setHidden(order, hidden));
  }
}
