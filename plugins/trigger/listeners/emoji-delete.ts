import { Events, Listener } from '@sapphire/framework';
import type { GuildEmoji } from 'discord.js';
import { use } from 'roomkeeper';
import { trigger } from '../plugin.js';

/** An emoji is missing in the list that Discord has sent anew, which is all that it says. */
export class EmojiDeleteListener extends Listener<typeof Events.GuildEmojiDelete> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'trigger.emoji-delete', event: Events.GuildEmojiDelete });
  }

  public override run({ guild, id }: GuildEmoji): Promise<void> {
    return use(trigger).absences.emojiAbsent(guild.id, id);
  }
}
