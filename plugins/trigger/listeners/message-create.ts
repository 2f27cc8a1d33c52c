import { Events, Listener } from '@sapphire/framework';
import type { Message } from 'discord.js';
import { use } from 'roomkeeper';
import { trigger } from '../plugin.js';

/** Somebody writes. Edits are no event of triggers. */
export class MessageCreateListener extends Listener<typeof Events.MessageCreate> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'trigger.message-create', event: Events.MessageCreate });
  }

  public override run(message: Message): Promise<void> | undefined {
    const { catalogue, hearing } = use(trigger);
    if (message.guildId === null || !catalogue.hears('message', message.guildId)) return undefined;
    return hearing.message(message);
  }
}
