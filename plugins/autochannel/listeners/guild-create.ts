import { Events, Listener } from '@sapphire/framework';
import type { Guild } from 'discord.js';
import { use } from 'roomkeeper';
import { autochannel } from '../plugin.js';

/** The bot was invited, perhaps anew: what is stored of it is brought in order. */
export class GuildCreateListener extends Listener<typeof Events.GuildCreate> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'autochannel.guild-create', event: Events.GuildCreate });
  }

  public override run(guild: Guild): Promise<void> {
    return use(autochannel).reconciler.guild(guild);
  }
}
