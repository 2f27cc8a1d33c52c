import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { StringSelectMenuInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../../hub/plugin.js';
import { ids } from '../custom-ids.js';
import { access } from '../dialog-messages.js';
import { chosenEntry } from '../services/chosen.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** Somebody who is taken off the lists of who may and may not enter. */
export class LiftHandler extends RoomControl<StringSelectMenuInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.lift', type: InteractionHandlerTypes.SelectMenu, id: ids.lift });
  }

  public override async run(
    interaction: StringSelectMenuInteraction,
    [roomId = '', page]: readonly string[],
  ): Promise<void> {
    const { clicks, dialogs } = use(panel);
    const { list, target } = chosenEntry(interaction);
    const undo = list === 'permitted' ? 'unpermit' : 'unblock';
    return clicks.update(interaction, roomId, async (live) => {
      await use(hub).actions[undo](live.order, target);
      return dialogs.access(live, Number(page), access.done[undo](access[target.kind](target.id)));
    });
  }
}
