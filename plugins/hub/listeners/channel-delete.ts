import { Events, Listener } from '@sapphire/framework';
import type { DMChannel, NonThreadGuildBasedChannel } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../plugin.js';

/** Channels of hubs and rooms that were deleted, by hand or by us; and where a channel went, a hub that waits finds room. */
export class ChannelDeleteListener extends Listener<typeof Events.ChannelDelete> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'hub.channel-delete', event: Events.ChannelDelete });
  }

  public override async run(channel: DMChannel | NonThreadGuildBasedChannel): Promise<void> {
    if (channel.isDMBased()) return;
    const { goneChannels, hubMaking } = use(hub);
    await goneChannels.deleted(channel);
    await hubMaking.retry(channel.guild);
  }
}
