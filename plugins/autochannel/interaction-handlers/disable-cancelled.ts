import { InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { respondByUpdate, use } from 'roomkeeper';
import { disable } from '../messages.js';
import { autochannel } from '../plugin.js';
import { disableCancelled } from '../views.js';

/** The admin was asked, and said no. */
export class DisableCancelledHandler extends InteractionHandler {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'autochannel.disable-cancelled', interactionHandlerType: InteractionHandlerTypes.Button });
  }

  public override parse(interaction: ButtonInteraction) {
    const [channelId] = disableCancelled.parse(interaction.customId) ?? [];
    return channelId === undefined ? this.none() : this.some(channelId);
  }

  public override async run(interaction: ButtonInteraction, channelId: string): Promise<void> {
    await respondByUpdate(interaction, async () => {
      const isSource = use(autochannel).roleOf(channelId) === 'source';
      return { content: isSource ? disable.cancelled(channelId) : disable.nothing(channelId), components: [] };
    });
  }
}
