import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../../hub/plugin.js';
import { ids } from '../custom-ids.js';
import { more } from '../dialog-messages.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** The room becomes as a new one. */
export class ResetConfirmedHandler extends RoomControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.reset-confirmed', type: InteractionHandlerTypes.Button, id: ids.resetConfirmed });
  }

  public override async run(interaction: ButtonInteraction, [roomId = '']: readonly string[]): Promise<void> {
    const { clicks, dialogs } = use(panel);
    return clicks.update(interaction, roomId, async (live) => {
      const renamed = await use(hub).actions.reset(live.order);
      const done = renamed.kind === 'later' ? more.done.resetLater(renamed.at) : more.done.reset;
      const userLimit = use(hub).room(roomId)?.room.userLimit;
      return dialogs.more(live, done, userLimit === undefined ? {} : { userLimit });
    });
  }
}
