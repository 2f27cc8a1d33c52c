import { InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { respondByUpdate } from '../../discord/replies.js';
import { use } from '../../plugins/registry.js';
import { core } from '../plugin.js';
import { requireConcerned } from '../privacy/concerned.js';
import { deletedAnswer, erasePressed } from '../privacy/privacy-views.js';

/** Somebody was asked whether data are to be deleted, and said yes. The button names whose: it is checked anew whether they may. */
export class PrivacyDeleteHandler extends InteractionHandler {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'core.privacy-delete', interactionHandlerType: InteractionHandlerTypes.Button });
  }

  public override parse({ customId }: ButtonInteraction) {
    const [userId] = erasePressed.parse(customId) ?? [];
    return userId === undefined ? this.none() : this.some(userId);
  }

  public override run(interaction: ButtonInteraction, named: string): Promise<void> {
    return respondByUpdate(interaction, async () => {
      const userId = await requireConcerned(interaction, named);
      const own = userId === interaction.user.id;
      const kept = await use(core).dataDesk.erase({ userId, restrictions: own ? 'keep' : 'erase' });
      // Not whose: the log is kept, too.
      this.container.roomkeeper.log.info({ own, kept: kept.length }, 'The data of a person were deleted');
      return deletedAnswer(userId, own, kept);
    });
  }
}
