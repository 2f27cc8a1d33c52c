import { Listener } from '@sapphire/framework';
import { use, VoiceEvents, type VoiceChange } from 'roomkeeper';
import { hub } from '../plugin.js';

/** A human in a hub gets a room; one in a room is a member of it. Bots only keep their place in a sealed room. Who is blocked is turned away. */
export class VoiceChannelJoinedListener extends Listener<typeof VoiceEvents.Joined> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'hub.voice-channel-joined', event: VoiceEvents.Joined });
  }

  public override async run(change: VoiceChange): Promise<void> {
    const { guild, channelId, userId, bot } = change;
    const parts = use(hub);
    switch (parts.roleOf(channelId)) {
      case 'hub':
        if (!bot) await parts.conversion.serve(guild, channelId, userId);
        return;
      case 'room':
        // Asked without waiting, so that joins and leaves are queued in their order.
        if (parts.doorkeeper.keepsOut(change) && (await parts.doorkeeper.turnAway(change))) return;
        if (bot) parts.botMoved(channelId);
        else await parts.flow.apply(guild.id, channelId, { kind: 'joined', user: { id: userId, bot } });
        return;
      default:
    }
  }
}
