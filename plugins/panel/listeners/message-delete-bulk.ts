import { Events, Listener } from '@sapphire/framework';
import type { GuildTextBasedChannel, Message, PartialMessage, ReadonlyCollection } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../../hub/plugin.js';
import { panel } from '../plugin.js';

/** Somebody may have swept away a panel, or the button that opens it, with other messages. */
export class MessageDeleteBulkListener extends Listener<typeof Events.MessageBulkDelete> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'panel.message-delete-bulk', event: Events.MessageBulkDelete });
  }

  public override run(
    messages: ReadonlyCollection<string, Message | PartialMessage>,
    channel: GuildTextBasedChannel,
  ): void {
    const stored = use(hub).roomOfText(channel.id);
    if (!stored) return;
    const { panels, stickies } = use(panel);
    for (const id of messages.keys()) {
      panels.deleted(stored, id);
      stickies.deleted(stored, id);
    }
  }
}
