import { type InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { StringSelectMenuInteraction } from 'discord.js';
import { respondByUpdate, use, type Guarded } from 'roomkeeper';
import { hub } from '../plugin.js';
import { SudoControl } from '../services/admin/sudo-control.js';
import { offersGuildLock } from '../views/lockdown-views.js';
import { controls } from '../views/controls.js';

/** A hub was chosen to be opened before its time. */
export class LockdownHubLiftedHandler extends SudoControl<StringSelectMenuInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'hub.lockdown-hub-lifted', type: InteractionHandlerTypes.SelectMenu, id: controls.liftHub });
  }

  protected override accepts(interaction: Guarded): boolean {
    return interaction.isStringSelectMenu();
  }

  protected override async use(interaction: StringSelectMenuInteraction<'cached'>): Promise<void> {
    const { guild, user, values } = interaction;
    const owner = offersGuildLock(interaction.message);
    await respondByUpdate(interaction, () =>
      use(hub).lockdownPages.liftHub({ guild, userId: user.id, owner }, values[0] ?? ''),
    );
  }
}
