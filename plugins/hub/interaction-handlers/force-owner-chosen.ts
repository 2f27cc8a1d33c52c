import { type InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { UserSelectMenuInteraction } from 'discord.js';
import { respondByUpdate, use, type Guarded } from 'roomkeeper';
import { hub } from '../plugin.js';
import { SudoControl } from '../services/admin/sudo-control.js';
import { forceTransfer } from '../sudo-pages.js';
import { framed } from '../views/frame.js';
import { controls } from '../views/controls.js';

/** A new owner was chosen: the room is theirs. */
export class ForceOwnerChosenHandler extends SudoControl<UserSelectMenuInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, {
      name: 'hub.force-owner-chosen',
      type: InteractionHandlerTypes.SelectMenu,
      id: controls.ownerChosen,
    });
  }

  protected override accepts(interaction: Guarded): boolean {
    return interaction.isUserSelectMenu();
  }

  protected override async use(
    interaction: UserSelectMenuInteraction<'cached'>,
    args: readonly string[],
  ): Promise<void> {
    const { member, members } = interaction;
    await respondByUpdate(interaction, async () => {
      const answer = await use(hub).forcePages.transfer(member, args[0] ?? '', members.first());
      return framed(answer, forceTransfer);
    });
  }
}
