import { Events, Listener } from '@sapphire/framework';
import type { Guild } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../plugin.js';

/** The bot has joined a guild: what the environment names of it is taken over, once, and its hubs are looked at. */
export class NewGuildArrivedListener extends Listener<typeof Events.GuildCreate> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'hub.new-guild-arrived', event: Events.GuildCreate });
  }

  public override run(guild: Guild): Promise<void> {
    return use(hub).arrivals.guild(guild);
  }
}
