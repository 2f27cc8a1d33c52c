import { Events, Listener } from '@sapphire/framework';
import { ChannelType, type DMChannel, type NonThreadGuildBasedChannel } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../plugin.js';

/** A channel was edited. What people change of a hub stays with the hub; what they open while it is locked is locked again. */
export class HubChannelUpdateListener extends Listener<typeof Events.ChannelUpdate> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'hub.hub-channel-update', event: Events.ChannelUpdate });
  }

  public override async run(_before: unknown, after: DMChannel | NonThreadGuildBasedChannel): Promise<void> {
    if (after.isDMBased()) return;
    const { hubs, blueprints, lock, lockdowns, conversion } = use(hub);
    if (after.type === ChannelType.GuildVoice && hubs.byChannel(after.id)) lock.updated(after);
    // Of the hub itself, or of its category.
    await conversion.permissionsChanged(after.guild);
    const edited = hubs.byChannel(after.id);
    if (!edited) return;
    await blueprints.follow(after.guild, after.id);
    if (lockdowns.lockedUntil(edited) !== null) await lockdowns.settle(after.guild, [edited]);
  }
}
