import { Listener } from '@sapphire/framework';
import { use, VoiceEvents, type VoiceChange } from 'roomkeeper';
import { hub } from '../plugin.js';

/** A human leaves a room: of a hub too, which may be on its way to become one. */
export class VoiceChannelLeftListener extends Listener<typeof VoiceEvents.Left> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'hub.voice-channel-left', event: VoiceEvents.Left });
  }

  public override async run({ guild, channelId, userId, bot }: VoiceChange): Promise<void> {
    const parts = use(hub);
    const role = parts.roleOf(channelId);
    if (role !== 'hub' && role !== 'room') return;
    if (bot) parts.botMoved(channelId);
    else await parts.flow.apply(guild.id, channelId, { kind: 'left', userId });
  }
}
