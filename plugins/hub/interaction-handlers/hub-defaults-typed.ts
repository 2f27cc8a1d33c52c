import { type InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ModalSubmitInteraction } from 'discord.js';
import { use, type Guarded } from 'roomkeeper';
import { hub } from '../plugin.js';
import { refusalOf } from '../services/admin/hub-checks.js';
import { SudoControl } from '../services/admin/sudo-control.js';
import { editing } from '../sudo-messages.js';
import { answerForm, framed } from '../views/frame.js';
import { BUILT_IN } from '../views/hub-forms.js';
import { controls, fields } from '../views/controls.js';

/** The defaults of a hub were typed. */
export class HubDefaultsTypedHandler extends SudoControl<ModalSubmitInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, {
      name: 'hub.hub-defaults-typed',
      type: InteractionHandlerTypes.ModalSubmit,
      id: controls.defaultsTyped,
    });
  }

  protected override accepts(interaction: Guarded): boolean {
    return interaction.isModalSubmit();
  }

  protected override async use(interaction: ModalSubmitInteraction<'cached'>, args: readonly string[]): Promise<void> {
    const { guild, user } = interaction;
    const { defaults, hubPages } = use(hub);
    const [template = BUILT_IN] = interaction.fields.getStringSelectValues(fields.template);
    const typed = {
      template: template === BUILT_IN ? '' : template,
      manualName: interaction.fields.getTextInputValue(fields.manualName),
      userLimit: interaction.fields.getTextInputValue(fields.userLimit),
    };
    await answerForm(interaction, async () => {
      try {
        const edited = await defaults.edit(guild, args[0] ?? '', typed, user.id);
        return framed(hubPages.list(guild, 0, editing.done(edited)));
      } catch (error) {
        return hubPages.choice(guild, 'defaults', 0, refusalOf(error));
      }
    });
  }
}
