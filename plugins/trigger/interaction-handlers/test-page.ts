import { InteractionHandlerTypes, UserError, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { trigger } from '../plugin.js';
import { draft as words } from '../form-messages.js';
import { orderOf } from '../services/desk/desk.js';
import { numberOf, TriggerControl, update } from '../trigger-control.js';

/** Turns the pages of a test: it is made anew. */
export class TestPageHandler extends TriggerControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'trigger.test-page', type: InteractionHandlerTypes.Button, id: ids.test });
  }

  protected override async use(interaction: ButtonInteraction<'cached'>, args: readonly string[]): Promise<void> {
    const [draftId = '', page] = args;
    const { guildId, user } = interaction;
    const { drafts, triggers } = use(trigger).front;
    const draft = drafts.of(draftId, { guildId, userId: user.id });
    await update(interaction, async () => {
      if (draft === null) throw new UserError({ identifier: 'trigger.gone', message: words.expiredTest });
      return triggers.test(orderOf(interaction, draft.given), numberOf(page), draftId);
    });
  }
}
