import { InteractionHandlerTypes, type InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../../hub/plugin.js';
import { ids } from '../custom-ids.js';
import { panel } from '../plugin.js';
import { RoomControl } from '../room-control.js';

/** `Unlocked` or `Locked`: one click flips it. */
export class LockHandler extends RoomControl<ButtonInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'panel.lock', type: InteractionHandlerTypes.Button, id: ids.lock });
  }

  public override run(interaction: ButtonInteraction, [roomId = '', state]: readonly string[]): Promise<void> {
    const locked = state === 'on';
    return use(panel).clicks.panel(interaction, roomId, (order) => use(hub).actions.setLocked(order, locked));
  }
}
