import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../../hub/plugin.js';
import { ids } from '../custom-ids.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';
import { userIdOf } from '../services/chosen.js';

/** A name on the list of hosts: makes that member a host, or takes it back. */
export class HostHandler extends RoomControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.host', type: InteractionHandlerTypes.Button, id: ids.host });
  }

  public override async run(
    interaction: ButtonInteraction,
    [roomId = '', userId = '', state, page]: readonly string[],
  ): Promise<void> {
    const { clicks, dialogs } = use(panel);
    return clicks.update(interaction, roomId, async (live) => {
      await use(hub).actions.setHost(live.order, userIdOf(userId), state === 'on');
      return dialogs.hosts(live, Number(page));
    });
  }
}
