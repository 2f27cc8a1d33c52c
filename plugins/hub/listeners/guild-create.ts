import { Events, Listener } from '@sapphire/framework';
import type { Guild } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../plugin.js';

/** The bot was invited again: rows of before are still there. */
export class GuildCreateListener extends Listener<typeof Events.GuildCreate> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'hub.guild-create', event: Events.GuildCreate });
  }

  public override run(guild: Guild): Promise<void> {
    return use(hub).reconciler.guild(guild);
  }
}
