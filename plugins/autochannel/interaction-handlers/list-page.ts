import { InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { respondByUpdate, use } from 'roomkeeper';
import { autochannel } from '../plugin.js';
import { requireManageChannels } from '../services/rights.js';
import { listMessage, listPage } from '../views.js';

/** Turns the pages of the list. */
export class ListPageHandler extends InteractionHandler {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'autochannel.list-page', interactionHandlerType: InteractionHandlerTypes.Button });
  }

  public override parse(interaction: ButtonInteraction) {
    const [page] = listPage.parse(interaction.customId) ?? [];
    return page !== undefined && /^\d{1,6}$/.test(page) ? this.some(Number(page)) : this.none();
  }

  public override async run(interaction: ButtonInteraction, page: number): Promise<void> {
    const { guild } = requireManageChannels(interaction);
    await respondByUpdate(interaction, async () => listMessage(await use(autochannel).listing.page(guild, page)));
  }
}
