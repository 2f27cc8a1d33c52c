import { InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { respondByUpdate, use } from 'roomkeeper';
import { autochannel } from '../plugin.js';
import { requireManageChannels } from '../services/rights.js';
import { disableConfirmed } from '../views.js';

/** The admin was asked, and said yes: the source goes, with its breakouts. */
export class DisableConfirmedHandler extends InteractionHandler {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'autochannel.disable-confirmed', interactionHandlerType: InteractionHandlerTypes.Button });
  }

  public override parse(interaction: ButtonInteraction) {
    const [channelId] = disableConfirmed.parse(interaction.customId) ?? [];
    return channelId === undefined ? this.none() : this.some(channelId);
  }

  public override async run(interaction: ButtonInteraction, channelId: string): Promise<void> {
    const { guild } = requireManageChannels(interaction);
    // Deleting many channels takes a while, so the click is answered first.
    await interaction.deferUpdate();
    const request = { guild, channelId, deleteBreakouts: true, confirmed: true, userName: interaction.user.username };
    await respondByUpdate(interaction, async () => {
      const outcome = await use(autochannel).disabling.disable(request);
      return { content: 'done' in outcome ? outcome.done : outcome.confirm, components: [] };
    });
  }
}
