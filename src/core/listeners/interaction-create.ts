import { Events, Listener } from '@sapphire/framework';
import { MessageFlags, type Interaction } from 'discord.js';
import { answer } from '../answers.js';

/** Discord gives up on an interaction after 3 s. What has no answer shortly before that gets a preliminary one. */
const LAST_MOMENT = 2500;

/**
 * The net below every interaction: whatever keeps its piece or a precondition waiting, such as a slow database, Discord hears
 * in time that there will be an answer. Pieces that go through `respond` and `reply` need not know.
 */
export class InteractionCreateListener extends Listener<typeof Events.InteractionCreate> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'core.interaction-create', event: Events.InteractionCreate });
  }

  public override run(interaction: Interaction): void {
    this.container.roomkeeper.clock.after(LAST_MOMENT, () => {
      this.#defer(interaction).catch((error: unknown) =>
        this.container.roomkeeper.log.warn(
          { error, guild: interaction.guildId },
          'An interaction could not be deferred',
        ),
      );
    });
  }

  async #defer(interaction: Interaction): Promise<void> {
    if (interaction.isAutocomplete()) await answer(interaction, '');
    else if (interaction.isRepliable() && !interaction.deferred && !interaction.replied) {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    }
  }
}
