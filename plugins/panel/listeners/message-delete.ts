import { Events, Listener } from '@sapphire/framework';
import type { Message, PartialMessage } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../../hub/plugin.js';
import { panel } from '../plugin.js';

/** Somebody may have deleted a panel, or the button that opens it. */
export class MessageDeleteListener extends Listener<typeof Events.MessageDelete> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'panel.message-delete', event: Events.MessageDelete });
  }

  public override run({ id, channelId }: Message | PartialMessage): void {
    const stored = use(hub).roomOfText(channelId);
    if (!stored) return;
    const { panels, stickies } = use(panel);
    panels.deleted(stored, id);
    stickies.deleted(stored, id);
  }
}
