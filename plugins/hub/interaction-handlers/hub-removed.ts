import { type InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { respondByUpdate, use, type Guarded } from 'roomkeeper';
import { hub } from '../plugin.js';
import { SudoControl } from '../services/admin/sudo-control.js';
import { removing } from '../sudo-messages.js';
import { framed } from '../views/frame.js';
import { controls } from '../views/controls.js';

/** The admin was asked, and said yes: the hub is one no longer. */
export class HubRemovedHandler extends SudoControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'hub.hub-removed', type: InteractionHandlerTypes.Button, id: controls.hubRemoved });
  }

  protected override accepts(interaction: Guarded): boolean {
    return interaction.isButton();
  }

  protected override async use(interaction: ButtonInteraction<'cached'>, args: readonly string[]): Promise<void> {
    const { guild, user } = interaction;
    const { registration, hubPages } = use(hub);
    await respondByUpdate(interaction, async () => {
      const removed = await registration.remove(guild, args[0] ?? '', user.id);
      return framed(hubPages.list(guild, 0, removing.done(removed)));
    });
  }
}
