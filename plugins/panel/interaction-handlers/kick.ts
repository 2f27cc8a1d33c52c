import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { UserSelectMenuInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../../hub/plugin.js';
import { ids } from '../custom-ids.js';
import { access } from '../dialog-messages.js';
import { chosenValue } from '../services/chosen.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** A member who is disconnected from the room. */
export class KickHandler extends RoomControl<UserSelectMenuInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.kick', type: InteractionHandlerTypes.SelectMenu, id: ids.kick });
  }

  public override async run(
    interaction: UserSelectMenuInteraction,
    [roomId = '', page]: readonly string[],
  ): Promise<void> {
    const { clicks, dialogs } = use(panel);
    const userId = chosenValue(interaction);
    return clicks.update(interaction, roomId, async (live) => {
      await use(hub).actions.kick(live.order, userId);
      return dialogs.access(live, Number(page), access.done.kick(access.user(userId)));
    });
  }
}
