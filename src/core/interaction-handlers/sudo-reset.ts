import { InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ButtonInteraction, StringSelectMenuInteraction } from 'discord.js';
import { respondByUpdate } from '../../discord/replies.js';
import { requireSudo } from '../rights.js';
import { requireField } from '../sudo/catalogue.js';
import { reset } from '../sudo/custom-ids.js';
import { change } from '../sudo/editing.js';

type ResetInteraction = ButtonInteraction | StringSelectMenuInteraction;

/** A setting goes back to its default: by the button below it, or chosen from the list of a section. */
export class SudoResetHandler extends InteractionHandler {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'core.sudo-reset', interactionHandlerType: InteractionHandlerTypes.MessageComponent });
  }

  public override parse(interaction: ResetInteraction) {
    const [section, name] = reset.parse(interaction.customId) ?? [];
    const chosen = interaction.isStringSelectMenu() ? interaction.values[0] : name;
    return section === undefined || chosen === undefined ? this.none() : this.some({ section, name: chosen });
  }

  public override async run(
    interaction: ResetInteraction,
    { section, name }: { section: string; name: string },
  ): Promise<void> {
    const { guildId, user } = requireSudo(interaction);
    const field = requireField(section, name);
    await respondByUpdate(interaction, () => change(field, undefined, { guildId, userId: user.id }));
  }
}
