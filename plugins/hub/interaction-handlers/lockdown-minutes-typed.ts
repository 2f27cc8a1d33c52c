import { type InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ModalSubmitInteraction } from 'discord.js';
import { use, type Guarded } from 'roomkeeper';
import { hub } from '../plugin.js';
import { SudoControl } from '../services/admin/sudo-control.js';
import { answerForm } from '../views/frame.js';
import { offersGuildLock } from '../views/lockdown-views.js';
import { controls, fields } from '../views/controls.js';

/** The minutes of a hub’s lockdown were typed: it is locked. */
export class LockdownMinutesTypedHandler extends SudoControl<ModalSubmitInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, {
      name: 'hub.lockdown-minutes-typed',
      type: InteractionHandlerTypes.ModalSubmit,
      id: controls.minutesTyped,
    });
  }

  protected override accepts(interaction: Guarded): boolean {
    return interaction.isModalSubmit();
  }

  protected override async use(interaction: ModalSubmitInteraction<'cached'>, args: readonly string[]): Promise<void> {
    const { guild, user } = interaction;
    const typed = interaction.fields.getTextInputValue(fields.minutes);
    const owner = offersGuildLock(interaction.message);
    await answerForm(interaction, () =>
      use(hub).lockdownPages.lockHub({ guild, userId: user.id, owner }, args[0] ?? '', typed),
    );
  }
}
