import { InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { requireSudo } from '../rights.js';
import { go } from '../sudo/custom-ids.js';
import { destinationOf, type Destination } from '../sudo/destination.js';
import { open } from '../sudo/open.js';

/** The buttons of `/sudo` that lead somewhere: back, and through pages. */
export class SudoGoHandler extends InteractionHandler {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'core.sudo-go', interactionHandlerType: InteractionHandlerTypes.Button });
  }

  public override parse({ customId }: ButtonInteraction) {
    const [name = ''] = go.parse(customId) ?? [];
    const destination = destinationOf(name);
    return destination ? this.some(destination) : this.none();
  }

  public override run(interaction: ButtonInteraction, destination: Destination): Promise<void> {
    return open(requireSudo(interaction), destination);
  }
}
