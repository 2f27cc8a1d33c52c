import { Listener } from '@sapphire/framework';
import { Events, type Presence } from 'discord.js';
import { use } from 'roomkeeper';
import { hub } from '../plugin.js';
import { samePlaying } from '../services/live-guild.js';

/** The games of a room's members drive its name. Whoever is in no room costs a look-up in memory. */
export class PresenceUpdateListener extends Listener<typeof Events.PresenceUpdate> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'hub.presence-update', event: Events.PresenceUpdate });
  }

  public override run(before: Presence | null, after: Presence): void {
    const guildId = after.guild?.id;
    if (guildId === undefined) return;
    const channelId = this.container.roomkeeper.voice.channelOf(guildId, after.userId);
    if (channelId === null) return;
    const { rooms, names, bus } = use(hub);
    const stored = rooms.get(channelId);
    if (stored?.room.state !== 'open' || samePlaying(before, after)) return;
    names.refresh(stored);
    bus.emit('roomChanged', stored);
  }
}
