import { Events, Listener } from '@sapphire/framework';
import type { GuildTextBasedChannel, Message, PartialMessage, ReadonlyCollection } from 'discord.js';
import { use } from 'roomkeeper';
import { trigger } from '../plugin.js';

/** Messages were deleted at once, which something may be bound to. */
export class MessageDeleteBulkListener extends Listener<typeof Events.MessageBulkDelete> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'trigger.message-delete-bulk', event: Events.MessageBulkDelete });
  }

  public override run(
    messages: ReadonlyCollection<string, Message | PartialMessage>,
    { guildId }: GuildTextBasedChannel,
  ): Promise<void> | undefined {
    const { aftermath, catalogue } = use(trigger);
    return catalogue.bindsMessages(guildId) ? aftermath.messagesGone(guildId, [...messages.keys()]) : undefined;
  }
}
