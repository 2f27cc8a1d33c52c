import { container, InteractionHandlerStore } from '@sapphire/framework';
import type { BaseInteraction } from 'discord.js';
import { pluginOf } from '../discord/custom-id.js';
import { answer } from './answers.js';
import { messages } from './messages.js';

/**
 * Answers buttons, select menus and modals that no handler took: those of a plugin that is off, and those of an older
 * version of the bot. Sapphire itself would leave whoever clicked with "This interaction failed".
 */
export class AnsweringInteractionHandlerStore extends InteractionHandlerStore {
  public override async run(interaction: Parameters<InteractionHandlerStore['run']>[0]): Promise<boolean> {
    const taken = await super.run(interaction);
    if (!taken) await this.#answerUntaken(interaction);
    return taken;
  }

  async #answerUntaken(interaction: BaseInteraction): Promise<void> {
    if (interaction.isAutocomplete()) return answer(interaction, '');
    if (!interaction.isMessageComponent() && !interaction.isModalSubmit()) return;
    const off = !container.roomkeeper.plugins.has({ name: pluginOf(interaction.customId) });
    return answer(interaction, off ? messages.featureOff : messages.deadControl);
  }
}
