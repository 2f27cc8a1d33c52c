import { Events, Listener } from '@sapphire/framework';
import type { MessageReaction, PartialMessageReaction, PartialUser, User } from 'discord.js';
import { use } from 'roomkeeper';
import { trigger } from '../plugin.js';

/** Somebody reacts to a message, which the bot may never have seen. */
export class MessageReactionAddListener extends Listener<typeof Events.MessageReactionAdd> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'trigger.message-reaction-add', event: Events.MessageReactionAdd });
  }

  public override run(
    reaction: MessageReaction | PartialMessageReaction,
    user: User | PartialUser,
  ): Promise<void> | undefined {
    const { catalogue, hearing } = use(trigger);
    const { guildId } = reaction.message;
    if (guildId === null || !catalogue.hears('reaction-add', guildId)) return undefined;
    return hearing.reaction('reaction-add', reaction, user);
  }
}
