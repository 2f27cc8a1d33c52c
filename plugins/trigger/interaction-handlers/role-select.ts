import { InteractionHandler, InteractionHandlerTypes, UserError } from '@sapphire/framework';
import type { StringSelectMenuInteraction } from 'discord.js';
import { respond, use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { control } from '../messages.js';
import { trigger } from '../plugin.js';
import { numberOf } from '../trigger-control.js';

/** A member chooses from the select menu of a role menu. */
export class RoleSelectHandler extends InteractionHandler {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'trigger.role-select', interactionHandlerType: InteractionHandlerTypes.SelectMenu });
  }

  public override parse({ customId }: StringSelectMenuInteraction) {
    const args = ids.roleSelect.parse(customId);
    return args ? this.some(args) : this.none();
  }

  public override async run(interaction: StringSelectMenuInteraction, [menu]: readonly string[]): Promise<void> {
    if (!interaction.inCachedGuild()) throw new UserError({ identifier: 'trigger.not-here', message: control.notHere });
    const chosen = interaction.values.map(numberOf);
    await respond(interaction, () => use(trigger).roles.clicks.chosen(interaction, numberOf(menu), chosen));
  }
}
