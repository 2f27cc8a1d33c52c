import { InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ModalSubmitInteraction } from 'discord.js';
import { respond, respondByUpdate } from '../../discord/replies.js';
import { requireSudo } from '../rights.js';
import { noSuchEntry, requireField } from '../sudo/catalogue.js';
import { typed } from '../sudo/custom-ids.js';
import { changeTyped } from '../sudo/editing.js';
import { INPUT, isTyped } from '../sudo/field-form.js';

/** The form of a setting was sent. */
export class SudoTypedHandler extends InteractionHandler {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'core.sudo-typed', interactionHandlerType: InteractionHandlerTypes.ModalSubmit });
  }

  public override parse({ customId }: ModalSubmitInteraction) {
    const [section, name] = typed.parse(customId) ?? [];
    return section === undefined || name === undefined ? this.none() : this.some({ section, name });
  }

  public override async run(
    interaction: ModalSubmitInteraction,
    { section, name }: { section: string; name: string },
  ): Promise<void> {
    const { guildId, user } = requireSudo(interaction);
    const field = requireField(section, name);
    if (!isTyped(field)) return noSuchEntry();
    const text = interaction.fields.getTextInputValue(INPUT);
    const work = () => changeTyped(field, text, { guildId, userId: user.id });
    await (interaction.isFromMessage() ? respondByUpdate(interaction, work) : respond(interaction, work));
  }
}
