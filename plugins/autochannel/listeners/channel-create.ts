import { Events, Listener } from '@sapphire/framework';
import { ChannelType, type NonThreadGuildBasedChannel } from 'discord.js';
import { use } from 'roomkeeper';
import { autochannel } from '../plugin.js';

/** A channel that Discord made although its answer got lost. */
export class ChannelCreateListener extends Listener<typeof Events.ChannelCreate> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'autochannel.channel-create', event: Events.ChannelCreate });
  }

  public override async run(channel: NonThreadGuildBasedChannel): Promise<void> {
    if (channel.type === ChannelType.GuildVoice) await use(autochannel).upkeep.channelCreated(channel);
  }
}
