import { Events, Listener } from '@sapphire/framework';
import type { DMChannel, NonThreadGuildBasedChannel } from 'discord.js';
import { use } from 'roomkeeper';
import { autochannel } from '../plugin.js';

/** The overwrites of a channel or category changed: what could not be done there may be possible now. */
export class ChannelUpdateListener extends Listener<typeof Events.ChannelUpdate> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'autochannel.channel-update', event: Events.ChannelUpdate });
  }

  public override async run(
    before: DMChannel | NonThreadGuildBasedChannel,
    after: DMChannel | NonThreadGuildBasedChannel,
  ): Promise<void> {
    if (before.isDMBased() || after.isDMBased()) return;
    const same = before.permissionOverwrites.cache.equals(after.permissionOverwrites.cache);
    if (!same || before.parentId !== after.parentId) await use(autochannel).upkeep.permissionsChanged(after.guild);
  }
}
