import { type InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ModalSubmitInteraction } from 'discord.js';
import { use, type Guarded } from 'roomkeeper';
import { hub } from '../plugin.js';
import { SudoControl } from '../services/admin/sudo-control.js';
import { creating, registeredNote } from '../sudo-messages.js';
import { answerForm, framed } from '../views/frame.js';
import { controls, fields } from '../views/controls.js';

/** The name of a new hub was typed: it is made. */
export class HubCreatedHandler extends SudoControl<ModalSubmitInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'hub.hub-created', type: InteractionHandlerTypes.ModalSubmit, id: controls.hubCreated });
  }

  protected override accepts(interaction: Guarded): boolean {
    return interaction.isModalSubmit();
  }

  protected override async use(interaction: ModalSubmitInteraction<'cached'>): Promise<void> {
    const { guild, user } = interaction;
    const { registration, hubPages } = use(hub);
    const name = interaction.fields.getTextInputValue(fields.name);
    await answerForm(interaction, async () => {
      const registered = await registration.create(guild, name, user.id);
      return framed(hubPages.list(guild, 0, registeredNote(registered, creating.done)));
    });
  }
}
