import { Events, Listener } from '@sapphire/framework';
import type { DMChannel, NonThreadGuildBasedChannel } from 'discord.js';
import { use } from 'roomkeeper';
import { trigger } from '../plugin.js';

/** A channel was deleted: so is what is bound to it. */
export class ChannelDeleteListener extends Listener<typeof Events.ChannelDelete> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'trigger.channel-delete', event: Events.ChannelDelete });
  }

  public override async run(channel: DMChannel | NonThreadGuildBasedChannel): Promise<void> {
    if (channel.isDMBased()) return;
    // Its threads go with it, and Discord does not say so.
    const threads = 'threads' in channel ? [...channel.threads.cache.keys()] : [];
    const gone = [channel.id, ...threads].map((id) => ({ kind: 'channel', id }) as const);
    await use(trigger).aftermath.allGone(channel.guildId, gone);
  }
}
