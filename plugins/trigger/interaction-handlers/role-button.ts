import { InteractionHandler, InteractionHandlerTypes, UserError } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { respond, use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { control } from '../messages.js';
import { trigger } from '../plugin.js';
import { numberOf } from '../trigger-control.js';

/** A member presses a button of a role menu. */
export class RoleButtonHandler extends InteractionHandler {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'trigger.role-button', interactionHandlerType: InteractionHandlerTypes.Button });
  }

  public override parse({ customId }: ButtonInteraction) {
    const args = ids.roleButton.parse(customId);
    return args ? this.some(args) : this.none();
  }

  public override async run(interaction: ButtonInteraction, [menu, action]: readonly string[]): Promise<void> {
    if (!interaction.inCachedGuild()) throw new UserError({ identifier: 'trigger.not-here', message: control.notHere });
    await respond(interaction, () => use(trigger).roles.clicks.pressed(interaction, numberOf(menu), numberOf(action)));
  }
}
