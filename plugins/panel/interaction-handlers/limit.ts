import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { limitModal } from '../views/modals.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** `User limit`: asks for it. */
export class LimitHandler extends RoomControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.limit', type: InteractionHandlerTypes.Button, id: ids.limit });
  }

  public override run(interaction: ButtonInteraction, [roomId = '']: readonly string[]): Promise<void> {
    return use(panel).clicks.form(interaction, roomId, 'limit', ({ order, stored }) => {
      const channel = order.guild.channels.cache.get(roomId);
      return limitModal(roomId, channel?.isVoiceBased() ? channel.userLimit : stored.room.userLimit);
    });
  }
}
