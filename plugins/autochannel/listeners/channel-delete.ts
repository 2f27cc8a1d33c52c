import { Events, Listener } from '@sapphire/framework';
import type { DMChannel, NonThreadGuildBasedChannel } from 'discord.js';
import { use } from 'roomkeeper';
import { autochannel } from '../plugin.js';

/** Sources and breakouts that were deleted, by hand or by us. */
export class ChannelDeleteListener extends Listener<typeof Events.ChannelDelete> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'autochannel.channel-delete', event: Events.ChannelDelete });
  }

  public override async run(channel: DMChannel | NonThreadGuildBasedChannel): Promise<void> {
    if (!channel.isDMBased()) await use(autochannel).upkeep.channelDeleted(channel.guildId, channel.id);
  }
}
