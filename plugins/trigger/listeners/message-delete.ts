import { Events, Listener } from '@sapphire/framework';
import type { Message, PartialMessage } from 'discord.js';
import { use } from 'roomkeeper';
import { trigger } from '../plugin.js';

/** A message was deleted, which something may be bound to. */
export class MessageDeleteListener extends Listener<typeof Events.MessageDelete> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'trigger.message-delete', event: Events.MessageDelete });
  }

  public override run({ guildId, id }: Message | PartialMessage): Promise<void> | undefined {
    const { aftermath, catalogue } = use(trigger);
    if (guildId === null || !catalogue.bindsMessages(guildId)) return undefined;
    return aftermath.messagesGone(guildId, [id]);
  }
}
