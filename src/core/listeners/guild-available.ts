import { Events, Listener } from '@sapphire/framework';
import type { Guild } from 'discord.js';

/** A guild that is back after an outage: who is in its voice channels now is the truth. */
export class GuildAvailableListener extends Listener<typeof Events.GuildAvailable> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'core.guild-available', event: Events.GuildAvailable });
  }

  public override run(guild: Guild): void {
    this.container.roomkeeper.voice.seed(guild);
  }
}
