import { Events, Listener } from '@sapphire/framework';
import type { Guild } from 'discord.js';
import { use } from '../../plugins/registry.js';
import { core } from '../plugin.js';

/** A guild that the bot has joined: who is in its voice channels now is the truth. */
export class GuildCreateListener extends Listener<typeof Events.GuildCreate> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'core.guild-create', event: Events.GuildCreate });
  }

  public override async run(guild: Guild): Promise<void> {
    this.container.roomkeeper.voice.seed(guild);
    await use(core).departures.returned(guild.id);
  }
}
