import { InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { StringSelectMenuInteraction } from 'discord.js';
import { respondByUpdate } from '../../discord/replies.js';
import { requireSudo } from '../rights.js';
import { requireField } from '../sudo/catalogue.js';
import { field as fieldId } from '../sudo/custom-ids.js';
import { valuesOf } from '../sudo/editing.js';
import { fieldForm, isTyped } from '../sudo/field-form.js';
import { fieldView, isChosen } from '../sudo/field-view.js';

/** A setting was chosen: a form opens for what is typed, and a select menu for everything else. */
export class SudoFieldHandler extends InteractionHandler {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'core.sudo-field', interactionHandlerType: InteractionHandlerTypes.SelectMenu });
  }

  public override parse({ customId }: StringSelectMenuInteraction) {
    const [section] = fieldId.parse(customId) ?? [];
    return section === undefined ? this.none() : this.some(section);
  }

  public override async run(interaction: StringSelectMenuInteraction, sectionKey: string): Promise<void> {
    const { guild } = requireSudo(interaction);
    const field = requireField(sectionKey, interaction.values[0] ?? '');
    const values = valuesOf(guild.id, field.section);
    if (isTyped(field)) await interaction.showModal(fieldForm(field, values));
    else if (isChosen(field)) await respondByUpdate(interaction, async () => fieldView(field, values, guild));
  }
}
