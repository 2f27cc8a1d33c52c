import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { templateModal } from '../views/modals.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** `Templates`: asks which. */
export class TemplatesHandler extends RoomControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.templates', type: InteractionHandlerTypes.Button, id: ids.templates });
  }

  public override run(interaction: ButtonInteraction, [roomId = '']: readonly string[]): Promise<void> {
    return use(panel).clicks.form(interaction, roomId, 'templates', () => templateModal(roomId));
  }
}
