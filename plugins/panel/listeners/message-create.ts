import { Events, Listener } from '@sapphire/framework';
import type { Message } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../../hub/plugin.js';
import { panel } from '../plugin.js';

/** What humans write in the text of a room moves the button that opens the panel down. */
export class MessageCreateListener extends Listener<typeof Events.MessageCreate> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'panel.message-create', event: Events.MessageCreate });
  }

  public override run(message: Message): Promise<void> | undefined {
    const stored = use(hub).roomOfText(message.channelId);
    if (!stored || message.author.bot || message.system || message.webhookId !== null) return undefined;
    return use(panel).stickies.written(stored, message.channelId);
  }
}
