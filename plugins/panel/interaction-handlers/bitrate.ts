import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { StringSelectMenuInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../../hub/plugin.js';
import { ids } from '../custom-ids.js';
import { more } from '../dialog-messages.js';
import { chosenValue } from '../services/chosen.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** A bitrate for the room. */
export class BitrateHandler extends RoomControl<StringSelectMenuInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.bitrate', type: InteractionHandlerTypes.SelectMenu, id: ids.bitrate });
  }

  public override async run(interaction: StringSelectMenuInteraction, [roomId = '']: readonly string[]): Promise<void> {
    const { clicks, dialogs } = use(panel);
    const kilobits = Number(chosenValue(interaction));
    return clicks.update(interaction, roomId, async (live) => {
      const bitrate = kilobits * 1000;
      await use(hub).actions.setBitrate(live.order, bitrate);
      return dialogs.more(live, more.done.bitrate(kilobits), { bitrate });
    });
  }
}
