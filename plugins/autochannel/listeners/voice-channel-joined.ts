import { Listener } from '@sapphire/framework';
import { use, VoiceEvents, type VoiceChange } from 'roomkeeper';
import { autochannel } from '../plugin.js';

/** A human in a source gets a breakout; one in a breakout keeps it alive. Bots do neither. */
export class VoiceChannelJoinedListener extends Listener<typeof VoiceEvents.Joined> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'autochannel.voice-channel-joined', event: VoiceEvents.Joined });
  }

  public override async run(change: VoiceChange): Promise<void> {
    if (change.bot) return;
    const api = use(autochannel);
    switch (api.roleOf(change.channelId)) {
      case 'source':
        return api.serving.serve(change.guild, change.channelId, change.userId);
      case 'breakout':
        return api.lifetime.occupied(change);
      default:
        return undefined;
    }
  }
}
