import { InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { respondByUpdate } from '../../discord/replies.js';
import { privacyMessages } from '../privacy-messages.js';
import { keepPressed } from '../privacy/privacy-views.js';

/** Somebody was asked whether data are to be deleted, and said no. */
export class PrivacyKeepHandler extends InteractionHandler {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'core.privacy-keep', interactionHandlerType: InteractionHandlerTypes.Button });
  }

  public override parse({ customId }: ButtonInteraction) {
    return keepPressed.parse(customId) ? this.some() : this.none();
  }

  public override run(interaction: ButtonInteraction): Promise<void> {
    return respondByUpdate(interaction, async () => ({ content: privacyMessages.keptAll, components: [] }));
  }
}
