import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { trigger } from '../plugin.js';
import { numberOf, TriggerControl, update } from '../trigger-control.js';

/** Turns the pages of the list of reaction roles. */
export class ReactionRolesPageHandler extends TriggerControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, {
      name: 'trigger.reaction-roles-page',
      type: InteractionHandlerTypes.Button,
      id: ids.reactionRoles,
    });
  }

  protected override async use(interaction: ButtonInteraction<'cached'>, args: readonly string[]): Promise<void> {
    await update(interaction, () => use(trigger).roles.desk.list(interaction.member, numberOf(args[0])));
  }
}
