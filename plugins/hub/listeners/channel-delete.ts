import { Events, Listener } from '@sapphire/framework';
import type { DMChannel, NonThreadGuildBasedChannel } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../plugin.js';

/** A channel of a room takes the other one with it; and where a channel went, a hub that waits finds room. */
export class ChannelDeleteListener extends Listener<typeof Events.ChannelDelete> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'hub.channel-delete', event: Events.ChannelDelete });
  }

  public override async run(channel: DMChannel | NonThreadGuildBasedChannel): Promise<void> {
    if (channel.isDMBased()) return;
    const { rooms, flow, deletion, hubMaking } = use(hub);
    const stored = rooms.get(channel.id) ?? rooms.byText(channel.id);
    if (stored) {
      deletion.channelGone(channel.id);
      await flow.apply(channel.guildId, stored.room.voiceChannelId, { kind: 'delete' });
    }
    await hubMaking.retry(channel.guild);
  }
}
