import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { MentionableSelectMenuInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../../hub/plugin.js';
import { ids } from '../custom-ids.js';
import { access } from '../dialog-messages.js';
import { chosenTarget } from '../services/chosen.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** A member or a role that may not enter any more. */
export class BlockHandler extends RoomControl<MentionableSelectMenuInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.block', type: InteractionHandlerTypes.SelectMenu, id: ids.block });
  }

  public override async run(
    interaction: MentionableSelectMenuInteraction,
    [roomId = '', page]: readonly string[],
  ): Promise<void> {
    const { clicks, dialogs } = use(panel);
    const target = chosenTarget(interaction);
    return clicks.update(interaction, roomId, async (live) => {
      await use(hub).actions.block(live.order, target);
      return dialogs.access(live, Number(page), access.done.block(access[target.kind](target.id)));
    });
  }
}
