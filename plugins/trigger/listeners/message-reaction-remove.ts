import { Events, Listener } from '@sapphire/framework';
import type { MessageReaction, PartialMessageReaction, PartialUser, User } from 'discord.js';
import { use } from 'roomkeeper';
import { trigger } from '../plugin.js';

/** A reaction of somebody is taken off, by them or by a moderator: Discord does not say. */
export class MessageReactionRemoveListener extends Listener<typeof Events.MessageReactionRemove> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'trigger.message-reaction-remove', event: Events.MessageReactionRemove });
  }

  public override run(
    reaction: MessageReaction | PartialMessageReaction,
    user: User | PartialUser,
  ): Promise<void> | undefined {
    const { catalogue, hearing } = use(trigger);
    const { guildId } = reaction.message;
    if (guildId === null || !catalogue.hears('reaction-remove', guildId)) return undefined;
    return hearing.reaction('reaction-remove', reaction, user);
  }
}
