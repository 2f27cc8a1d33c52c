import { Events, Listener } from '@sapphire/framework';
import type { Guild } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../plugin.js';

/** A guild is there, or back after an outage: what the environment names of it is taken over, once, and its hubs are looked at. */
export class AvailableGuildArrivedListener extends Listener<typeof Events.GuildAvailable> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'hub.available-guild-arrived', event: Events.GuildAvailable });
  }

  public override run(guild: Guild): Promise<void> {
    return use(hub).arrivals.guild(guild);
  }
}
