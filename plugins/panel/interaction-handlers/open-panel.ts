import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** `Open Panel` at the bottom of the text: a copy of the panel for whoever clicks. */
export class OpenPanelHandler extends RoomControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.open-panel', type: InteractionHandlerTypes.Button, id: ids.openPanel });
  }

  public override run(interaction: ButtonInteraction, [roomId = '']: readonly string[]): Promise<void> {
    const { clicks, panels } = use(panel);
    return clicks.open(interaction, roomId, null, ({ stored }) => panels.render(stored));
  }
}
