import { InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { AnySelectMenuInteraction } from 'discord.js';
import { respondByUpdate } from '../../discord/replies.js';
import { requireSudo } from '../rights.js';
import { noSuchEntry, requireField } from '../sudo/catalogue.js';
import { value as valueId } from '../sudo/custom-ids.js';
import { change } from '../sudo/editing.js';
import { isChosen } from '../sudo/field-view.js';
import { readChosen } from '../sudo/read-value.js';

/** A value was chosen for a setting. */
export class SudoValueHandler extends InteractionHandler {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'core.sudo-value', interactionHandlerType: InteractionHandlerTypes.SelectMenu });
  }

  public override parse({ customId }: AnySelectMenuInteraction) {
    const [section, name] = valueId.parse(customId) ?? [];
    return section === undefined || name === undefined ? this.none() : this.some({ section, name });
  }

  public override async run(
    interaction: AnySelectMenuInteraction,
    { section, name }: { section: string; name: string },
  ): Promise<void> {
    const { guild, user } = requireSudo(interaction);
    const field = requireField(section, name);
    if (!isChosen(field)) return noSuchEntry();
    const value = readChosen(field, interaction, guild);
    await respondByUpdate(interaction, () => change(field, value, { guildId: guild.id, userId: user.id }));
  }
}
