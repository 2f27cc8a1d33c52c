import { type InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { requireBotOwner, respondByUpdate, use, type Guarded } from 'roomkeeper';
import { hub } from '../plugin.js';
import { SudoControl } from '../services/admin/sudo-control.js';
import { controls } from '../views/controls.js';

/** The panel has asked Discord whether it is drawn for an owner: for so many milliseconds that need not be asked again. */
const TRUST = 60_000;

/** Locks all hubs of the guild, or opens them: for the owner of the bot. */
export class LockdownGuildPressedHandler extends SudoControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, {
      name: 'hub.lockdown-guild-pressed',
      type: InteractionHandlerTypes.Button,
      id: controls.lockGuild,
    });
  }

  protected override accepts(interaction: Guarded): boolean {
    return interaction.isButton();
  }

  protected override async use(interaction: ButtonInteraction<'cached'>, args: readonly string[]): Promise<void> {
    const { guild, user } = interaction;
    await respondByUpdate(interaction, async () => {
      await requireBotOwner(interaction, TRUST);
      return use(hub).lockdownPages.lockGuild({ guild, userId: user.id, owner: true }, args[0] ?? '');
    });
  }
}
