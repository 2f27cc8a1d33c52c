import { type InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { StringSelectMenuInteraction } from 'discord.js';
import { respondByUpdate, use, type Guarded } from 'roomkeeper';
import { hub } from '../plugin.js';
import { SudoControl } from '../services/admin/sudo-control.js';
import { controls } from '../views/controls.js';

/** A room was chosen: its new owner is asked next. */
export class ForceRoomChosenHandler extends SudoControl<StringSelectMenuInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, {
      name: 'hub.force-room-chosen',
      type: InteractionHandlerTypes.SelectMenu,
      id: controls.roomChosen,
    });
  }

  protected override accepts(interaction: Guarded): boolean {
    return interaction.isStringSelectMenu();
  }

  protected override async use(interaction: StringSelectMenuInteraction<'cached'>): Promise<void> {
    const { guild, values } = interaction;
    await respondByUpdate(interaction, () => Promise.resolve(use(hub).forcePages.owners(guild, values[0] ?? '')));
  }
}
