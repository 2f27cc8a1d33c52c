import { InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { StringSelectMenuInteraction } from 'discord.js';
import { requireSudo } from '../rights.js';
import { choose } from '../sudo/custom-ids.js';
import { destinationOf, type Destination } from '../sudo/destination.js';
import { open } from '../sudo/open.js';

/** The select menus of `/sudo` from which an entry is chosen. */
export class SudoChooseHandler extends InteractionHandler {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'core.sudo-choose', interactionHandlerType: InteractionHandlerTypes.SelectMenu });
  }

  public override parse({ customId, values: [name = ''] }: StringSelectMenuInteraction) {
    const destination = choose.parse(customId) ? destinationOf(name) : null;
    return destination ? this.some(destination) : this.none();
  }

  public override run(interaction: StringSelectMenuInteraction, destination: Destination): Promise<void> {
    return open(requireSudo(interaction), destination);
  }
}
