import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** Turns the pages of the list of hosts. */
export class HostsPageHandler extends RoomControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.hosts-page', type: InteractionHandlerTypes.Button, id: ids.hostsPage });
  }

  public override run(interaction: ButtonInteraction, [roomId = '', page]: readonly string[]): Promise<void> {
    const { clicks, dialogs } = use(panel);
    return clicks.update(interaction, roomId, (live) => {
      clicks.require(live.order, 'hosts');
      return dialogs.hosts(live, Number(page));
    });
  }
}
