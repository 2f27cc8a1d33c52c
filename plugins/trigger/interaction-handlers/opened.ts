import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { StringSelectMenuInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { trigger } from '../plugin.js';
import { numberOf, shownIn, TriggerControl, update } from '../trigger-control.js';

/** Something was chosen from a list: it is shown in the list's place. */
export class OpenedHandler extends TriggerControl<StringSelectMenuInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'trigger.opened', type: InteractionHandlerTypes.SelectMenu, id: ids.open });
  }

  protected override async use(
    interaction: StringSelectMenuInteraction<'cached'>,
    args: readonly string[],
  ): Promise<void> {
    const [what] = args;
    const [id] = interaction.values;
    await update(interaction, () =>
      use(trigger).front.showing.numbered(interaction.guild, shownIn(what), numberOf(id)),
    );
  }
}
