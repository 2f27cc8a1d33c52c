import { Events, Listener } from '@sapphire/framework';
import type { Guild } from 'discord.js';
import { use } from '../../plugins/registry.js';
import { core } from '../plugin.js';

/** The bot was removed from a guild. An outage is another event and forgets nothing. What is stored of the guild goes later. */
export class GuildDeleteListener extends Listener<typeof Events.GuildDelete> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'core.guild-delete', event: Events.GuildDelete });
  }

  public override async run(guild: Guild): Promise<void> {
    this.container.roomkeeper.voice.forget(guild.id);
    this.container.roomkeeper.log.info({ guild: guild.id }, 'The bot was removed from a guild');
    await use(core).departures.left(guild.id);
  }
}
