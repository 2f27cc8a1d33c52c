import { Events, Listener } from '@sapphire/framework';
import { ChannelType, type DMChannel, type NonThreadGuildBasedChannel } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../plugin.js';

/** The permissions or the name of a room's channel were changed, by us or by hand. */
export class ChannelUpdateListener extends Listener<typeof Events.ChannelUpdate> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'hub.channel-update', event: Events.ChannelUpdate });
  }

  public override async run(
    before: DMChannel | NonThreadGuildBasedChannel,
    after: DMChannel | NonThreadGuildBasedChannel,
  ): Promise<void> {
    const parts = use(hub);
    const role = parts.roleOf(after.id);
    if (role === 'room text' && after.type === ChannelType.GuildText) return parts.sync.textUpdated(after);
    if (role !== 'room' || before.type !== ChannelType.GuildVoice || after.type !== ChannelType.GuildVoice) return;
    await Promise.all([parts.sync.voiceUpdated(before, after, parts.flow), parts.names.updated(before, after)]);
  }
}
