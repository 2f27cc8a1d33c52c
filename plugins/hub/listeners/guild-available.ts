import { Events, Listener } from '@sapphire/framework';
import type { Guild } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../plugin.js';

/** A guild is back, after an outage or with a new session: what is stored of it is brought in order. */
export class GuildAvailableListener extends Listener<typeof Events.GuildAvailable> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'hub.guild-available', event: Events.GuildAvailable });
  }

  public override run(guild: Guild): Promise<void> {
    const { sync, reconciler } = use(hub);
    sync.retold(guild);
    return reconciler.guild(guild);
  }
}
