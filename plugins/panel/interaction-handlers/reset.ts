import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { resetQuestion } from '../views/more-message.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** `Reset the room`: asks first. */
export class ResetHandler extends RoomControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.reset', type: InteractionHandlerTypes.Button, id: ids.reset });
  }

  public override run(interaction: ButtonInteraction, [roomId = '']: readonly string[]): Promise<void> {
    const { clicks } = use(panel);
    return clicks.update(interaction, roomId, ({ order }) => {
      clicks.require(order, 'reset');
      return resetQuestion(roomId);
    });
  }
}
