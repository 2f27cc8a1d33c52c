import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { StringSelectMenuInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../../hub/plugin.js';
import { ids } from '../custom-ids.js';
import { more } from '../dialog-messages.js';
import { chosenValue } from '../services/chosen.js';
import { AUTOMATIC, regionName } from '../views/more-message.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** A voice region for the room. */
export class RegionHandler extends RoomControl<StringSelectMenuInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.region', type: InteractionHandlerTypes.SelectMenu, id: ids.region });
  }

  public override async run(interaction: StringSelectMenuInteraction, [roomId = '']: readonly string[]): Promise<void> {
    const { clicks, dialogs } = use(panel);
    const chosen = chosenValue(interaction);
    const region = chosen === AUTOMATIC ? null : chosen;
    return clicks.update(interaction, roomId, async (live) => {
      await use(hub).actions.setRegion(live.order, region);
      return dialogs.more(live, more.done.region(regionName(region)), { region });
    });
  }
}
