import { Events, Listener } from '@sapphire/framework';
import type { Guild } from 'discord.js';

/** The bot was removed from a guild. An outage is another event and forgets nothing. */
export class GuildDeleteListener extends Listener<typeof Events.GuildDelete> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'core.guild-delete', event: Events.GuildDelete });
  }

  public override run(guild: Guild): void {
    this.container.roomkeeper.voice.forget(guild.id);
    this.container.roomkeeper.log.info({ guild: guild.id }, 'The bot was removed from a guild');
  }
}
