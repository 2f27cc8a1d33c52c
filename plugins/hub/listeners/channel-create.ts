import { Events, Listener } from '@sapphire/framework';
import type { NonThreadGuildBasedChannel } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../plugin.js';
import { liveChannel } from '../services/live-guild.js';

/** A channel that Discord made although its answer got lost. */
export class ChannelCreateListener extends Listener<typeof Events.ChannelCreate> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'hub.channel-create', event: Events.ChannelCreate });
  }

  public override async run(channel: NonThreadGuildBasedChannel): Promise<void> {
    const live = liveChannel(channel);
    if (live) await use(hub).strays.appeared(channel.guild, live);
  }
}
